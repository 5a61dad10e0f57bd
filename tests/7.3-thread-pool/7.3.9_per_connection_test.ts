import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import type { Story } from "../harness/story/story.ts";
import { follow } from "./pool/with_pool.ts";
import { asks, withServer } from "./server/with_server.ts";

const ECHO = {
  handler: new URL(
    "../../lessons/7.3-thread-pool/echo_connection.ts",
    import.meta.url,
  ),
};
const SERVED =
  "the connection is not given to the pool, or its bytes are not carried both ways.";
const FREED =
  "the thread does not come free when its client has left, or the next one in the queue is not served.";

lessonTest("7.3.9 poolServer answers from a thread", async (story) => {
  await withServer(story, { threads: 2 }, async ({ connect, workers }) => {
    const client = await connect("A");
    await asks(
      story,
      client,
      "where",
      "in a thread",
      "the accepting thread runs the handler itself.",
    );
    await asks(story, client, "again", "again", SERVED);
    story.equal(workers.started, 2, {
      what: "the number of workers of a server with two threads",
      cause: "a thread is started for each connection.",
    });
  });
});

lessonTest(
  "7.3.9 poolServer carries every byte, both ways",
  async (story: Story) => {
    await withServer(
      story,
      { ...ECHO, threads: 1 },
      async ({ connect, server }) => {
        const client = await connect("A");
        const bytes = randomBytes(600_000, 73);
        const reading = client.bytes(bytes.length);
        story.did("it sent 600,000 bytes and closed its writing side");
        await client.send(bytes);
        await client.end();
        const got = await story.within(reading, {
          expected: "the echo of 600,000 bytes comes back",
          got: "it does not",
          cause:
            "one direction waits for the other: carry both at the same time, and take short writes into account.",
        });
        story.equal(got.length, bytes.length, {
          what: "the number of bytes that came back",
          cause: "the connection ends before everything was carried.",
        });
        story.equal(got.every((byte, at) => byte === bytes[at]), true, {
          what: "whether the bytes are the same",
          cause: "bytes are lost or doubled on their way.",
        });
        story.equal(
          await story.within(client.rest(), {
            expected:
              "the server closes the connection when the handler has returned",
            got: "it stays open",
            cause: "the channel's output is not ended when the task has.",
          }),
          "",
          { what: "what comes behind them", cause: "bytes are doubled." },
        );
        await story.eventually(() => server.stats().exited === 1, () => ({
          expected: "stats() counts one connection that ended well",
          got: Deno.inspect(server.stats(), { colors: false }),
          cause: "the connection is not given up when both sides have ended.",
        }));
      },
    );
  },
);

lessonTest(
  "7.3.9 poolServer keeps a thread for a client until it leaves",
  async (story) => {
    await withServer(story, { threads: 1, queue: 5 }, async (context) => {
      const { connect, server } = context;
      const first = await connect("A");
      await asks(story, first, "hello", "hello", SERVED);
      const second = await connect("B");
      await second.send("waiting\n");
      const answer = follow(second.line());
      await story.eventually(() => server.stats().pool.queued === 1, () => ({
        expected: "the second client's connection comes to wait in the queue",
        got: Deno.inspect(server.stats(), { colors: false }),
        cause:
          "the server accepts no second connection while a client is served, or does not give it to the pool.",
      }));
      for (let i = 0; i < 20; i++) {
        await asks(story, first, `round ${i}`, `round ${i}`, SERVED);
      }
      story.equal(answer.outcome, "pending", {
        what: "what the second client got while the first one kept the thread",
        cause:
          "somebody else than the pool's thread has answered: with one thread, a client must wait until the one before has left.",
      });
      await first.end();
      await story.eventually(() => answer.outcome !== "pending", {
        expected: "the second client is served when the first one has left",
        got: "it gets no answer",
        cause: FREED,
      });
      story.equal(answer.outcome, { value: "waiting" }, {
        what: "the second client's answer",
        cause: "what a client sends while it waits is lost.",
      });
    });
  },
);

lessonTest(
  '7.3.9 poolServer with onFull: "reject" turns clients away',
  async (story) => {
    await withServer(
      story,
      { threads: 1, queue: 1, onFull: "reject" },
      async ({ connect, server }) => {
        const first = await connect("A");
        await asks(story, first, "hello", "hello", SERVED);
        const second = await connect("B");
        for (const name of ["C", "D"]) {
          const refused = await connect(name);
          story.equal(
            await story.within(refused.rest(), {
              expected: "a client that finds no place is turned away at once",
              got: "it is kept waiting",
              cause:
                'with onFull: "reject", a connection that finds no place must be closed.',
            }),
            "",
            { what: "what it gets", cause: "it is served all the same." },
          );
        }
        story.equal(server.stats().rejected, 2, {
          what: "the number of clients that were turned away",
          cause: "they are counted as failed, or not at all.",
        });
        await asks(story, first, "still", "still", SERVED);
        await first.end();
        await asks(story, second, "at last", "at last", FREED);
      },
    );
  },
);

lessonTest(
  '7.3.9 poolServer with onFull: "wait" keeps clients waiting',
  async (story) => {
    await withServer(
      story,
      { threads: 1, queue: 1, onFull: "wait" },
      async ({ connect, server }) => {
        const first = await connect("A");
        await asks(story, first, "hello", "hello", SERVED);
        const others = await Promise.all(["B", "C", "D"].map(connect));
        const answers = others.map(async (client, i) => {
          await client.send(`client ${i}\n`);
          const line = await client.line();
          await client.end();
          return line;
        });
        for (let i = 0; i < 10; i++) {
          await asks(story, first, `round ${i}`, `round ${i}`, SERVED);
        }
        const { accepted, rejected } = server.stats();
        story.equal([accepted, rejected], [2, 0], {
          what:
            "how many clients were accepted and turned away while one was served, with room for one more",
          cause:
            "clients that find no place must wait outside, in the queue of the listening socket: await a place before you accept the next.",
        });
        await first.end();
        story.equal(
          await story.within(Promise.all(answers), {
            expected: "all clients are served in the end",
            got: "one is not",
            cause: FREED,
          }),
          ["client 0", "client 1", "client 2"],
          { what: "their answers", cause: "answers go to the wrong clients." },
        );
      },
    );
  },
);

lessonTest(
  "7.3.9 poolServer loses one client when a handler fails",
  async (story) => {
    await withServer(
      story,
      { threads: 2 },
      async ({ connect, server, errors }) => {
        const bystander = await connect("A");
        await asks(story, bystander, "hello", "hello", SERVED);
        for (const [i, order] of ["throw", "crash"].entries()) {
          const client = await connect("B");
          await client.send(`${order} on-purpose\n`);
          story.equal(
            await story.within(client.rest(), {
              expected: "the client of a handler that fails gets the end",
              got: "it is kept waiting",
              cause:
                "the connection is not ended when its task rejects, or the thread is not replaced.",
            }),
            "",
            { what: "what it gets", cause: "an answer from nowhere." },
          );
          await story.eventually(() => errors.length === i + 1, () => ({
            expected: `onError is told of ${i + 1} errors`,
            got: Deno.inspect(errors, { colors: false }),
            cause:
              "what the task threw must reach whoever waits for the client.",
          }));
          story.equal(String(errors.at(-1)).includes("on-purpose"), true, {
            what: `whether onError is told what was thrown; it is told ${
              errors.at(-1)
            }`,
            cause: "the task's error is replaced by another one.",
          });
          await asks(story, bystander, "still", "still", SERVED);
        }
        story.equal(server.stats().failed, 2, {
          what: "the number of connections that failed",
          cause: "a failed task is taken for a good one.",
        });
      },
    );
  },
);

lessonTest(
  "7.3.9 poolServer frees the thread of a client that resets",
  async (story) => {
    await withServer(story, { threads: 1 }, async ({ server, connect }) => {
      for (let i = 0; i < 3; i++) {
        story.did("a client got an answer and reset its connection");
        await story.within(resetAfterReply(server.addr, "hello\n"), {
          expected: "the client gets an answer",
          got: "it does not",
          cause:
            "the thread still waits for a client that is gone: when the connection fails, close its channel.",
        });
      }
      const client = await connect("A");
      await asks(story, client, "hello", "hello", FREED);
      await client.end();
      await story.eventually(() => server.stats().active === 0, () => ({
        expected: "no connection is left",
        got: Deno.inspect(server.stats(), { colors: false }),
        cause: FREED,
      }));
    });
  },
);

lessonTest("7.3.9 poolServer.shutdown() lets clients finish", async (story) => {
  await withServer(
    story,
    { threads: 1 },
    async ({ server, connect, workers }) => {
      const client = await connect("A");
      await asks(story, client, "hello", "hello", SERVED);
      const ended = follow(server.shutdown());
      // Many turns of the event loop, in which a client could be cut off.
      for (let turn = 1; turn <= 20; turn++) {
        await asks(story, client, `still ${turn}`, `still ${turn}`, SERVED);
      }
      story.equal(ended.outcome, "pending", {
        what: "what has become of shutdown() while a client is there",
        cause: "the server does not wait for connections that it serves.",
      });
      await client.end();
      await story.within(server.finished, {
        expected: "the server ends when its last client has left",
        got: "it does not",
        cause: FREED,
      });
      await story.eventually(() => workers.live <= 0, () => ({
        expected: "no thread is left",
        got: `${workers.live} are`,
        cause: "the server does not shut its pool down.",
      }));
    },
  );
});

lessonTest("7.3.9 poolServer.close() ends clients at once", async (story) => {
  await withServer(
    story,
    { threads: 1, queue: 1 },
    async ({ server, connect, workers }) => {
      const served = await connect("A");
      await asks(story, served, "hello", "hello", SERVED);
      const waiting = await connect("B");
      story.did("one client was served, one waited, and close() was called");
      await story.within(server.close(), {
        expected: "close() ends the server",
        got: "it does not resolve",
        cause:
          "a thread sleeps in read() and is not woken, or the task of a client that waits never ends.",
      });
      for (const client of [served, waiting]) {
        story.equal(await client.rest(), "", {
          what: "what a client gets when the server is closed",
          cause: "an answer from nowhere.",
        });
      }
      await story.eventually(() => workers.live <= 0, () => ({
        expected: "no thread is left",
        got: `${workers.live} are`,
        cause: "a thread still sleeps in read().",
      }));
    },
  );
});
