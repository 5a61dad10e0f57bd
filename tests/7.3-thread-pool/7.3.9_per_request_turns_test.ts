import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { SlowConn } from "./server/slow_conn.ts";
import { waits } from "./server/waits.ts";
import { asks, inThread, state, withServer } from "./server/with_server.ts";

lessonTest(
  "7.3.9 RequestServer has one line of each client in the pool",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 2 }, async (context) => {
      const { connect, conversation, server } = context;
      const eager = await connect("A");
      await eager.send("wait a\n" + "and another\n".repeat(200));
      await waits(story, context, "a");
      story.did(
        'client A sent "wait a" and 200 more lines at once, and the first of them runs until the test ends it',
      );
      const other = await connect("B");
      for (let i = 0; i < 5; i++) {
        await asks(story, other, `round ${i}`, `round ${i}`);
      }
      story.did(
        "client B sent five lines, one after another, and got five answers",
      );
      const { running, queued, waiting, completed } = server.stats().pool;
      story.holds(`${[running, queued, waiting, completed]}` === "1,0,0,5", {
        expected:
          "A's first line runs, no other task is queued or waits, and only B's five are completed",
        got: state(context),
        ...means(
          queued + waiting > 0 || completed > 5 ? "submits-ahead" : undefined,
        ),
      });
      conversation.go("a");
      await eager.end();
      const answers = await story.within(eager.rest(), () => ({
        expected: "A gets all its answers, and then the end",
        got: `not all of them come; ${state(context)}`,
      }));
      story.equal(answers.split("\n").length - 1, 201, {
        what: "the number of its answers",
      });
    });
  },
);

lessonTest(
  "7.3.9 RequestServer takes no more from a client that does not read",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 1 }, async (context) => {
      const { connect } = context;
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
      for (
        let before = -1, rounds = 0;
        rounds < 30 && sent < LINES;
        rounds++
      ) {
        await asks(story, other, "hello", "hello");
        if (sent !== before) rounds = 0;
        before = sent;
      }
      story.holds(sent < LINES, {
        expected:
          "a client that reads no answers comes to a point where its own lines are read no more",
        got:
          `the server has taken all ${sent} lines; the answers lie in its memory`,
        ...means("reads-on-while-the-client-does-not"),
      });
      silent[Symbol.dispose]();
      await sending;
    });
  },
);

lessonTest(
  "7.3.9 RequestServer writes a reply before it takes the next line",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 1 }, async (context) => {
      const { connect, server } = context;
      const conn = new SlowConn("one\ntwo", true);
      // As the loop that accepts does it.
      (server as unknown as { admit(conn: SlowConn): void }).admit(conn);
      story.did('client A came, sent "one" and "two", and read nothing');
      await story.eventually(() => conn.text !== "", () => ({
        expected: "the reply to its first line is being written",
        got: `what was written: ${JSON.stringify(conn.text)}`,
      }));
      const other = await connect("B");
      for (let i = 0; i < 10; i++) {
        await asks(story, other, `round ${i}`, `round ${i}`);
      }
      story.did(
        "client B sent ten lines meanwhile, and got ten answers: with A's first line, eleven tasks",
      );
      story.equal(server.stats().pool.completed, 11, {
        what: "how many tasks are completed",
        ...means("submits-while-it-writes"),
      });
      conn.readOn();
      await story.eventually(() => conn.text === "one\ntwo\n", () => ({
        expected: "A gets both replies when it reads on",
        got: `it gets ${
          JSON.stringify(conn.text)
        }; each write() took 2 bytes at most`,
        ...means(conn.text.includes("one") ? undefined : "writes-a-part"),
      }));
    });
  },
);

lessonTest(
  "7.3.9 RequestServer keeps no thread for idle clients",
  async (story: Story) => {
    const options = { per: "request", threads: 2, queue: 4 } as const;
    await withServer(story, options, async (context) => {
      const { connect, server, workers } = context;
      const busy = await connect("A");
      await asks(story, busy, "where", "in a thread", inThread);
      story.did("a hundred clients connected, got an answer, and stayed");
      const idle = await Promise.all(
        Array.from({ length: 100 }, () => connect("in the crowd")),
      );
      await Promise.all(
        idle.map((client) => asks(story, client, "hello", "hello")),
      );
      for (let i = 0; i < 20; i++) {
        await asks(story, busy, "where", "in a thread", inThread);
      }
      const { accepted, active, pool } = server.stats();
      story.holds(
        `${[accepted, active, pool.running, pool.queued]}` === "101,101,0,0",
        {
          expected:
            "101 connections are active, and no task runs or is in the queue",
          got: state(context),
        },
      );
      story.equal(workers.started, 2, { what: "the number of workers" });
    });
  },
);
