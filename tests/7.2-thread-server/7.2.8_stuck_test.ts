import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { Program } from "../harness/processes/program.ts";
import { lost } from "./puppets.ts";

const trial = trialsOf("7.2.8");

lessonTest(
  "7.2.8 shutdown() reports threads that cannot be stopped, and does not wait for them",
  trial(async (t: Trial) => {
    const url = new URL("./programs/stuck_threads.ts", import.meta.url);
    await using program = new Program(url, [], t.onError);
    const next = async (what: string, cause: string): Promise<string> => {
      const line = await t.within(program.line(), () => ({
        expected: what,
        got: `nothing; the program's stderr says: ${
          program.errors.trim() || "nothing"
        }`,
        cause,
      }), 10_000);
      if (line !== undefined) return line;
      await lost(t, {
        expected: what,
        got: `the program ended: ${program.errors.trim()}`,
        cause,
      });
      return "[]";
    };
    const names: string[] = JSON.parse(
      await next("three threads serve a client each", "bytes were lost"),
    );
    const [loops, blocks, idles] = names;
    t.did(`${loops} is in an endless loop, in a process of its own`);
    t.did(`${blocks} is in Atomics.wait() and is never notified`);
    t.did(`${idles} waits for its client`);
    t.did("shutdown() was called, with a grace of 0 ms");
    const errors: string[] = JSON.parse(
      await next(
        "`shutdown()` and `finished` resolve",
        "terminate() does not stop a thread that never comes back to its event loop: wait a while for its end, and then no longer",
      ),
    );
    for (const name of [loops, blocks]) {
      const said = errors.filter((error) => name && error.includes(name));
      t.holds(said.some((error) => !error.includes("TimedOut")), {
        expected: `onError is told that ${name} cannot be stopped`,
        got: Deno.inspect(errors),
        cause: "a thread that runs on needs to be known by its name",
      });
    }
    t.holds(
      errors.filter((error) => idles && error.includes(idles)).length <= 1,
      {
        expected: `${idles} is cut off, and not reported as one that runs on`,
        got: Deno.inspect(errors),
        cause:
          "a thread that can be stopped is no news: wait for its end first",
      },
    );
  }),
);
