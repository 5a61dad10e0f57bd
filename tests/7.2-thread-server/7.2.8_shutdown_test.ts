import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { Program } from "../harness/processes/program.ts";
import { PUPPET, REPLY } from "./handlers/mod.ts";
import { difference } from "./difference.ts";
import { ended, endOf } from "./ended.ts";
import { LENGTH, replyBytes } from "./handlers/reply.ts";
import { ask, closed, connectPuppets, leave, lost } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");
const LONG = 60_000;

lessonTest(
  "7.2.8 shutdown() lets clients finish within their grace and accepts no more",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: PUPPET, grace: LONG, onError }),
    );
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    const shutdown = server.shutdown();
    const second = server.shutdown();
    const end = endOf(t, server, Promise.race([shutdown, second]));
    t.did(`shutdown() was called twice, with a grace of ${LONG} ms`);
    await t.eventually(
      () =>
        Client.connect(server.addr).then(
          (client) => client[Symbol.dispose](),
          () => true,
        ).then((refused) => refused === true),
      {
        expected: "new connections are refused",
        got: "one was accepted",
        cause: "the listener is not closed",
      },
    );
    const cut = "a client that is within its grace was cut off";
    await ask(t, b, "one", "one", cut);
    await leave(t, b);
    await ask(t, a, "two", "two", cut);
    t.holds(!end.over, {
      expected:
        "neither `shutdown()` nor `finished` resolves before client A has gone",
      got: "one of them did",
      cause: "the server does not wait for its clients",
    });
    await leave(t, a);
    await ended(
      t,
      server,
      Promise.all([shutdown, second, server[Symbol.asyncDispose]()])
        .then(() => {}),
      "the whole grace is waited for, though all clients have gone; or a second call waits for something that comes once",
    );
    t.equal(
      [server.stats(), [...server.threads]],
      [{ accepted: 2, active: 0, exited: 2, failed: 0 }, []],
      {
        what: "`stats()` and `threads` after shutdown()",
        cause: "it resolves before the threads have ended, or it ended them",
      },
    );
  }),
);

lessonTest(
  "7.2.8 shutdown() reports whom it cuts when the grace is over",
  trial(async (t: Trial) => {
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
      cause: "bytes were lost",
    });
    const [thread] = server.threads;
    t.did(`client A read 1 byte of ${LENGTH} from ${thread}, then no more`);
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 0 ms");
    await ended(
      t,
      server,
      shutdown,
      "when the grace is over, end every client that is left",
    );
    t.holds(errors.some((error) => thread && error.includes(thread)), {
      expected: `onError is told that ${thread} was cut off`,
      got: Deno.inspect(errors),
      cause: "half a reply looks like a whole one to many clients: report it",
    });
    t.equal(
      [server.stats(), [...server.threads]],
      [{ accepted: 1, active: 0, exited: 0, failed: 1 }, []],
      {
        what: "`stats()` and `threads` after shutdown()",
        cause: "a thread that was cut off has failed; wait until it has ended",
      },
    );
  }),
);

lessonTest(
  "7.2.8 shutdown() reports nobody who was done before the grace was over",
  trial(async (t: Trial) => {
    const wrong: string[] = [];
    const cut: string[] = [];
    const server = t.serve(threadServer({
      handler: PUPPET,
      grace: 300,
      onError(error) {
        cut.push(String(error));
        // Those that have ended are no more in `threads`.
        if (!server.threads.some((name) => String(error).includes(name))) {
          wrong.push(String(error));
        }
        t.onError(error);
      },
    }));
    const [a] = await connectPuppets(t, server, ["A", "B"]);
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 300 ms");
    await leave(t, a);
    t.did("client A left, and B stays");
    await ended(t, server, shutdown, "B is not ended after the grace");
    t.equal(wrong, [], {
      what: "the list of errors about threads that had ended",
      cause:
        "look who is there when the grace is over, not when shutdown() is called",
    });
    t.holds(cut.length > 0, {
      expected: "`onError` is told that client B was cut off",
      got: "nothing",
      cause: "half a reply looks like a whole one to many clients: report it",
    });
  }),
);

lessonTest(
  "7.2.8 shutdown() lets a reply to a slow reader arrive whole",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: REPLY, grace: LONG, onError }),
    );
    const client = await t.connect(server, "A");
    const begin = await t.within(client.bytes(1), {
      expected: "the reply begins",
      got: "nothing comes",
      cause: "bytes were lost",
    });
    t.did(`client A read ${begin.length} byte of ${LENGTH}, then no more`);
    const shutdown = server.shutdown();
    const end = endOf(t, server, shutdown);
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    t.did("client A read on");
    const cause =
      "the thread may be done while its reply is still on the way: end it when all has gone to the client";
    const rest = await t.within(client.bytes(LENGTH - 1), {
      expected: "the whole reply arrives",
      got: "some of it is missing, and no more comes",
      cause,
    }, 3_000);
    const at = difference(rest, replyBytes().subarray(1));
    t.holds(at === -1, {
      expected: `the ${LENGTH} bytes of the reply arrive`,
      got: `${rest.length + 1} came, which are right up to byte ${at + 1}`,
      cause,
    });
    t.holds(!end.over || server.stats().failed === 0, {
      expected: "no thread has failed",
      got: Deno.inspect(server.stats()),
      cause,
    });
    await closed(t, { client, name: "A" }, "the handler has returned");
    client[Symbol.dispose]();
    await ended(t, server, shutdown, "all clients have gone");
    t.equal(server.stats(), { accepted: 1, active: 0, exited: 1, failed: 0 }, {
      what: "what `stats()` counts",
      cause: "a client that was done within its grace did not fail",
    });
  }),
);

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
      }), 3_000);
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
    const [idles, blocks, loops] = names;
    t.did(`${idles} waits for its client, in a process of its own`);
    t.did(`${blocks} is in Atomics.wait() and is never notified`);
    t.did(`${loops} is in an endless loop`);
    t.did("shutdown() was called, with a grace of 0 ms");
    const { errors, finished }: { errors: string[]; finished: boolean } = JSON
      .parse(
        await next(
          "`shutdown()` resolves",
          "terminate() does not stop a thread that never comes back to its event loop: wait a while for its end, and then no longer",
        ),
      );
    t.holds(finished, {
      expected: "`finished` has resolved when `shutdown()` resolves",
      got: "it has not",
      cause: "`shutdown()` does not wait until the server has finished",
    });
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
