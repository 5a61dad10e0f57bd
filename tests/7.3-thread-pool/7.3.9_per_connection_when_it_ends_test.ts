import { lessonTest } from "../harness/lesson_test.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import { follow } from "./pool/with_pool.ts";
import { FREED, SERVED } from "./server/connection_causes.ts";
import { asks, withServer } from "./server/with_server.ts";

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
