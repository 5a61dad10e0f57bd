import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PUPPET, SHORT_REPLY } from "./handlers/mod.ts";
import { replyBytes } from "./handlers/reply.ts";
import { LENGTH } from "./handlers/short_reply.ts";
import {
  ask,
  closed,
  connectPuppet,
  connectPuppets,
  leave,
} from "./puppets.ts";
import { sameBytes } from "./same_bytes.ts";
import { watchedTrialsOf, workersLeft } from "./watched.ts";

const trial = watchedTrialsOf("7.2.5");

lessonTest(
  "7.2.5 threadServer() ends a thread when its client has gone",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    const [first, second] = server.threads;
    t.holds(server.threads.length === 2 && first !== second, {
      expected: "`threads` holds the names of two threads",
      got: Deno.inspect(server.threads),
      cause: "each thread needs a name of its own",
    });
    t.equal(server.stats(), { accepted: 2, active: 2, exited: 0, failed: 0 }, {
      what: "what `stats()` counts while two clients are served",
      cause: "a client is active from its acceptance to the end of its thread",
    });
    await leave(t, a);
    await workersLeft(t, workers, 1);
    await t.eventually(() => server.threads.length === 1, () => ({
      expected: "`threads` holds one name",
      got: Deno.inspect(server.threads),
      cause: "remove a client when its thread has ended",
    }));
    t.equal([...server.threads], [second], {
      what: "the thread that is left",
      cause: "the wrong client was removed",
    });
    await ask(t, b, "still here?", "still here?", "the wrong one was ended");
    await leave(t, b);
    await workersLeft(t, workers, 0);
    await t.eventually(() => server.stats().active === 0, () => ({
      expected: "no client is active",
      got: Deno.inspect(server.stats()),
      cause: "remove a client when its thread has ended",
    }));
    t.equal(server.stats(), { accepted: 2, active: 0, exited: 2, failed: 0 }, {
      what: "what `stats()` counts when both clients have gone",
      cause: "a thread that has done its work has exited, once",
    });
  }),
);

lessonTest(
  "7.2.5 threadServer() hangs up when the handler returns first",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const cause = "the handler has returned: its client must learn of it";
    await ask(t, a, "bye", "bye", cause);
    await closed(t, a, cause);
    a.client[Symbol.dispose]();
    t.did("client A closed its connection, too");
    await workersLeft(t, workers, 0);
  }),
);

lessonTest(
  "7.2.5 threadServer() carries all that a handler wrote before it returned",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: SHORT_REPLY, onError }));
    // Side by side, so that much is under way when a handler returns.
    await Promise.all(["A", "B"].map(async (name) => {
      const client = await t.connect(server, name);
      await t.within(client.send(randomBytes(100_000, 7241)), {
        expected: `client ${name} can send 100,000 bytes`,
        got: "its connection takes no more bytes",
        cause: "the socket is not read",
      });
      t.did(
        `client ${name} sent 100,000 bytes that its handler does not read; it replies ${LENGTH} bytes and returns`,
      );
      await sameBytes(t, client, replyBytes(LENGTH), name);
      await closed(
        t,
        { client, name },
        "the handler has returned: close the writing side of the socket",
      );
    }));
  }),
);

lessonTest(
  "7.2.5 threadServer() ends the thread of a client that resets",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const b = await connectPuppet(t, server, "B");
    await t.within(resetAfterReply(server.addr, "hello\n"), {
      expected: "client A is served",
      got: "it hears nothing",
      cause: "no thread was started for it",
    });
    t.did("client A was served, then it reset its connection");
    await t.eventually(() => workers.live === 1, () => ({
      expected: "client A's worker ends",
      got: `${workers.live} workers live`,
      cause: "when the socket fails, nobody tells the handler: end its thread",
    }));
    await ask(t, b, "still here?", "still here?", "all clients were lost");
  }),
);

lessonTest(
  "7.2.5 threadServer() counts a thread until it has ended",
  trial(async (t: Trial) => {
    const { onError } = t;
    const file = await Deno.makeTempFile();
    const stop = () => Deno.remove(file).catch(() => {});
    try {
      const server = t.serve(threadServer({ handler: PUPPET, onError }));
      const b = await connectPuppet(t, server, "B");
      const reset = resetAfterReply(server.addr, `hold ${file}\n`, "holding");
      await t.within(reset, {
        expected: "client A is served",
        got: "it hears nothing",
        cause: "no thread was started for it",
      });
      t.did(
        "client A's handler keeps its thread from its event loop; A reset its connection",
      );
      await t.eventually(() => server.stats().failed === 1, () => ({
        expected: "one client has failed",
        got: Deno.inspect(server.stats()),
        cause: "when the socket fails, its client must be ended",
      }));
      for (let turn = 0; turn < 10; turn++) {
        await ask(t, b, "next", "next", "one client holds up another");
      }
      t.equal([server.threads.length, server.stats().active], [2, 2], {
        what: "the number of `threads` and of active clients while A's runs on",
        cause:
          "terminate() only asks for the end of a thread: wait until it has ended, and then remove its client",
      });
      await stop();
      t.did("client A's handler was allowed to go on");
      await t.eventually(() => server.threads.length === 1, () => ({
        expected: "`threads` holds one name",
        got: Deno.inspect(server.threads),
        cause: "remove a client when its thread has ended",
      }));
    } finally {
      await stop();
    }
  }),
);
