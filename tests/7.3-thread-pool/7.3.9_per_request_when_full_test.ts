import { lessonTest } from "../harness/lesson_test.ts";
import { SERVED } from "./server/request_causes.ts";
import { waits } from "./server/waits.ts";
import { asks, withServer } from "./server/with_server.ts";

lessonTest(
  "7.3.9 poolServer per request lets requests wait for room",
  async (story) => {
    await withServer(
      story,
      { per: "request", threads: 1, queue: 1, onFull: "wait" },
      async (context) => {
        const { connect, conversation, server } = context;
        const first = await connect("A");
        await first.send("wait a\n");
        await waits(story, context, "a");
        const clients = await Promise.all(["B", "C", "D"].map(connect));
        const answers = clients.map(async (client, i) => {
          await client.send(`client ${i}\n`);
          return await client.line();
        });
        await story.eventually(() => server.stats().pool.waiting === 2, () => ({
          expected: "one request is in the queue and two wait for room",
          got: Deno.inspect(server.stats().pool, { colors: false }),
          cause: "requests that find no room must wait.",
        }));
        conversation.go("a");
        story.equal(
          await story.within(Promise.all(answers), {
            expected: "all get their answers in the end",
            got: "one does not",
            cause: SERVED,
          }),
          ["client 0", "client 1", "client 2"],
          { what: "the answers", cause: "answers go to the wrong clients." },
        );
      },
    );
  },
);

lessonTest(
  "7.3.9 poolServer per request rejects when it is full",
  async (story) => {
    await withServer(
      story,
      { per: "request", threads: 1, queue: 0, onFull: "reject" },
      async (context) => {
        const { connect, conversation, server } = context;
        const first = await connect("A");
        await first.send("wait a\n");
        await waits(story, context, "a");
        const second = await connect("B");
        await asks(
          story,
          second,
          "too much",
          undefined,
          'with onFull: "reject", a client whose request finds no room is turned away.',
        );
        story.equal([server.stats().rejected, server.stats().failed], [1, 0], {
          what: "the clients that were turned away, and those that failed",
          cause: "who is turned away is counted as failed, or not at all.",
        });
        conversation.go("a");
        story.equal(await first.line(), "waited for a", {
          what: "the first client's answer",
          cause: "answers go to the wrong clients.",
        });
        await asks(story, first, "and on", "and on", SERVED);
      },
    );
  },
);
