import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { MISSING, PUPPET } from "./handlers/mod.ts";
import { ask, closed, connectPuppet, leave, tell } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.6");

/** A server that notes the errors it is told of. */
function noting(t: Trial, handler: URL) {
  const errors: string[] = [];
  const server = t.serve(threadServer({
    handler,
    onError(error) {
      errors.push(String(error));
      t.onError(error);
    },
  }));
  return { server, errors };
}

/** Waits until one thread has failed, and looks that it was reported. */
async function oneFailed(
  t: Trial,
  server: Stoppable & ReturnType<typeof threadServer>,
  errors: string[],
  thread: string,
): Promise<void> {
  await t.eventually(() => server.stats().failed === 1, () => ({
    expected: "one thread has failed",
    got: Deno.inspect(server.stats()),
    cause: "an end that the handler did not come back from is a failure",
  }));
  t.holds(errors.length === 1 && errors[0]?.includes(thread), {
    expected: `onError is told of it once, by the thread's name "${thread}"`,
    got: Deno.inspect(errors),
    cause:
      "say which thread it was: whoever reads the log has nothing else to go by",
  });
}

for (
  const [line, what] of [
    ["throw", "handler throws"],
    ["reject", "handler leaves a promise rejected"],
    ["timer", "timer of the handler throws"],
    ["close", "handler closes its thread"],
    ["exit", "handler calls Deno.exit()"],
  ] as const
) {
  lessonTest(
    `7.2.6 threadServer() loses one client only when a ${what}`,
    trial(async (t: Trial, workers) => {
      const { server, errors } = noting(t, PUPPET);
      const a = await connectPuppet(t, server, "A");
      const [first] = server.threads;
      const b = await connectPuppet(t, server, "B");
      await tell(t, a, line, "bytes were lost");
      const cause = line === "close" || line === "exit"
        ? "a worker that closes itself sends no event, and its port does not tell, either; but the lock that it held becomes free"
        : "an error that nobody in the worker caught must end its client's connection";
      await closed(t, a, cause);
      await oneFailed(t, server, errors, first ?? "thread");
      await ask(t, b, "still here?", "still here?", "all clients were lost");
      const c = await connectPuppet(t, server, "C");
      await ask(t, c, "hello", "hello", "the server accepts no more");
      await t.eventually(() => workers.live === 2, () => ({
        expected: "the two workers of B and C live",
        got: `${workers.live} live`,
        cause: "what failed must be terminated as well",
      }));
      await leave(t, c);
    }),
  );
}

lessonTest(
  "7.2.6 threadServer() goes on when a handler cannot be loaded",
  trial(async (t: Trial) => {
    const { server, errors } = noting(t, MISSING);
    const cause = "the thread fails before the handler runs";
    for (const name of ["A", "B"]) {
      const client = await t.connect(server, name);
      await closed(t, { client, name }, cause);
    }
    await t.eventually(() => server.stats().failed === 2, () => ({
      expected: "two threads have failed",
      got: Deno.inspect(server.stats()),
      cause,
    }));
    t.holds(errors.length === 2 && errors[0]?.includes("missing.ts"), {
      expected: "onError is told of both, with the address of the module",
      got: Deno.inspect(errors),
      cause: "pass the message of the error event on",
    });
  }),
);
