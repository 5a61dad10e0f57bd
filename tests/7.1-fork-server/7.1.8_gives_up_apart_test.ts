import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { Breakable } from "./breakable.ts";
import { withoutSharedPorts } from "./prefork.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; to give up takes five children, one after the other. */
const PATIENCE = 3_000;

lessonTest(
  "7.1.8 preforkServer() gives up on children that end before they listen",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    try {
      // Side by side, as each waits through the same back-off.
      await Promise.all([
        neverStarts(t, `${folder}/never.ts`),
        breaksLater(t, `${folder}/later.ts`),
      ]);
      t.equal(t.children(), [], {
        what: "the list of children once the server has given up",
        cause: "the children of the other places are not ended",
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts },
);

/** A server whose program never worked. */
async function neverStarts(t: Trial, file: string): Promise<void> {
  await Deno.writeTextFile(file, "Deno.exit(7);");
  const child = new URL(`file://${file}`);
  const reported: string[] = [];
  const onError = (error: unknown) => {
    t.onError(error);
    reported.push(String(error));
  };
  const rejected = await t.within(
    preforkServer({ children: 1, child, onError })
      .then((server) => t.serve(server)).catch((error) => error),
    {
      expected: "preforkServer() rejects after some attempts",
      got: "it is still trying",
      cause: "children that die at birth are replaced for ever",
    },
    PATIENCE,
  );
  fatal(t, rejected);
  // That of four failures, and of the end; or that of the fifth, too.
  toldOf(t, reported, 5);
}

/** A server whose program breaks after it was started. */
async function breaksLater(t: Trial, file: string): Promise<void> {
  const program = new Breakable(file);
  const { child } = program;
  const vacancy = new Vacancy();
  const reported: string[] = [];
  const onError = (error: unknown) => {
    t.onError(error);
    reported.push(String(error));
    vacancy.look(server.children.length < 2);
  };
  // The trial does not end it: it ends itself, by an error.
  const server = await t.within(
    preforkServer({ children: 2, child, onError }),
    {
      expected: "preforkServer() resolves when its children listen",
      got: "it is still pending",
      cause: "a child says that it listens with a line on its stdout",
    },
  );
  program.break();
  const [pid = 0] = server.children;
  Deno.kill(pid, "SIGKILL");
  t.did(
    "its program was broken and one of its two children killed",
    `kill -9 ${pid}`,
  );
  let end: unknown;
  let left: readonly number[] = [];
  const ended = (how: unknown) => {
    end = how;
    left = server.children;
  };
  server.finished.then(() => ended("it resolved"), ended);
  await t.eventually(() => {
    vacancy.look(server.children.length < 2);
    return end !== undefined;
  }, () => ({
    expected: "`finished` rejects after some attempts",
    got: `it is still trying; \`onError\` was told ${reported.length} times`,
    cause: "children that die at birth are replaced for ever",
  }), PATIENCE);
  fatal(t, end);
  t.equal(left, [], {
    what: "`children` when `finished` rejects",
    cause:
      "the other child, which was well, is not ended first: wait until `#drain()` has done it",
  });
  const pauses = vacancy.times.slice(-4);
  t.holds(
    pauses.length === 4 &&
      pauses.every((time, nth) => time >= 0.8 * 50 * 2 ** nth),
    {
      expected:
        "it waits 50, 100, 200 and 400 ms after children that never listened",
      got: `it waited ${pauses.map(Math.round).join(", ") || "0"} ms`,
      cause: "the pause is twice as long after each failure in a row",
    },
  );
  // That of the killed child, of four failures, and of the end.
  toldOf(t, reported, 6);
}

/** Expects so many reports, or one more: the last may be reported as well. */
function toldOf(t: Trial, reported: string[], count: number): void {
  const { length } = reported;
  t.holds(length === count || length === count + 1, {
    expected: `\`onError\` is told ${count} or ${
      count + 1
    } times until 5 children in a row have failed`,
    got: `it was told ${length} times: ${reported.join("; ")}`,
    cause: "it gives up too early or too late, or does not tell of each child",
  });
}

/** For how long, in milliseconds, there was a child too few, each time. */
class Vacancy {
  readonly times: number[] = [];
  #since: number | undefined;

  /** Notes whether there is one too few now. */
  look(vacant: boolean): void {
    const now = performance.now();
    if (!vacant && this.#since !== undefined) {
      this.times.push(now - this.#since);
      this.#since = undefined;
    }
    if (vacant) this.#since ??= now;
  }
}

function fatal(t: Trial, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("TODO(")) throw error;
  t.holds(error instanceof Error && /child/i.test(message), {
    expected:
      'an error that says what the children did: "5 children in a row ended before they came to listen"',
    got: message,
    cause: "the error is swallowed, or another one takes its place",
  });
}
