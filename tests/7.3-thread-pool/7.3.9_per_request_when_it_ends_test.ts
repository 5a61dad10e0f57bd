import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { follow } from "./pool/with_pool.ts";
import { waits } from "./server/waits.ts";
import {
  asks,
  getsAll,
  inAcceptAll,
  noThreadIsLeft,
  state,
  withServer,
} from "./server/with_server.ts";

lessonTest(
  "7.3.9 RequestServer loses one client when a task fails",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 1 }, async (context) => {
      const { connect, errors, server } = context;
      const bystander = await connect("A");
      for (const order of ["throw", "crash"]) {
        const client = await connect("B");
        await asks(story, client, `${order} on-purpose`, undefined);
        await asks(story, bystander, "still", "still");
      }
      story.equal([errors.length, server.stats().failed], [2, 2], {
        what: "how many errors onError was told of, and connections failed",
      });
    });
  },
);

lessonTest(
  "7.3.9 RequestServer.shutdown() answers requests under way",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 1 }, async (context) => {
      const { connect, conversation, server } = context;
      const client = await connect("A");
      await client.send("wait a\n");
      await client.end();
      await waits(story, context, "a");
      const ended = follow(server.shutdown());
      story.did("shutdown() was called while its request was under way");
      conversation.go("a");
      await getsAll(
        story,
        client,
        "waited for a\n",
        (got) =>
          inAcceptAll(
            "request",
            got === "" ? "shutdown-cuts-clients-off" : undefined,
          ),
      );
      await story.within(server.finished, () => ({
        expected: "the server ends when its last client has left",
        got: `it does not; ${state(context)}; shutdown() is ${
          Deno.inspect(ended.outcome)
        }`,
      }));
      await noThreadIsLeft(story, context);
    });
  },
);
