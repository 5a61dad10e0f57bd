import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { isEnd } from "./conn_errors.ts";
import type { EndWatch } from "./end_watch.ts";
import { AS_ASKED, MISSING, PUPPET } from "./handlers/mod.ts";
import { type Id, means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  connectPuppets,
  leave,
  type Named,
  tell,
} from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";
import { inThreadServer, untimed } from "./untimed.ts";
import type { WorkerWatch } from "../harness/workers/watch.ts";

const trial = watchedTrialsOf("7.2.6");

/** A server that notes the errors it is told of. */
function noting(t: Trial, ends: EndWatch, handler: URL, thread?: URL) {
  const errors: string[] = [];
  const thrown: unknown[] = [];
  const gone: string[] = [];
  const server = t.serve(threadServer({
    handler,
    ...(thread === undefined ? {} : { thread }),
    onError(error) {
      errors.push(String(error));
      thrown.push(error);
      const [name = ""] = String(error).match(/thread \d+ for [\d.:]+\d/) ?? [];
      if (!server.threads.includes(name)) gone.push(name);
      t.onError(error);
    },
  }));
  return { server, errors, thrown, gone, ends };
}

/** What an error event says of a puppet that was told to fail. */
const MESSAGES: Record<string, string> = {
  throw: `thrown by the handler${AS_ASKED}`,
  reject: `rejected by the handler${AS_ASKED}`,
  timer: `thrown in a timer${AS_ASKED}`,
};

/** What it shows that a report of an error has no thread's name. */
function toldOf(errors: readonly unknown[]): Id {
  const [error] = errors;
  if (error === null || error === undefined) return "fails-with-nothing";
  return areOfClosing(errors) ? "fails-by-closing" : "report-without-name";
}

/** Whether they are of a connection, or a socket, that is closed on this side. */
function areOfClosing(errors: readonly unknown[]): boolean {
  return errors.every((error) =>
    isEnd(error) && !/thread \d/.test(String(error))
  );
}

/** Lets a puppet fail, and looks that it was reported. */
async function fails(
  t: Trial,
  noted: ReturnType<typeof noting>,
  puppet: Named,
  { says, thread, pending, other }: {
    says: string;
    thread: string;
    pending: Id;
    other: Named;
  },
): Promise<void> {
  const { server, errors } = noted;
  const { failed, exited } = server.stats();
  // Who has to note it.
  const method = says in MESSAGES
    ? "ThreadingServer.crashed()"
    : "ThreadingServer.vanished()";
  await tell(t, puppet, says);
  await closed(t, puppet, { pending });
  await t.eventually(() => server.stats().failed === failed + 1, () => {
    const now = server.stats();
    return {
      expected: `\`stats().failed\` is ${
        failed + 1
      }, as client ${puppet.name} has failed`,
      got: Deno.inspect(now),
      ...means(
        now.failed > failed + 1
          ? now.failed + now.exited + now.active > now.accepted
            ? "failure-counted-twice"
            : "crash-fails-all"
          : now.exited > exited
          ? "failure-counted-as-exit"
          : undefined,
      ),
    };
  });
  const told = errors.length === failed + 1;
  const added = noted.thrown.slice(failed);
  const destroyer = noted.ends.whoDestroyed(thread);
  const by = (method: RegExp) =>
    destroyer?.names.some((name) => method.test(name));
  const destroyedBy = destroyer?.names.find((name) =>
    /#(crashed|vanished)$/.test(name)
  );
  const isDetached = by(/#detach$/) && destroyedBy === undefined;
  const meaning = means(
    told
      ? toldOf(added)
      : errors.length > failed
      ? areOfClosing(added) ? "fails-by-closing" : "reports-itself"
      : isDetached
      ? undefined
      : "destroys-who-has-failed",
  );
  t.holds(told && errors.at(-1)?.includes(thread), {
    expected: `onError is told of it once, by the thread's name "${thread}"`,
    got: `${Deno.inspect(errors)}${
      errors.length > failed || destroyedBy === undefined
        ? ""
        : `, and ${destroyedBy.replace(/^.*\./, "")}() destroys the client`
    }`,
    ...meaning,
    method,
  });
  t.holds(!noted.gone.includes(thread), {
    expected:
      `"${thread}" is among the \`threads\` when onError is told that it has failed: it may still be ending`,
    got: "it is not",
    ...means("removes-a-failed-client"),
    method,
  });
  await t.eventually(() => !server.threads.includes(thread), {
    expected: `"${thread}" is no more among the \`threads\` when it has ended`,
    got: "it still is",
    ...means("never-removed"),
  });
  t.holds(noted.thrown.at(-1) instanceof Error, {
    expected: "what onError is told is an Error, with the place it comes from",
    got: `${typeof noted.thrown.at(-1)} ${Deno.inspect(noted.thrown.at(-1))}`,
    ...means("fails-with-a-text"),
    method,
  });
  const message = MESSAGES[says] ?? "";
  const isTold = (part: string) => errors.at(-1)?.includes(part);
  // Whoever quotes it may write the end of its first line in another way.
  if (message.split("\n").every(isTold)) return;
  const said = Deno.inspect(errors.at(-1));
  const isCut = message.split(/: |\n/).some(isTold);
  const id = !isCut && await saysSameOfSilentEnd(t, noted, other)
    ? "crash-fails-nobody"
    : "report-without-message";
  t.fail({
    expected: `onError is told what the error event says: ${
      JSON.stringify(message)
    }`,
    got: `it is told ${said}`,
    ...means(id),
  });
}

/** Whether the last report reads as that of a thread that closes itself. */
async function saysSameOfSilentEnd(
  t: Trial,
  { server, errors }: ReturnType<typeof noting>,
  other: Named,
): Promise<boolean> {
  const { failed } = server.stats();
  await tell(t, other, "close");
  await t.eventually(() => server.stats().failed > failed, {
    expected: `client ${other.name} has failed as its thread closed itself`,
    got: "it has not",
  });
  const [one, two] = errors.slice(-2).map((error) =>
    error.replace(/thread \d+ for [\d.:]+/, "")
  );
  return one === two;
}

const failing = inThreadServer("to let a client fail");

for (
  const [says, what, pending] of [
    [["throw"], "a handler throws", "crash-fails-nobody"],
    [
      ["reject", "timer"],
      "a promise or a timer of it fails",
      "crash-fails-nobody",
    ],
    [["close", "exit"], "a handler closes its thread", "silent-end-unnoticed"],
  ] as const
) {
  lessonTest(
    `7.2.6 threadServer() loses one client only when ${what}`,
    trial(untimed(failing, async (
      t: Trial,
      workers: WorkerWatch,
      ends: EndWatch,
    ) => {
      const noted = noting(t, ends, PUPPET);
      const { server } = noted;
      const names = ["A", "B", "C"].slice(0, says.length + 1);
      const puppets = await connectPuppets(t, server, names);
      const { threads } = server;
      const stays = puppets.at(-1);
      if (stays === undefined) throw new RangeError("No puppet to stay");
      for (const [at, line] of says.entries()) {
        const [puppet, thread = "thread"] = [puppets[at], threads[at]];
        if (puppet === undefined) throw new RangeError("No puppet to fail");
        const how = { says: line, thread, pending, other: stays };
        await fails(t, noted, puppet, how);
      }
      await ask(t, stays, "still here?", "still here?", {
        ended: "crash-fails-all",
      });
      const d = await connectPuppet(t, server, "D", {
        rejects: "crash-stops-listening",
      });
      await ask(t, d, "hello");
      await t.eventually(() => workers.live === 2, () => ({
        expected: `the two workers of ${stays.name} and D live`,
        got: `${workers.live} live`,
      }));
      await leave(t, d);
    })),
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
    trial(async (t: Trial, _workers, ends) => {
      const { server, errors } = noting(t, ends, handler, thread);
      t.did(`${what} cannot be loaded, as there is no such file`);
      for (const name of ["A", "B"]) {
        const client = await t.connect(server, name);
        await closed(t, { client, name }, {
          pending: () =>
            server.stats().failed > 0
              ? undefined
              : thread === undefined
              ? "crash-fails-nobody"
              : "crash-before-ready-unnoticed",
        });
      }
      await t.eventually(() => server.stats().failed === 2, () => ({
        expected: "two threads have failed",
        got: Deno.inspect(server.stats()),
      }));
      t.holds(errors.length === 2 && errors[0]?.includes("missing.ts"), {
        expected: "onError is told of both, with the address of the module",
        got: Deno.inspect(errors),
      });
    }),
  );
}
