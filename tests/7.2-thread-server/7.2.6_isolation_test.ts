import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { MISSING, PUPPET } from "./handlers/mod.ts";
import {
  ask,
  closed,
  connectPuppet,
  connectPuppets,
  leave,
  type Puppet,
  tell,
} from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.6");

/** A server that notes the errors it is told of. */
function noting(t: Trial, handler: URL, thread?: URL) {
  const errors: string[] = [];
  const server = t.serve(threadServer({
    handler,
    ...(thread === undefined ? {} : { thread }),
    onError(error) {
      errors.push(String(error));
      t.onError(error);
    },
  }));
  return { server, errors };
}

/** Lets a puppet fail, and looks that it was reported. */
async function fails(
  t: Trial,
  { server, errors }: ReturnType<typeof noting>,
  puppet: Pick<Puppet, "client" | "name">,
  { says, thread, cause }: { says: string; thread: string; cause: string },
): Promise<void> {
  const failed = server.stats().failed + 1;
  await tell(t, puppet, says, "bytes were lost");
  await closed(t, puppet, cause);
  await t.eventually(() => server.stats().failed === failed, () => ({
    expected: `${failed} of the threads has failed`,
    got: Deno.inspect(server.stats()),
    cause: "an end that the handler did not come back from is a failure",
  }));
  t.holds(errors.length === failed && errors.at(-1)?.includes(thread), {
    expected: `onError is told of it once, by the thread's name "${thread}"`,
    got: Deno.inspect(errors),
    cause:
      "say which thread it was: whoever reads the log has nothing else to go by",
  });
}

const UNCAUGHT =
  "an error that nobody in the worker caught must end its client's connection";
const SILENT =
  "a worker that closes itself sends no event, and its port does not tell, either; but the lock that it held becomes free";

for (
  const [says, what, cause] of [
    [["throw"], "a handler throws", UNCAUGHT],
    [["reject", "timer"], "a promise or a timer of it fails", UNCAUGHT],
    [["close", "exit"], "a handler closes its thread", SILENT],
  ] as const
) {
  lessonTest(
    `7.2.6 threadServer() loses one client only when ${what}`,
    trial(async (t: Trial, workers) => {
      const noted = noting(t, PUPPET);
      const { server } = noted;
      const names = ["A", "B", "C"].slice(0, says.length + 1);
      const puppets = await connectPuppets(t, server, names);
      const { threads } = server;
      for (const [at, line] of says.entries()) {
        const [puppet, thread = "thread"] = [puppets[at], threads[at]];
        if (puppet === undefined) throw new RangeError("No puppet to fail");
        await fails(t, noted, puppet, { says: line, thread, cause });
      }
      const stays = puppets.at(-1);
      if (stays === undefined) throw new RangeError("No puppet to stay");
      await ask(
        t,
        stays,
        "still here?",
        "still here?",
        "all clients were lost",
      );
      const d = await connectPuppet(t, server, "D");
      await ask(t, d, "hello", "hello", "the server accepts no more");
      await t.eventually(() => workers.live === 2, () => ({
        expected: `the two workers of ${stays.name} and D live`,
        got: `${workers.live} live`,
        cause: "what failed must be terminated as well",
      }));
      await leave(t, d);
    }),
  );
}

for (
  const [what, handler, thread] of [
    ["a handler", MISSING, undefined],
    ["a thread's program", PUPPET, MISSING],
  ] as const
) {
  lessonTest(
    `7.2.6 threadServer() goes on when ${what} cannot be loaded`,
    trial(async (t: Trial) => {
      const { server, errors } = noting(t, handler, thread);
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
}
