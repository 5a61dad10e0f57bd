import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";
import { asks, getsAll, state, withServer } from "./server/with_server.ts";

lessonTest(
  '7.3.9 ConnectionServer with onFull: "reject" turns clients away',
  async (story: Story) => {
    const options = { threads: 1, queue: 1, onFull: "reject" } as const;
    await withServer(story, options, async ({ connect, server }) => {
      const first = await connect("A");
      await asks(story, first, "hello", "hello");
      const second = await connect("B");
      for (const name of ["C", "D"]) {
        const refused = await connect(name);
        await getsAll(
          story,
          refused,
          "",
          (got) =>
            got === undefined
              ? "keeps-waiting-whom-it-should-turn-away"
              : undefined,
        );
      }
      story.equal(server.stats().rejected, 2, {
        what: "the number of clients that were turned away",
      });
      await asks(story, first, "still", "still");
      await first.end();
      await asks(story, second, "at last", "at last");
    });
  },
);

lessonTest(
  '7.3.9 ConnectionServer with onFull: "wait" accepts nobody for whom there is no room',
  async (story: Story) => {
    const options = { threads: 1, queue: 0, onFull: "wait" } as const;
    await withServer(story, options, async (context) => {
      const { connect, server } = context;
      const first = await connect("A");
      await asks(story, first, "hello", "hello");
      using timers = timerSpy("connection_server.ts");
      await connect("B");
      for (let i = 0; i < 10; i++) {
        await asks(story, first, `round ${i}`, `round ${i}`);
      }
      const when = "to learn of a free channel";
      noTimers(story, timers, when, means("polls-for-a-channel"));
      const ended = server.shutdown();
      story.did("shutdown() was called, and then client A left");
      await first.end();
      await story.within(ended, {
        expected: "shutdown() resolves",
        got: `it does not; ${state(context)}`,
      });
      story.equal(server.stats().accepted, 1, {
        what:
          "how many clients were accepted in all, with room for one until shutdown()",
        ...means(
          server.stats().rejected > 0
            ? "accepts-without-room"
            : "accepts-before-there-is-room",
        ),
      });
    });
  },
);

lessonTest(
  '7.3.9 ConnectionServer with onFull: "wait" keeps clients waiting',
  async (story: Story) => {
    const options = { threads: 1, queue: 1, onFull: "wait" } as const;
    await withServer(story, options, async (context) => {
      const { connect, server } = context;
      const first = await connect("A");
      await asks(story, first, "hello", "hello");
      const others = await Promise.all(["B", "C", "D"].map(connect));
      const answers = others.map(async (client, i) => {
        await client.send(`client ${i}\n`);
        const line = await client.line();
        await client.end();
        return line;
      });
      // They may fail before anybody waits for them.
      for (const answer of answers) answer.catch(() => {});
      for (let i = 0; i < 10; i++) {
        await asks(story, first, `round ${i}`, `round ${i}`);
      }
      const { accepted, rejected } = server.stats();
      story.holds(accepted === 2 && rejected === 0, {
        expected:
          "two clients are accepted and none turned away while one is served, with room for one more",
        got: state(context),
        ...means(accepted > 2 ? "accepts-without-room" : undefined),
      });
      await first.end();
      story.equal(
        await story.within(Promise.all(answers), () => ({
          expected: "all clients are served in the end",
          got: `one is not; ${state(context)}`,
        })),
        ["client 0", "client 1", "client 2"],
        { what: "their answers" },
      );
    });
  },
);
