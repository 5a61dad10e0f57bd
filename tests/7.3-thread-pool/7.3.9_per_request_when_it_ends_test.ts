import { lessonTest } from "../harness/lesson_test.ts";
import { follow } from "./pool/with_pool.ts";
import { SERVED } from "./server/request_causes.ts";
import { waits } from "./server/waits.ts";
import { asks, withServer } from "./server/with_server.ts";

lessonTest(
  "7.3.9 poolServer per request loses one client when a task fails",
  async (story) => {
    await withServer(story, { per: "request", threads: 1 }, async (context) => {
      const { connect, errors, server } = context;
      const bystander = await connect("A");
      for (const order of ["throw", "crash"]) {
        const client = await connect("B");
        await asks(
          story,
          client,
          `${order} on-purpose`,
          undefined,
          "the connection of a request that fails is not ended.",
        );
        await asks(story, bystander, "still", "still", SERVED);
      }
      story.equal([errors.length, server.stats().failed], [2, 2], {
        what: "how many errors onError was told of, and connections failed",
        cause: "an error of a request gets lost.",
      });
    });
  },
);

lessonTest(
  "7.3.9 poolServer.shutdown() answers requests under way",
  async (story) => {
    await withServer(story, { per: "request", threads: 1 }, async (context) => {
      const { connect, conversation, server, workers } = context;
      const client = await connect("A");
      await client.send("wait a\n");
      await client.end();
      await waits(story, context, "a");
      const ended = follow(server.shutdown());
      conversation.go("a");
      story.equal(
        await story.within(client.rest(), {
          expected: "a request that was under way is answered",
          got: "it is not",
          cause: "the server cuts off its clients at once.",
        }),
        "waited for a\n",
        {
          what: "the answer",
          cause: "the server cuts off its clients at once.",
        },
      );
      await story.within(server.finished, {
        expected: "the server ends when its last client has left",
        got: `it does not; shutdown() is ${Deno.inspect(ended.outcome)}`,
        cause: "a connection is not given up when its client has left.",
      });
      await story.eventually(() => workers.live <= 0, () => ({
        expected: "no thread is left",
        got: `${workers.live} are`,
        cause: "the server does not shut its pool down.",
      }));
    });
  },
);
