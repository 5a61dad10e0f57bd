import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { waits } from "./server/waits.ts";
import { asks, state, withServer } from "./server/with_server.ts";

lessonTest(
  "7.3.9 RequestServer lets requests wait for room",
  async (story: Story) => {
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
        for (const answer of answers) answer.catch(() => {});
        await story.eventually(() => server.stats().pool.waiting === 2, () => ({
          expected: "one request is in the queue and two wait for room",
          got: state(context),
        }));
        conversation.go("a");
        story.equal(
          await story.within(Promise.all(answers), () => ({
            expected: "all get their answers in the end",
            got: `one does not; ${state(context)}`,
          })),
          ["client 0", "client 1", "client 2"],
          { what: "the answers" },
        );
      },
    );
  },
);

lessonTest(
  "7.3.9 RequestServer rejects when it is full",
  async (story: Story) => {
    await withServer(
      story,
      { per: "request", threads: 1, queue: 0, onFull: "reject" },
      async (context) => {
        const { connect, conversation, server } = context;
        const first = await connect("A");
        await first.send("wait a\n");
        await waits(story, context, "a");
        story.did("its line kept the only thread busy, and there is no queue");
        const second = await connect("B");
        await asks(
          story,
          second,
          "too much",
          undefined,
          (got) =>
            got === "nothing"
              ? "swallows-a-requests-error"
              : typeof got === "object" && "line" in got
              ? "tells-errors-to-clients"
              : undefined,
        );
        story.equal([server.stats().rejected, server.stats().failed], [1, 0], {
          what: "the clients that were turned away, and those that failed",
        });
        conversation.go("a");
        story.equal(await first.line(), "waited for a", {
          what: "the first client's answer",
        });
        await asks(story, first, "and on", "and on");
      },
    );
  },
);
