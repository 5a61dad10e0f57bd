import { delay } from "@std/async";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { type Crashing, crashing } from "./breakable.ts";
import { type Id, means } from "./misconceptions.ts";
import { listeners, withoutSharedPorts } from "./prefork.ts";
import { timerSpy } from "../harness/timer_spy.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;

/** Milliseconds; several children start one after the other, with pauses. */
const PATIENCE = 3_000;

lessonTest(
  "7.1.8 preforkServer() counts failures in a row, not those of its whole life",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    try {
      const one = await crashing(
        t,
        `${folder}/child.ts`,
        (program, report) => {
          if (report === 1 || report === 4) program.break();
          if (report === 3 || report === 7) program.mend();
        },
      );
      const { server, killed, reports, gaveUp } = one;
      const listens = () => listeners(server).some((pid) => pid !== killed);
      const silent = () => reports() === 0 && listens();
      for (const [failures, ends] of [[2, 3], [3, 7]] as const) {
        t.did(`its next ${failures} children end before they listen`);
        const verdict = () => ({
          expected:
            `after ${failures} failures in a row, another child listens, and \`onError\` was told of ${ends} ends in all`,
          got: `${
            gaveUp()
              ? "the server has given up"
              : listens()
              ? "a child listens"
              : "none listens"
          }, and \`onError\` was told ${reports()} times: ${
            t.reported.join("; ") || "nothing"
          }`,
          ...means(misconceptionOf(one, failures, listens())),
        });
        await t.eventually(
          () =>
            gaveUp() || silent() ||
            reports() === ends && listeners(server).length === 1,
          verdict,
          PATIENCE,
        );
        if (gaveUp() || silent()) t.fail(verdict());
        if (ends === 7) break;
        const [pid = 0] = listeners(server);
        Deno.kill(pid, "SIGKILL");
        t.did("that child was killed", `kill -9 ${pid}`);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);

/** The ends are: killed, 2 failures, killed, 3 failures. */
function misconceptionOf(
  { reports, gaveUp }: Crashing,
  failures: number,
  listens: boolean,
): Id | undefined {
  if (!gaveUp()) {
    return reports() === 0 && listens ? "keeps-ends-to-itself" : undefined;
  }
  if (failures === 2) return "gives-up-too-early";
  // All five failures, or the five ends by then.
  if (reports() === 7) return "counts-a-whole-life";
  return reports() === 5 ? "counts-a-crash-as-a-failed-start" : undefined;
}

lessonTest(
  "7.1.8 shutdown() of a prefork server ends the pause before the next child",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    using spy = timerSpy();
    const { timers } = spy;
    try {
      const { server, reports } = await crashing(
        t,
        `${folder}/child.ts`,
        (program, report) => report === 1 && program.break(),
      );
      await t.eventually(() => reports() === 5, () => ({
        expected: "`onError` is told of four children that could not listen",
        got: `it is told ${reports()} times: ${t.reported.join("; ")}`,
      }), PATIENCE);
      const paused = server.children.length === 0;
      t.did("four children ended before they listened");
      const end = server.shutdown().then(() => "it has resolved", String);
      t.did("shutdown() was called");
      // Of the pause, 400 ms, hardly any is over, by the clock; and to end needs
      // nothing but this process, however busy the machine is.
      const over = new AbortController();
      const pending = delay(100, over).then(() => "it is still pending");
      const told = await Promise.race([end, pending]);
      over.abort();
      pending.catch(() => {});
      const shows = told === "it is still pending"
        ? server.children.length === 0
          ? "waits-out-the-pause"
          : timers.length === 0
          ? "restarts-without-a-pause"
          : paused
          ? "replaces-what-it-stopped"
          : undefined
        : /AbortError/.test(told)
        ? "lets-the-pause-throw"
        : undefined;
      t.equal(told, "it has resolved", {
        what:
          "what `shutdown()` has come to 100 ms later, in a pause of 400 ms",
        ...means(shows),
      });
      t.equal([server.children, reports()], [[], 5], {
        what: "`children`, and how often `onError` was told",
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);
