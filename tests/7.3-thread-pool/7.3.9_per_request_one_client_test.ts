import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { SERVED } from "./server/request_causes.ts";
import { waits } from "./server/waits.ts";
import { asks, withServer } from "./server/with_server.ts";

lessonTest(
  "7.3.9 poolServer per request has one line of each client in the pool",
  async (story) => {
    await withServer(story, { per: "request", threads: 2 }, async (context) => {
      const { connect, conversation, server } = context;
      const eager = await connect("A");
      await eager.send("wait a\n" + "and another\n".repeat(200));
      await waits(story, context, "a");
      story.did('it sent "wait a" and two hundred lines more at once');
      const other = await connect("B");
      for (let i = 0; i < 20; i++) {
        await asks(story, other, `round ${i}`, `round ${i}`, SERVED);
      }
      const { running, queued, waiting, completed } = server.stats().pool;
      story.equal({ running, queued, waiting, completed }, {
        running: 1,
        queued: 0,
        waiting: 0,
        completed: 20,
      }, {
        what:
          "what the pool does while A's first line runs, when B has sent twenty lines and got twenty answers",
        cause:
          "further lines of a client are submitted before its first one is answered: who sends many has all threads, and the others wait. Read on when the answer is sent.",
      });
      conversation.go("a");
      await eager.end();
      const answers = await story.within(eager.rest(), {
        expected: "A gets all its answers, and then the end",
        got: "it does not",
        cause: SERVED,
      });
      story.equal(answers.split("\n").length - 1, 201, {
        what: "the number of its answers",
        cause: "a line is lost.",
      });
    });
  },
);

lessonTest(
  "7.3.9 poolServer per request takes no more from a client that does not read",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 1 }, async (context) => {
      const { connect, server } = context;
      const LINE = 64 * 1024;
      const LINES = 600;
      const silent = await connect("A");
      let sent = 0;
      const line = `${"x".repeat(LINE - 1)}\n`;
      const sending = (async () => {
        for (; sent < LINES; sent++) await silent.send(line);
      })().catch(() => {}); // The connection is closed at the end.
      const other = await connect("B");
      story.did(
        `client A sent ${LINES} lines of ${LINE} bytes and read nothing; client B asked and got answers until A could send no more`,
      );
      // What the system itself holds for A is far less than all of it.
      for (let before = -1, rounds = 0; rounds < 30; rounds++) {
        await asks(story, other, "hello", "hello", SERVED);
        if (sent !== before) rounds = 0;
        before = sent;
      }
      story.holds(sent < LINES, {
        expected:
          "a client that reads no answers comes to a point where its own lines are read no more",
        got:
          `the server has taken all ${sent} lines, and answered ${server.stats().pool.completed} of them; the answers lie in its memory`,
        cause:
          "the next line is read before the answer to this one is sent: await writeLine(), which waits until the client reads.",
      });
      silent[Symbol.dispose]();
      await sending;
    });
  },
);
