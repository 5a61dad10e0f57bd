import { lessonTest } from "../harness/lesson_test.ts";
import { FREED, SERVED } from "./server/connection_causes.ts";
import { asks, withServer } from "./server/with_server.ts";

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
