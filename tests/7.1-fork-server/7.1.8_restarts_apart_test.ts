import { delay } from "@std/async";
import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { setImmediate } from "node:timers";
import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { TERM_TIME } from "./grace_is.ts";
import { beginsAnew, toldAtOnce } from "./pauses.ts";
import { watchedCalls } from "./watched.ts";
import { Breakable, type Crashing, crashing } from "./breakable.ts";
import { type Id, means } from "./misconceptions.ts";
import { listeners, withoutSharedPorts } from "./prefork.ts";
import { ask } from "./puppets.ts";
import { hastened, timerSpy } from "../harness/timer_spy.ts";
import { spawnSpy } from "./spawn_spy.ts";
import { lightChildren } from "./light_children.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;

/** Milliseconds; several children start one after the other, with pauses. */
const PATIENCE = 2_000;

lessonTest(
  "7.1.8 preforkServer() begins to count and to pause anew when a child listens",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    using _haste = hastened();
    const folder = await Deno.makeTempDir();
    using spy = timerSpy();
    const { timers } = spy;
    try {
      const one = await crashing(
        t,
        `${folder}/child.ts`,
        (program, report) => {
          if (report === 2) toldAtOnce(t, timers);
          if (report === 1 || report === 4) program.break();
          if (report === 3 || report === 7) program.mend();
        },
      );
      const { server, killed, errors, gaveUp } = one;
      const listens = () => listeners(server).some((pid) => pid !== killed);
      const silent = () => errors.length === 0 && listens();
      for (const [failures, ends] of [[2, 3], [3, 7]] as const) {
        const before = timers.length;
        t.did(`its next ${failures} children are to end before they listen`);
        const verdict = () => ({
          expected:
            `after ${failures} failures in a row, another child listens, and \`onError\` was told of ${ends} ends in all`,
          got: `${
            gaveUp()
              ? "the server has given up"
              : listens()
              ? "a child listens"
              : "none listens"
          }, and \`onError\` was told ${timesOf(errors)}`,
          ...means(misconceptionOf(one, failures, listens(), timers.length)),
        });
        await t.eventually(
          () =>
            gaveUp() || silent() ||
            errors.length === ends && listeners(server).length === 1,
          verdict,
          PATIENCE,
        );
        if (gaveUp() || silent()) t.fail(verdict());
        if (ends === 7) {
          beginsAnew(t, timers[0], timers[before]);
          break;
        }
        const [pid = 0] = listeners(server);
        // It says that it listens after it does, and before it serves anyone.
        await ask(t, await t.connect(server, "A"), "A", "hello", "hello");
        Deno.kill(pid, "SIGKILL");
        t.did("that child was killed", `kill -9 ${pid}`);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);

/** How often `onError` was told, and what. */
function timesOf(errors: readonly string[]): string {
  const times = howMany(errors.length, "time");
  return errors.length === 0 ? times : `${times}: ${errors.join("; ")}`;
}

/** The last pause of a row, in milliseconds. */
const FOURTH = 400;

/** The ends are: killed, 2 failures, killed, 3 failures. */
function misconceptionOf(
  { errors: { length: reports }, gaveUp }: Crashing,
  failures: number,
  listens: boolean,
  pauses: number,
): Id | undefined {
  if (!gaveUp()) {
    return reports === 0 && listens ? "keeps-ends-to-itself" : undefined;
  }
  // It has paused four times, so five have failed.
  if (failures === 2) {
    return pauses < 4 ? "gives-up-too-early" : "keeps-ends-to-itself";
  }
  // All five failures, or the five ends by then.
  if (reports === 7) return "counts-a-whole-life";
  return reports === 5 ? "counts-a-crash-as-a-failed-start" : undefined;
}

lessonTest(
  "7.1.8 preforkServer() counts the failures of each place, and waits for a child that listens",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    using _haste = hastened();
    const folder = await Deno.makeTempDir();
    // Whether the code has waited for anything since it started a child.
    let waits = false;
    using _spy = spawnSpy(() => setImmediate(() => waits = true));
    try {
      const program = Breakable.broken(`${folder}/child.ts`);
      t.did(
        "preforkServer() was called with children: 3 and a program that ends before it listens",
      );
      const failures = 5;
      let reports = 0;
      const starting = preforkServer({
        children: 3,
        child: program.child,
        onError(error) {
          if (++reports === failures) {
            program.mend();
            t.did("a fifth child ended, and the program was mended");
          }
          t.onError(error);
        },
      }).then((server) => t.serve(server), String);
      const expected = "it resolves when three children listen";
      const told = () => `\`onError\` was told ${howMany(reports, "time")}`;
      let [settled, waited] = [false, false];
      let first: number | undefined;
      starting.then(() => {
        settled = true;
        waited = waits;
        first = reports;
      });
      await t.eventually(() => settled || reports >= failures, () => ({
        expected: "`onError` is told of each child that ends",
        got: told(),
      }), PATIENCE);
      const server = await t.within(starting, () => ({
        expected,
        got: `it is pending; ${told()}`,
        ...means("hears-the-first-child-only"),
      }));
      if (typeof server === "string") {
        t.fail({
          expected,
          got: `it rejects: ${server}`,
          ...means(
            reports === failures ? "counts-over-all-places" : undefined,
          ),
        });
      }
      const many = listeners(server).length;
      t.holds(many === 3, {
        expected: "three children listen when preforkServer() has resolved",
        got: waited
          ? `it has resolved, and ${many} of 3 listen; \`onError\` had been told of ${
            howMany(first ?? 0, "end")
          } by then`
          : `it has resolved, and ${many} of 3 listen; it has waited for nothing`,
        ...means(
          waited ? "takes-an-end-for-a-start" : "resolves-before-they-listen",
        ),
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);

lessonTest(
  "7.1.8 shutdown() of a prefork server ends the pause before the next child",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    using _haste = hastened(FOURTH);
    using pauses = timerSpy("prefork_server.ts");
    const folder = await Deno.makeTempDir();
    using spawned = spawnSpy();
    const fourth = Promise.withResolvers<void>();
    const starts = () => spawned.startsOf(`file://${folder}/child.ts`).length;
    try {
      const { server, errors } = await crashing(
        t,
        `${folder}/child.ts`,
        (program, report) => {
          if (report === 1) program.break();
          if (report === 5) fourth.resolve();
        },
      );
      // The code goes on to its pause before this goes on.
      await t.within(fourth.promise, () => ({
        expected: "`onError` is told of four children that could not listen",
        got: `it is told ${timesOf(errors)}`,
      }), PATIENCE);
      const paused = server.children.length === 0;
      const before = starts();
      const { length } = pauses.timers;
      const storm = paused || length > 0
        ? undefined
        : "restarts-without-a-pause";
      t.did("four children ended before they listened");
      const end = server.shutdown().then(() => "it has resolved", String);
      t.did("shutdown() was called");
      // Of the pause hardly any is over, by the clock; and to end needs
      // nothing but this process, however busy the machine is.
      const over = new AbortController();
      const pending = delay(100, over).then(() => "it is still pending");
      const told = await Promise.race([end, pending]);
      over.abort();
      pending.catch(() => {});
      t.holds(starts() === before, {
        expected: "no more children are started once it was called",
        got: `another one was started${
          paused ? ", as the pause was broken off" : ""
        }`,
        ...means(paused ? "starts-one-more" : storm),
      });
      const shows = told === "it is still pending"
        ? pauses.timers.slice(length).some(({ ms }) => ms <= FOURTH)
          ? "delays-by-timer"
          : server.children.length === 0
          ? "waits-out-the-pause"
          : storm
        : /AbortError/.test(told)
        ? "lets-the-pause-throw"
        : undefined;
      t.equal(told, "it has resolved", {
        what:
          `what \`shutdown()\` has come to 100 ms later, in a pause of ${FOURTH} ms`,
        ...means(shows),
      });
      t.equal([server.children, errors.length], [[], 5], {
        what: "`children`, and how often `onError` was told",
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);

lessonTest(
  "7.1.8 preforkServer() kills a child that ignores SIGTERM when it gives up",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    using _haste = hastened();
    const folder = await Deno.makeTempDir();
    try {
      const program = new Breakable(`${folder}/child.ts`);
      program.stay();
      const { child } = program;
      // An unwritten step ends the test; what else is told is another's affair.
      const onError = (error: unknown) => {
        if (String(error).includes("TODO(")) t.onError(error);
      };
      // The trial does not end it: it ends itself, by an error.
      const server = await t.within(
        preforkServer({ children: 2, child, grace: 0, onError }),
        {
          expected: "preforkServer() resolves when its children listen",
          got: "it is still pending",
        },
      );
      t.did("a server was started, whose two children ignore SIGTERM");
      const { finished } = server;
      const calls = watchedCalls(server);
      program.break();
      const [pid = 0] = server.children;
      Deno.kill(pid, "SIGKILL");
      t.did(
        "its program was broken and one of its two children killed",
        `kill -9 ${pid}`,
      );
      await t.within(finished.catch(() => {}), () => ({
        expected: "`finished` rejects after 5 children that never listened",
        got: `it is pending; children that run, by their ids: ${
          server.children.join(", ") || "none"
        }`,
      }), PATIENCE + TERM_TIME);
      const unheard = calls.find(({ promise }) => !promise.looked);
      t.holds(unheard === undefined, {
        expected: "your code leaves no promise alone that rejects",
        got:
          `it calls \`${unheard?.name}()\`, whose promise rejects as \`finished\` does, and nobody looks at it`,
        ...means("leaves-a-rejection-unheard"),
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);
