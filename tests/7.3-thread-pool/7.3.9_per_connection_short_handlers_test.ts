import { delay } from "@std/async";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { FREED } from "./server/connection_causes.ts";
import { FLOOD } from "./server/short_handler.ts";
import { SlowConn } from "./server/slow_conn.ts";
import { gets, type ServerTest, withServer } from "./server/with_server.ts";

// A handler that speaks first and leaves first, and room for one client.
const SHORT = {
  handler: new URL("./server/short_handler.ts", import.meta.url),
  threads: 1,
  queue: 0,
};

const CHANNEL =
  "the channel was given to the next client before both directions of the one before were over.";

/** Waits until the server is done with a number of clients. */
async function done(
  story: Story,
  { server }: ServerTest,
  clients: number,
): Promise<void> {
  await story.eventually(() => {
    const { exited, failed, active } = server.stats();
    return exited + failed === clients && active === 0;
  }, () => ({
    expected:
      `the server is done with ${clients} clients when their handler has returned, also if they stay`,
    got: Deno.inspect(server.stats(), { colors: false }),
    cause:
      "one direction waits for a client that says no more. When the task has ended and the client has all that was written, hang up.",
  }));
}

lessonTest("7.3.9 poolServer lets a handler speak first", async (story) => {
  await withServer(story, SHORT, async (context) => {
    const client = await context.connect("A");
    await gets(
      story,
      client,
      "welcome",
      "the connection comes to the pool only when the client has sent something.",
    );
    await client.end();
    await gets(story, client, undefined, FREED);
    await done(story, context, 1);
  });
});

lessonTest(
  "7.3.9 poolServer ends a connection whose handler leaves first",
  async (story) => {
    await withServer(story, SHORT, async (context) => {
      for (const [i, name] of ["A", "B", "C"].entries()) {
        const client = await context.connect(name);
        await gets(story, client, "welcome", CHANNEL);
        // More than the channel holds, which nobody will read.
        const rest = i === 1 ? "and so on\n".repeat(5_000) : "";
        await client.send(`client ${name}\n${rest}`);
        await gets(story, client, `bye client ${name}`, CHANNEL);
        story.did(
          `it got its answer and stayed${
            rest && ", with much that nobody had read"
          }; the handler returned`,
        );
        await done(story, context, i + 1);
      }
    });
  },
);

lessonTest(
  "7.3.9 poolServer gives a channel to one client at a time",
  async (story) => {
    await withServer(story, SHORT, async (context) => {
      const first = await context.connect("A");
      await gets(story, first, "welcome", CHANNEL);
      await first.send("flood\n");
      const others = await Promise.all(["B", "C"].map(context.connect));
      story.did(
        `the handler sent ${FLOOD} bytes and returned; client A read them late, while B and C waited for its place`,
      );
      const answers = others.map(async (client, i) => {
        const greeting = await client.line();
        await client.send(`hello ${i}\n`);
        return [greeting, await client.line(), await client.line()];
      });
      await story.eventually(() => context.server.stats().pool.running === 0, {
        expected: "the handler's thread comes free",
        got: "it does not",
        cause: "what the thread writes is not carried to the client.",
      });
      const got = await story.within(first.rest(), {
        expected: "client A gets all that was written, and then the end",
        got: "the end does not come",
        cause: "the channel's output is not ended when the task has.",
      });
      story.equal(got.length, FLOOD + "bye flood\n".length, {
        what: "the number of bytes that it got",
        cause:
          "the connection is closed, or its channel given away, before the client has all that was written.",
      });
      story.equal(
        await story.within(Promise.all(answers), {
          expected: "B and C are served then",
          got: "one of them is not",
          cause: CHANNEL,
        }),
        [0, 1].map((i) => ["welcome", `bye hello ${i}`, undefined]),
        { what: "the lines that they got", cause: CHANNEL },
      );
    });
  },
);

lessonTest(
  "7.3.9 poolServer hangs up when the client has all that was written",
  async (story) => {
    await withServer(story, SHORT, async ({ server }) => {
      const conn = new SlowConn();
      // As the loop that accepts does it.
      (server as unknown as { admit(conn: SlowConn): void }).admit(conn);
      story.did(
        "a client came that sends a line and then reads nothing; its handler answered and returned",
      );
      await story.eventually(() => server.stats().pool.completed === 1, {
        expected: "the handler returns",
        got: "it does not",
        cause: "what the client sends is not carried to the handler.",
      });
      await delay(0);
      story.equal(conn.calls, ["write"], {
        what: "what was called of the client's socket so far",
        cause:
          "the connection is closed while bytes for the client are under way: wait until downstream() is over.",
      });
      conn.readOn();
      story.did("then the client read on");
      await story.eventually(() => server.stats().exited === 1, () => ({
        expected: "the connection ends",
        got: `it does not; of its socket was called: ${conn.calls.join(", ")}`,
        cause:
          "one direction waits for a client that says no more. When the task has ended and the client has all that was written, hang up.",
      }));
      story.equal([...new Set(conn.calls)], ["write", "closeWrite", "close"], {
        what: "what was called of its socket, in this order",
        cause: "the channel's output is not carried to its end.",
      });
    });
  },
);

lessonTest(
  "7.3.9 poolServer frees the thread that writes to a client which is gone",
  async (story) => {
    await withServer(story, SHORT, async (context) => {
      for (const name of ["A", "B"]) {
        using client = await context.connect(name);
        await gets(story, client, "welcome", FREED);
        await client.send("pour\n");
        await client.end();
        await gets(story, client, "x".repeat(999), FREED);
        story.did(
          "it closed its writing side, read a little of what its handler sent without end, and left",
        );
      }
      await done(story, context, 2);
      const last = await context.connect("C");
      await gets(story, last, "welcome", FREED);
    });
  },
);
