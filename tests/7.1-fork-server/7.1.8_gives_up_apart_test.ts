import { setImmediate } from "node:timers";
import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { Aside } from "./aside.ts";
import { askedFor, inWords, isNotWaitedFor, pausesAreRight } from "./pauses.ts";
import { Breakable } from "./breakable.ts";
import { type Id, means } from "./misconceptions.ts";
import { withoutSharedPorts } from "./prefork.ts";
import { type SpawnSpy, spawnSpy, type Start } from "./spawn_spy.ts";
import { type TimerSpy, timerSpy } from "../harness/timer_spy.ts";
import { lightChildren, SHELL } from "./light_children.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;

/** Milliseconds; to give up takes five children, one after the other. */
const PATIENCE = 2_000;
/** In the place of an error. */
const RESOLVED = "it has resolved";

/** Milliseconds that children have in the end, which is no pause. */
const GRACE = 4_000;

lessonTest(
  "7.1.8 preforkServer() gives up on children that end before they listen",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const folder = await Deno.makeTempDir();
    // Whether the code has waited for anything since it started a child.
    let waits = false;
    using starts = spawnSpy(() => {
      waits = false;
      setImmediate(() => waits = true);
    });
    using timers = timerSpy();
    try {
      // Side by side, as each waits through the same back-off.
      await Promise.all([
        neverStarts(t, `${folder}/never.ts`, starts, timers, () => waits),
        breaksLater(
          t,
          `${folder}/later.ts`,
          starts,
          timers,
          () => starts.startsOf(`file://${folder}/never.ts`).length,
        ),
      ]);
      t.equal(t.children(), [], {
        what: "the list of children once the server has given up",
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);

/** Notes what one of the two servers reports. */
function reporting(
  t: Trial,
  story: Aside,
  reported: string[],
): (error: unknown) => void {
  return (error) => {
    // An unwritten step ends the test, and is no report.
    if (String(error).includes("TODO(")) return t.onError(error);
    story.did(`\`onError\` was told ${error}`);
    reported.push(String(error));
  };
}

/** A server whose program never worked. */
async function neverStarts(
  t: Trial,
  file: string,
  spy: SpawnSpy,
  { timers }: TimerSpy,
  waits: () => boolean,
): Promise<void> {
  await Deno.writeTextFile(file, `${SHELL}exit 0`);
  const child = new URL(`file://${file}`);
  const story: Aside = new Aside(t);
  const reported: string[] = [];
  const onError = reporting(t, story, reported);
  story.did(
    "preforkServer() was called with children: 1 and a program that ends with 0 before it listens",
  );
  const starts = () => spy.startsOf(child.href);
  let end: { error?: unknown } | undefined;
  let hasWaited = false;
  const started: { server?: ProcessServer } = {};
  // It is told of in its own place.
  using _started = {
    [Symbol.dispose]: () => void (started.server && t.serve(started.server)),
  };
  preforkServer({ children: 1, child, grace: GRACE, onError }).then(
    (server) => {
      hasWaited = waits();
      started.server = server;
      story.did(
        "preforkServer() resolved, some time after the call that led to it",
      );
      end = {};
    },
    (error) => end = { error },
  );
  const what = "preforkServer(), whose children all end before they listen,";
  const gone = () => starts().every(({ ended }) => ended);
  await story.eventually(
    () => end !== undefined || starts().length > 5,
    () => ({
      expected: `${what} rejects after 5 children`,
      got: `it is still pending; ${starts().length} were started${
        waitingTold(gone(), starts(), 5)
      }`,
      ...means(
        gone() && starts().length === 5 ? "waits-for-nobody" : undefined,
      ),
    }),
    PATIENCE,
  );
  const waited = starts().slice(1).map(({ pause }) => Math.round(pause));
  let goesOn: Id = "never-gives-up";
  // The other server pauses four times at most.
  if (starts().length > 5 && timers.length < starts().length - 1) {
    await Deno.writeTextFile(file, `${SHELL}exit 1`);
    goesOn = await soon(() => timers.length > 0, PATIENCE)
      ? "takes-a-good-end-for-a-start"
      : "restarts-without-a-pause";
  }
  story.holds(starts().length <= 5, {
    expected: `${what} rejects after 5 children`,
    got: `it has started ${starts().length}, with pauses of ${
      waited.join(", ")
    } ms`,
    ...means(goesOn),
  });
  const failed = started.server !== undefined && starts().length >= 5 &&
    await fails(started.server);
  story.holds(end !== undefined && "error" in end, {
    expected: `${what} rejects`,
    got: `it resolves, after ${howMany(starts().length, "child", "children")}${
      failed ? "; then its `finished` rejects" : ""
    }`,
    ...means(
      failed
        ? "listens-when-it-gives-up"
        : starts().length >= 5
        ? "gives-up-silently"
        : hasWaited
        ? "takes-an-end-for-a-start"
        : "resolves-before-they-listen",
    ),
  });
  fatal(story, end.error, what, starts());
  // That of four failures, and of the end; or that of the fifth, too.
  toldOf(story, reported, 5);
  for (const [nth, { pid }] of starts().slice(0, 4).entries()) {
    const told = reported.filter((it) => RegExp(`\\b${pid}\\b`).test(it));
    story.holds(told.length > 0 && told.every((it) => /\b0\b/.test(it)), {
      expected:
        `\`onError\` is told of process ${pid} and its exit code, 0, when it ended before it listened`,
      got: told.join("; ") || `of the ${nth + 1}. child: ${reported[nth]}`,
      ...means("leaves-out-which-and-how"),
    });
  }
  const { call } = timers.find(({ ms }) => ms === 2 * 400) ?? {};
  // Without the first of the pauses, this is the last one of four.
  const isFifth = timers.some(({ ms }) => ms === 50);
  story.holds(call === undefined, {
    expected: isFifth
      ? `${what} rejects at once when the fifth has ended`
      : `${what} pauses for 50, 100, 200 and 400 ms`,
    got: isFifth
      ? `it paused once more: ${call}`
      : `its pauses were of ${askedFor(timers, GRACE).join(", ")} ms: ${call}`,
    ...means(isFifth ? "pauses-before-it-gives-up" : "pauses-for-another-time"),
  });
}

/** A server whose program breaks after it was started. */
async function breaksLater(
  t: Trial,
  file: string,
  spy: SpawnSpy,
  timers: TimerSpy,
  neverStarted: () => number,
): Promise<void> {
  const program = new Breakable(file);
  const { child } = program;
  const story: Aside = new Aside(t);
  const reported: string[] = [];
  const onError = reporting(t, story, reported);
  // The trial does not end it: it ends itself, by an error.
  const server = await story.within(
    preforkServer({ children: 2, child, grace: GRACE, onError }),
    {
      expected: "preforkServer() resolves when its children listen",
      got: "it is still pending",
    },
  );
  story.did("a server was started with children: 2");
  program.break();
  const [pid = 0] = server.children;
  Deno.kill(pid, "SIGKILL");
  story.did(
    "its program was broken and one of its two children killed",
    `kill -9 ${pid}`,
  );
  // The first two, and the one that follows on the killed one.
  const later = () => spy.startsOf(child.href).slice(3);
  const gone = () => spy.startsOf(child.href).every(({ ended }) => ended);
  let end: unknown;
  let left: readonly number[] = [];
  const ended = (how: unknown) => {
    end = how;
    left = server.children;
  };
  server.finished.then(() => ended(RESOLVED), ended);
  await story.eventually(
    () =>
      end !== undefined || later().length > 4 ||
      !pausesAreRight(later(), timers),
    () => ({
      expected: "`finished` rejects after 5 children that never listened",
      got: `it is pending; ${later().length + 1} such children were started${
        waitingTold(gone(), later(), 4)
      }`,
      ...means(gone() && later().length === 4 ? "waits-for-nobody" : undefined),
    }),
    PATIENCE,
  );
  const asked = askedFor(timers.timers, GRACE);
  const waited = later().map(({ pause }) => Math.round(pause));
  story.holds(pausesAreRight(later(), timers), {
    expected:
      "it waits 50, 100, 200 and 400 ms after children that never listened",
    got: `it waited ${waited.join(", ")} ms; ${inWords(asked)}`,
    ...means(
      isNotWaitedFor(asked, later())
        ? "restarts-without-a-pause"
        : "pauses-for-another-time",
    ),
  });
  story.holds(later().length <= 4, {
    expected: "`finished` rejects after 5 children that never listened",
    got: `it is pending; ${later().length + 1} such children were started`,
    ...means("never-gives-up"),
  });
  const what = "`finished`, when 5 children in a row never listened,";
  const failed = spy.startsOf(child.href).slice(2);
  // The other server has as many failures, and no child that was killed.
  const countsTheKilled = failed.length === 4 && end instanceof Error &&
    await soon(() => neverStarted() === 5, PATIENCE);
  fatal(
    story,
    end,
    what,
    failed,
    countsTheKilled ? "counts-a-crash-as-a-failed-start" : undefined,
  );
  story.holds(left.length === 0, {
    expected: "no child runs when `finished` rejects",
    got: `these do: ${left.join(", ")}`,
    ...means("leaves-children-behind"),
  });
  // That of the killed child, of four failures, and of the end.
  toldOf(story, reported, 6);
}

/** What is told of a server that has started all children, and is pending. */
function waitingTold(
  gone: boolean,
  starts: readonly Start[],
  all: number,
): string {
  return gone && starts.length === all
    ? ", no child of this server runs any more, and no other is started"
    : "";
}

/** Expects so many reports, or one more: the last may be reported as well. */
function toldOf(story: Aside, reported: string[], count: number): void {
  const { length } = reported;
  story.holds(length === count || length === count + 1, {
    expected: `\`onError\` is told ${count} or ${
      count + 1
    } times until 5 children in a row have failed`,
    got: `it was told ${length} times: ${reported.join("; ")}`,
    ...means(length < count ? "keeps-ends-to-itself" : undefined),
  });
}

/** Whether a server ends soon, and with an error. */
async function fails({ finished }: ProcessServer): Promise<boolean> {
  let failed: boolean | undefined;
  finished.then(() => failed = false, () => failed = true);
  await soon(() => failed !== undefined);
  return failed ?? false;
}

/** Expects an error that says what the children did, after five of them. */
function fatal(
  story: Aside,
  error: unknown,
  what: string,
  { length }: readonly Start[],
  why: Id = "gives-up-too-early",
): void {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("TODO(")) throw error;
  const shows: Id | undefined =
    error instanceof TypeError || error instanceof ReferenceError
      ? undefined
      : length < 5
      ? why
      : error === RESOLVED
      ? "gives-up-silently"
      : typeof error === "string"
      ? "tells-a-text"
      : undefined;
  story.holds(
    error instanceof Error && /child/i.test(message) && length === 5,
    {
      expected:
        `${what} rejects with an error that says what the children did, after 5 of them: "5 children in a row ended before they came to listen"`,
      got: `after ${length}: ${message}`,
      ...means(shows),
    },
  );
}
