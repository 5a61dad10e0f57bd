import { lessonTest } from "../harness/lesson_test.ts";
import { SERVED } from "./server/request_causes.ts";
import { waits } from "./server/waits.ts";
import { asks, withServer } from "./server/with_server.ts";

lessonTest(
  "7.3.9 poolServer per request keeps no thread for idle clients",
  async (story) => {
    await withServer(
      story,
      { per: "request", threads: 2, queue: 4 },
      async ({ connect, server, workers }) => {
        story.did("a hundred clients connected, got an answer, and stayed");
        const idle = await Promise.all(
          Array.from({ length: 100 }, () => connect("in the crowd")),
        );
        await Promise.all(
          idle.map((client) => asks(story, client, "hello", "hello", SERVED)),
        );
        const busy = await connect("A");
        for (let i = 0; i < 20; i++) {
          await asks(
            story,
            busy,
            "where",
            "in a thread",
            "the accepting thread runs the handler itself.",
          );
        }
        const { accepted, active, pool } = server.stats();
        story.equal([
          workers.started,
          accepted,
          active,
          pool.running,
          pool.queued,
        ], [
          2,
          101,
          101,
          0,
          0,
        ], {
          what:
            "the workers started, clients accepted and there now, and what the pool runs and holds in its queue",
          cause:
            "a client that says nothing must keep no thread busy and no place in the queue: submit requests, not connections.",
        });
      },
    );
  },
);

lessonTest("7.3.9 poolServer per request answers in order", async (story) => {
  await withServer(story, { per: "request", threads: 2 }, async (context) => {
    const { connect, conversation } = context;
    const client = await connect("A");
    story.did('it sent "wait x", "second", "third" and "fourth" in odd parts');
    await client.send("wait x\nsecond\nthi");
    await waits(story, context, "x");
    await client.send("rd\nfourth");
    await client.end();
    const other = await connect("B");
    story.did("client B got answers from the other thread meanwhile");
    for (let i = 0; i < 3; i++) {
      await asks(story, other, `round ${i}`, `round ${i}`, SERVED);
    }
    conversation.go("x");
    story.equal(
      await story.within(client.rest(), {
        expected: "four answers come, and then the end",
        got: "they do not",
        cause: SERVED,
      }),
      "waited for x\nsecond\nthird\nfourth\n",
      {
        what: "all that came back",
        cause:
          "answers overtake each other: send one before you read the next line.",
      },
    );
  });
});

lessonTest(
  "7.3.9 poolServer per request works for many clients at a time",
  async (story) => {
    await withServer(story, { per: "request", threads: 2 }, async (context) => {
      const { connect, conversation, server } = context;
      const slow = await connect("A");
      await slow.send("wait a\n");
      await waits(story, context, "a");
      const quick = await connect("B");
      for (let i = 0; i < 10; i++) {
        await asks(
          story,
          quick,
          `round ${i}`,
          `round ${i}`,
          "one request that takes long holds up those of other clients.",
        );
      }
      story.equal(server.stats().pool.running, 1, {
        what: "the number of tasks that run, with one slow request",
        cause: "the request is not run by the pool.",
      });
      conversation.go("a");
      story.equal(await slow.line(), "waited for a", {
        what: "the slow client's answer",
        cause: "answers go to the wrong clients.",
      });
    });
  },
);
