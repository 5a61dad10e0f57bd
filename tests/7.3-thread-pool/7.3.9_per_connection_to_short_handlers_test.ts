import { deadline, delay } from "@std/async";
import type { Client } from "../harness/net/client.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { FLOOD, SHORT } from "./server/short_handler.ts";
import { PipeWatch } from "./server/pipe_watch.ts";
import { SlowConn } from "./server/slow_conn.ts";
import {
  gets,
  type ServerTest,
  state,
  withServer,
} from "./server/with_server.ts";

/** Milliseconds in which a line comes that waited for the client's first byte. */
const SOON = 500;

/** Whether the handler's first words come when the client has sent something. */
async function comesAfterOneByte(
  client: Client,
  late: Promise<string | undefined>,
): Promise<Id | undefined> {
  await client.send("hi\n");
  const line = await deadline(late, SOON).catch(() => undefined);
  return line === undefined ? undefined : "waits-for-the-first-byte";
}

/** Whether a client gets the end, and nothing before it. */
async function getsTheEnd(client: Client): Promise<boolean> {
  return await deadline(client.rest(), SOON).catch(() => undefined) === "";
}

/** What it shows that a socket was not closed, though its handler is over. */
function staysOpen({ calls }: SlowConn, end: string): Id | undefined {
  return calls.includes("close")
    ? undefined
    : calls.includes("closeWrite")
    ? "waits-for-a-client-that-stays"
    : end === "threw"
    ? "ends-the-output-on-success-only"
    : "never-ends-the-output";
}

/** Waits until the server is done with a number of clients. */
async function done(
  story: Story,
  context: ServerTest,
  clients: number,
  mistake?: () => Id | undefined | Promise<Id | undefined>,
  more = () => "",
): Promise<void> {
  await story.eventually(() => {
    const { exited, failed, active } = context.server.stats();
    return exited + failed === clients && active === 0;
  }, async () => ({
    expected:
      `when a handler has come to its end, so has its connection, also if the client stays: ${
        howMany(clients, "connection has", "connections have")
      } ended`,
    got: `${state(context)}${more()}`,
    ...means(await mistake?.()),
  }));
}

lessonTest(
  "7.3.9 ConnectionServer lets a handler speak first",
  async (story: Story) => {
    await withServer(story, SHORT, async (context) => {
      const client = await context.connect("A");
      await gets(
        story,
        client,
        "welcome",
        (got, late) =>
          got === "nothing" ? comesAfterOneByte(client, late) : undefined,
      );
      await client.end();
      await gets(story, client, undefined);
      await done(story, context, 1);
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer ends a connection whose handler leaves first",
  async (story: Story) => {
    await withServer(story, SHORT, async (context) => {
      for (const [i, name] of ["A", "B", "C"].entries()) {
        const client = await context.connect(name);
        await gets(story, client, "welcome");
        // More than the channel holds, which nobody will read.
        const rest = i === 1 ? "and so on\n".repeat(5_000) : "";
        await client.send(`client ${name}\n${rest}`);
        // What B's relay has not read yet may hit C only if it still goes on.
        await gets(
          story,
          client,
          `bye client ${name}`,
          () => i === 2 ? "gives-the-channel-away-too-soon" : undefined,
        );
        story.did(
          `it got its answer and stayed${
            rest && ", with much that nobody had read"
          }; the handler returned`,
        );
        await done(
          story,
          context,
          i + 1,
          async () =>
            i === 2
              ? undefined
              : !await getsTheEnd(client)
              ? "never-ends-the-output"
              : i === 0
              ? "waits-for-a-client-that-stays"
              : "leaves-the-channel-open",
        );
      }
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer hangs up when the client has all that was written",
  async (story: Story) => {
    for (const [line, end] of [["hello", "returned"], ["throw", "threw"]]) {
      await withServer(story, SHORT, async (context) => {
        const { server } = context;
        using pipes = new PipeWatch(server);
        const conn = new SlowConn(line ?? "");
        // As the loop that accepts does it.
        (server as unknown as { admit(conn: SlowConn): void }).admit(conn);
        story.did(
          `a client came that sends a line and then reads nothing; its handler answered and ${end}`,
        );
        await story.eventually(() => {
          const { completed, failed } = server.stats().pool;
          return completed + failed === 1;
        }, () => ({
          expected: "the handler comes to its end",
          got: `it does not; ${state(context)}`,
        }));
        await delay(0);
        story.equal(conn.calls, ["write"], {
          what: "what was called on the client's socket so far",
          ...means(
            !conn.calls.includes("close")
              ? undefined
              : end === "threw"
              ? "cuts-off-a-handler-that-throws"
              : "hangs-up-too-early",
          ),
          site: pipes.hungUp,
        });
        const { closed } = pipes;
        conn.readOn();
        story.did("then the client read on");
        const all = `welcome\nbye ${line}\n`;
        await done(
          story,
          context,
          1,
          () => conn.text === all ? staysOpen(conn, `${end}`) : undefined,
          () =>
            `; what was called on its socket: ${
              [...new Set(conn.calls)].join(", ")
            }`,
        );
        story.equal(conn.text, all, {
          what: "what it got",
          ...means(closed && "throws-away-the-rest"),
          site: closed,
        });
        const order = [...new Set(conn.calls)];
        story.equal(order, ["write", "closeWrite", "close"], {
          what: "what was called on its socket, in this order",
        });
      });
    }
  },
);

lessonTest(
  "7.3.9 ConnectionServer gives a channel to one client at a time",
  async (story: Story) => {
    await withServer(story, SHORT, async (context) => {
      const { server, connect } = context;
      const first = await connect("A");
      await gets(story, first, "welcome");
      await first.send("flood\n");
      const others = await Promise.all(["B", "C"].map(connect));
      story.did(
        `the handler sent ${FLOOD} bytes and returned; client A read them late, while B and C waited for its place`,
      );
      const answers = others.map(async (client, i) => {
        const greeting = await client.line();
        await client.send(`hello ${i}\n`);
        return [greeting, await client.line(), await client.line()];
      });
      for (const answer of answers) answer.catch(() => {});
      await story.eventually(() => server.stats().pool.running === 0, () => ({
        expected: "the handler's thread comes free",
        got: `it does not; ${state(context)}`,
      }));
      const got = await story.within(first.rest(), () => ({
        expected: "client A gets all that was written, and then the end",
        got: `the end does not come; ${state(context)}`,
      }));
      story.equal(got.length, FLOOD + "bye flood\n".length, {
        what: "the number of bytes that it got",
      });
      const lines = await story.within(Promise.allSettled(answers), () => ({
        expected: "B and C are served then",
        got: `one of them is not; ${state(context)}`,
      }));
      for (const [i, answer] of lines.entries()) {
        const right = `welcome, bye hello ${i}, the end`;
        const came = answer.status === "rejected"
          ? `an error (${(answer.reason as Error).message})`
          : answer.value.map((line) => line ?? "the end").join(", ")
            .replace(/(?<=^|, )the end, .*/, "the end");
        story.holds(came === right, {
          expected: `client ${"BC"[i]} gets: ${right}`,
          got: `it gets: ${came}; ${state(context)}`,
          ...means(
            server.stats().rejected > 0
              ? "accepts-without-room"
              : "gives-the-channel-away-too-soon",
          ),
        });
      }
    });
  },
);
