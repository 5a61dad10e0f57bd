import { delay } from "@std/async";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { crashing, TOLD } from "./breakable.ts";
import { listeners, withoutSharedPorts } from "./prefork.ts";

const trial = trialsOf("7.1.8");

lessonTest(
  "7.1.8 preforkServer() counts failures in a row, not those of its whole life",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    try {
      const { server, reports } = await crashing(
        t,
        `${folder}/child.ts`,
        (program, report) => {
          if (report === 1 || report === 4) program.break();
          if (report === 3 || report === 8) program.mend();
        },
      );
      for (const [failures, ends] of [[2, 3], [4, 8]] as const) {
        t.did(`its next ${failures} children end before they listen`);
        await t.eventually(
          () => reports() === ends && listeners(server).length === 1,
          () => ({
            expected: `after ${failures} failures in a row, a child listens`,
            got: `${listeners(server).length} of its children listen; ` +
              `\`onError\` was told ${reports()} times: ${
                t.reported.join("; ")
              }`,
            cause: reports() < ends
              ? TOLD
              : "a child that came to listen ends the row: count from 0 again",
          }),
        );
        if (ends === 8) break;
        const [pid = 0] = listeners(server);
        Deno.kill(pid, "SIGKILL");
        t.did("that child was killed", `kill -9 ${pid}`);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 shutdown() of a prefork server ends the pause before the next child",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    try {
      const { server, reports } = await crashing(
        t,
        `${folder}/child.ts`,
        (program, report) => report === 1 && program.break(),
      );
      await t.eventually(() => reports() === 5, () => ({
        expected: "`onError` is told of four children that could not listen",
        got: t.reported.join("; "),
        cause: TOLD,
      }));
      t.did("four children ended before they listened");
      const end = server.shutdown().then(() => "it resolved", String);
      t.did("shutdown() was called");
      // Of the pause, 400 ms, hardly any is over, by the clock; and to end needs
      // nothing but this process, however busy the machine is.
      const over = new AbortController();
      const pending = delay(100, over).then(() => "it is still pending");
      const told = await Promise.race([end, pending]);
      over.abort();
      pending.catch(() => {});
      t.equal(told, "it resolved", {
        what: "what `shutdown()` has come to 100 ms later",
        cause: told === "it is still pending"
          ? "it waits for the end of the pause, or for a child that is never started"
          : "the pause that it interrupts throws, and nobody catches that",
      });
      t.equal([server.children, reports()], [[], 5], {
        what: "`children`, and how often `onError` was told",
        cause: "another child is started although the server stops",
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts },
);
