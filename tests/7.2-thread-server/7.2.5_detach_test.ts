import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import type { Trial } from "../harness/net/trial.ts";
import { Program } from "../harness/processes/program.ts";
import { PUPPET, SHORT_REPLY } from "./handlers/mod.ts";
import { replyBytes } from "./handlers/reply.ts";
import { LENGTH } from "./handlers/short_reply.ts";
import type { Left } from "./programs/many_clients.ts";
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

/** How long ten clients may take on a busy machine, in milliseconds. */
const TEN_CLIENTS = 20_000;

/** Tells V8 not to prepare threads that live for milliseconds for a long life. */
const BRIEF = ["--v8-flags=--single-threaded,--max-lazy,--no-opt"];

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
  "7.2.5 threadServer() leaves nothing of 200 clients",
  trial(async (t: Trial) => {
    const program = new URL("./programs/many_clients.ts", import.meta.url);
    // A process uses one core for it, so two take half the time.
    const start = () => new Program(program, ["100"], undefined, BRIEF);
    await using one = start();
    await using two = start();
    t.did("two servers were started, each in a process of its own");
    t.did("one client of each heard its handler's last word and never hung up");
    t.did("100 clients of each came, spoke and went, one after the other");
    for (const server of [one, two]) {
      const next = async () => {
        const line = await t.within(server.line(), () => ({
          expected: "each of the 100 clients is served",
          got: `the server's stderr says: ${server.errors.trim() || "nothing"}`,
          cause:
            "something is used up that the first clients did not give back",
        }), TEN_CLIENTS);
        const unwritten = server.errors.match(/TODO\([\d.]+\)/)?.[0];
        if (unwritten !== undefined) throw new Error(unwritten);
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
      const cause =
        "a finished thread must take everything with it, also when its client never hangs up";
      t.equal(left, {
        threads: 0,
        workers: 0,
        stats: { accepted: 102, active: 0, exited: 102, failed: 0 },
      }, { what: "what is left after 100 clients came and went", cause });
      t.holds(descriptors < 50, {
        expected: "about as many descriptors are open as before",
        got: `${descriptors} more`,
        cause,
      });
    }
  }),
  { timeout: 60_000, smoke: true },
);
