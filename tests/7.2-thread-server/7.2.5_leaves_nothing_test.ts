import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { descriptors, withoutProc } from "../harness/processes/proc.ts";
import { Program } from "../harness/processes/program.ts";
import { PUPPET } from "./handlers/mod.ts";
import type { Left } from "./programs/many_clients.ts";
import { connectPuppet, leave } from "./puppets.ts";
import { watchedTrialsOf, workersLeft } from "./watched.ts";

const trial = watchedTrialsOf("7.2.5");

lessonTest(
  "7.2.5 threadServer() keeps no descriptor of a finished connection",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    // The first connection opens what Deno opens only once.
    await leave(t, await connectPuppet(t, server, "A"));
    await workersLeft(t, workers, 0);
    const before = descriptors();
    for (const name of ["B", "C", "D"]) {
      await leave(t, await connectPuppet(t, server, name));
    }
    await t.eventually(() => descriptors() <= before, () => ({
      expected: `the server holds ${before} descriptors, as before`,
      got: `it holds ${descriptors()} after three more clients came and went`,
      cause:
        "the socket of a finished connection, or its worker, is still there; a server that runs for days runs out of descriptors",
    }));
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.2.5 threadServer() leaves nothing of 200 clients",
  trial(async (t: Trial) => {
    const program = new URL("./programs/many_clients.ts", import.meta.url);
    // A process uses one core for it, so two take half the time.
    await using one = new Program(program, ["100"]);
    await using two = new Program(program, ["100"]);
    t.did("two servers, each in a process of its own, served 100 clients each");
    for (const server of [one, two]) {
      const next = async () => {
        const line = await t.within(server.line(), () => ({
          expected: "each of the 100 clients is served",
          got: `the server's stderr says: ${server.errors.trim() || "nothing"}`,
          cause:
            "something is used up that the first clients did not give back",
        }));
        t.holds(line !== undefined, {
          expected: "each of the 100 clients is served",
          got: `the program ended: ${server.errors.trim()}`,
          cause: "an error ended the whole program",
        });
        return line;
      };
      for (let tens = 0; tens < 10; tens++) await next();
      const line = await next();
      const { descriptors, ...left }: Left = JSON.parse(line);
      const cause = "a finished thread must take everything with it";
      t.equal(left, {
        threads: 0,
        workers: 0,
        stats: { accepted: 101, active: 0, exited: 101, failed: 0 },
      }, { what: "what is left after 100 clients came and went", cause });
      t.holds(descriptors < 50, {
        expected: "about as many descriptors are open as before",
        got: `${descriptors} more`,
        cause,
      });
    }
  }),
  { timeout: 60_000 },
);
