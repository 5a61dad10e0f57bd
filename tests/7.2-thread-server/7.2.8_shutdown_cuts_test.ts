import { setImmediate } from "node:timers/promises";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { holdBack, timerSpy } from "../harness/timer_spy.ts";
import { ONCE, PUPPET, REPLY } from "./handlers/mod.ts";
import { ended } from "./ended.ts";
import { LENGTH } from "./handlers/reply.ts";
import { heldWrites } from "./held_writes.ts";
import { means } from "./misconceptions.ts";
import { closed, connectPuppets, leave, tell } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

/** How long a terminated thread may take to end, if no option says it. */
const STOP_TIME = 500;

const trial = watchedTrialsOf("7.2.8");

lessonTest(
  "7.2.8 shutdown() reports whom it cuts when the grace is over",
  trial(async (t: Trial, _workers, ends) => {
    const errors: string[] = [];
    const server = t.serve(threadServer({
      handler: REPLY,
      grace: 0,
      onError(error) {
        errors.push(String(error));
        t.onError(error);
      },
    }));
    const client = await t.connect(server, "A");
    await t.within(client.bytes(1), {
      expected: "the reply begins",
      got: "nothing comes",
    });
    const [thread] = server.threads;
    const isTold = () =>
      errors.some((error) => thread !== undefined && error.includes(thread));
    t.did(`client A read 1 byte of ${LENGTH} from ${thread}, then no more`);
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 0 ms");
    await ended(t, server, shutdown, {
      pending() {
        const { active } = server.stats();
        t.did(
          `then, active clients: ${active}; onError was told ${
            errors.length === 0 ? "nothing" : `of ${errors.length}`
          }`,
        );
        if (active === 0) return undefined;
        return isTold() ? "reports-but-does-not-cut" : "grace-has-no-end";
      },
    });
    t.holds(isTold(), {
      expected: `onError is told that ${thread} was cut off`,
      got: Deno.inspect(errors),
      ...means(errors.length === 0 ? ends.untold : "report-without-name"),
      method: "ThreadingServer.stop()",
    });
    t.equal(
      [server.stats(), [...server.threads]],
      [{ accepted: 1, active: 0, exited: 0, failed: 1 }, []],
      { what: "`stats()` and `threads` after shutdown()" },
    );
  }),
);

lessonTest(
  "7.2.8 shutdown() cuts off who does not take its reply",
  trial(async (t: Trial, workers, ends) => {
    using _writes = heldWrites();
    const { onError } = t;
    const server = t.serve(threadServer({ handler: ONCE, grace: 0, onError }));
    const a = { name: "A", client: await t.connect(server, "A") };
    t.did("what is written to client A's socket waits, as if A did not read");
    await tell(t, a, "hello");
    await t.eventually(() => workers.heard.includes("done"), () => ({
      expected: "A's handler sends back what came, and its thread is done",
      got: `the thread has posted ${Deno.inspect(workers.heard)}`,
    }));
    const [thread = "thread"] = server.threads;
    t.did(`${thread} sent it back, and is done`);
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 0 ms");
    const isTold = () => t.reported.some((error) => error.includes(thread));
    await ended(t, server, shutdown, {
      pending: () => isTold() ? "reports-but-does-not-cut" : "grace-for-done",
    });
    t.holds(isTold(), {
      expected: `onError is told that ${thread} was cut off`,
      got: Deno.inspect(t.reported),
      ...means(ends.untold),
    });
  }),
);

lessonTest(
  "7.2.8 shutdown() reports nobody who was done before the grace was over",
  trial(async (t: Trial, _workers, ends) => {
    const GRACE = 300;
    const wrong: string[] = [];
    const cut: string[] = [];
    const texts: unknown[] = [];
    let [began, first] = [0, Infinity];
    const server = t.serve(threadServer({
      handler: PUPPET,
      grace: GRACE,
      onError(error) {
        if (String(error).includes("thrown by")) return t.onError(error);
        cut.push(String(error));
        if (!(error instanceof Error)) texts.push(error);
        first = Math.min(first, performance.now() - began);
        // Those that have ended are no more in `threads`.
        const [name] = String(error).match(/thread \d+ for [\d.:]+\d/) ?? [];
        if (name !== undefined && !server.threads.includes(name)) {
          wrong.push(String(error));
        }
        t.onError(error);
      },
    }));
    const names = ["A", "B", "C", "D"] as const;
    const [a, , c] = await connectPuppets(t, server, names);
    const stay = server.threads.filter((_, index) => index % 2 === 1);
    using timers = timerSpy("thread_server.ts");
    // The one for the grace, and those in which terminated threads may end.
    const odd = () =>
      timers.timers.filter(({ ms }) => ms !== GRACE && ms !== STOP_TIME);
    using _suspicion = t.suspect(() => {
      const [timer, ...more] = odd();
      return timer && {
        expected: `your code sets one timer, of the grace of ${GRACE} ms`,
        got: timer.call,
        ...means(
          more.length > 3
            ? "polls-for-the-end"
            : timers.timers.some(({ ms }) => ms === GRACE)
            ? "delays-by-timer"
            : timer.ms <= 1
            ? "no-grace"
            : timer.ms < GRACE
            ? "grace-cut-short"
            : "grace-too-long",
        ),
      };
    });
    using timeIsUp = holdBack(GRACE);
    began = performance.now();
    const shutdown = server.shutdown();
    t.did(`shutdown() was called, with a grace of ${GRACE} ms`);
    await setImmediate();
    const { length } = timers.timers;
    await leave(t, a);
    await tell(t, c, "throw");
    await closed(t, c);
    t.did("client A left, C's handler failed, B and D stay");
    timeIsUp.release();
    await ended(t, server, shutdown, {
      pending: () =>
        cut.length > 0
          ? "reports-but-does-not-cut"
          : timers.timers.some(({ ms }) => ms === GRACE)
          ? "grace-ends-with-one"
          : "grace-has-no-end",
    });
    const later = timers.timers.slice(length).find(({ ms }) => ms === GRACE);
    t.holds(later === undefined, {
      expected: `the ${GRACE} ms begin when shutdown() is called, for all`,
      got: `later, they began once more: ${later?.call}`,
      ...means("grace-begins-anew"),
    });
    t.equal(odd().map(({ call }) => call), [], {
      what: "the list of timers but that of the grace",
    });
    t.equal(texts, [], {
      what: "the list of what `onError` is told that is no Error",
      ...means("reports-a-text"),
    });
    t.equal(wrong, [], {
      what: "the list of errors about threads that had ended",
      ...means("reports-who-had-left"),
    });
    const told = stay.filter((name) =>
      cut.some((error) => error.includes(name))
    );
    t.equal(told, stay, {
      what: "the list of B's and D's threads that `onError` is told of",
      ...means(
        told.length > 0
          ? "reports-one-cut-only"
          : cut.length > 0
          ? "report-without-name"
          : ends.untold,
      ),
      method: "ThreadingServer.stop()",
    });
    const isOfTwo = (error: string) =>
      stay.every((name) => error.includes(name));
    const ownErrors = cut.filter((error) => !isOfTwo(error));
    const isAlone = (name: string) =>
      ownErrors.some((error) => error.includes(name));
    t.holds(stay.every(isAlone), {
      expected: "`onError` is told of B and of D, by an error for each",
      got: Deno.inspect(cut),
      ...means("one-report-for-all"),
    });
    t.equal(cut.filter((error, nth) => cut.indexOf(error) !== nth), [], {
      what: "the list of what `onError` was told before",
      ...means("reports-twice"),
    });
    // A timer may be early by a millisecond.
    t.holds(first >= GRACE - 2, {
      expected: `nobody is cut off before ${GRACE} ms have passed`,
      got: `${Math.round(first)} ms had`,
      ...means("grace-cut-short"),
    });
  }),
);
