import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { follow } from "./pool/with_pool.ts";
import { asks, type ServerTest, withServer } from "./server/with_server.ts";

const SERVED =
  "the line is not given to the pool, or its result not sent back.";

/** Waits until a handler waits under this name. */
async function waits(
  story: Story,
  { conversation }: ServerTest,
  name: string,
): Promise<void> {
  await story.eventually(() => conversation.waiting.includes(name), {
    expected: `a thread begins the request "wait ${name}"`,
    got: "none does",
    cause:
      "all threads are kept busy by something else than requests, or the line is not given to the pool.",
  });
}

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
