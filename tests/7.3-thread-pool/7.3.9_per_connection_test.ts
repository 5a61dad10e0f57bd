import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import { follow } from "./pool/with_pool.ts";
import { FREED, SERVED } from "./server/connection_causes.ts";
import { asks, withServer } from "./server/with_server.ts";

const ECHO = {
  handler: new URL(
    "../../lessons/7.3-thread-pool/given/echo_connection.ts",
    import.meta.url,
  ),
};

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
