import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PUPPET, REPLY } from "./handlers/mod.ts";
import { ended, endOf } from "./ended.ts";
import { LENGTH } from "./handlers/reply.ts";
import { ask, connectPuppet, leave } from "./puppets.ts";
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
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
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
