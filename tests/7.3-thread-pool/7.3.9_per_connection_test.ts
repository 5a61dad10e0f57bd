import { deadline } from "@std/async";
import type { Client } from "../harness/net/client.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { type Id, means } from "./misconceptions.ts";
import { follow } from "./pool/with_pool.ts";
import { PipeWatch } from "./server/pipe_watch.ts";
import { waits } from "./server/waits.ts";
import {
  admitted,
  asks,
  getsAll,
  inAcceptAll,
  state,
  withServer,
} from "./server/with_server.ts";

const ECHO = {
  handler: new URL(
    "../../lessons/7.3-thread-pool/given/echo_connection.ts",
    import.meta.url,
  ),
};

/** Milliseconds in which a line comes that waited for the client's last byte. */
const SOON = 500;

/** Whether the answer comes when the client has sent its last byte. */
async function comesAtTheEnd(
  client: Client,
  late: Promise<string | undefined>,
): Promise<Id | undefined> {
  await client.end();
  const line = await deadline(late, SOON).catch(() => undefined);
  return line === undefined ? undefined : "one-direction-after-the-other";
}

lessonTest(
  "7.3.9 ConnectionServer answers from a thread",
  async (story: Story) => {
    await withServer(story, { threads: 2 }, async (context) => {
      const { connect, workers } = context;
      const client = await connect("A");
      await asks(
        story,
        client,
        "where",
        "in a thread",
        (got, late) =>
          got === "nothing" ? comesAtTheEnd(client, late) : undefined,
      );
      admitted(story, context, "connection");
      await asks(story, client, "again", "again");
      story.equal(workers.started, 2, {
        what: "the number of workers of a server with two threads",
      });
    });
  },
);

const DONE = {
  "end": "the channel's output was ended",
  "close": "the channel was closed",
  "hang up": "the server hung up",
};

/** What it means that a channel's pipe was ended or closed before its task was. */
function tooEarly({ early }: PipeWatch): Meaning {
  const id = early?.call === "hang up"
    ? "hangs-up-while-the-handler-runs"
    : early?.call === "close"
    ? "closes-the-channel-of-who-is-there"
    : early?.isBehindTheInput
    ? "ends-the-output-with-the-input"
    : undefined;
  return { ...means(id), site: early?.site };
}

lessonTest(
  "7.3.9 ConnectionServer carries every byte, both ways",
  async (story: Story) => {
    await withServer(story, { ...ECHO, threads: 1 }, async (context) => {
      const { connect, server } = context;
      using pipes = new PipeWatch(server);
      const client = await connect("A");
      const bytes = randomBytes(600_000, 73);
      const reading = client.bytes(bytes.length);
      story.did("it sent 600,000 bytes and closed its writing side");
      await client.send(bytes);
      await client.end();
      const got = await story.within(reading, () => ({
        expected: "the echo of 600,000 bytes comes back",
        got: `it does not; ${state(context)}`,
        ...tooEarly(pipes),
      }));
      const wrong = got.findIndex((byte, at) => byte !== bytes[at]);
      story.holds(got.length === bytes.length && wrong < 0, {
        expected: "the same 600,000 bytes come back, and then the end",
        got: wrong < 0
          ? `${got.length} bytes came${
            pipes.early
              ? `; ${DONE[pipes.early.call]} while the handler ran`
              : ""
          }`
          : `${got.length} bytes came; byte ${wrong} is another one`,
        ...tooEarly(pipes),
      });
      const rest = await story.within(client.rest(), () => ({
        expected:
          "the server closes the connection when the handler has returned",
        got: `it stays open; ${state(context)}`,
        ...means(
          server.stats().pool.completed === 1
            ? "never-ends-the-output"
            : undefined,
        ),
      }));
      story.equal(rest.length, 0, {
        what: "the number of bytes that come behind them",
      });
      await story.eventually(() => server.stats().exited === 1, () => ({
        expected: "stats() counts one connection that ended well",
        got: state(context),
      }));
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer answers a client that has sent its last byte",
  async (story: Story) => {
    await withServer(story, { threads: 2 }, async (context) => {
      const { connect, conversation, server } = context;
      using pipes = new PipeWatch(server);
      const client = await connect("A");
      await client.send("wait a\n");
      await client.end();
      await waits(story, context, "a", () => tooEarly(pipes));
      story.did(
        'it sent "wait a" and closed its writing side; its handler waits until the test says go',
      );
      // Turns of the event loop, in which the server sees that.
      const other = await connect("B");
      for (let i = 0; i < 10; i++) {
        await asks(story, other, `round ${i}`, `round ${i}`);
      }
      conversation.go("a");
      await getsAll(
        story,
        client,
        "waited for a\n",
        (got) => got === "" ? tooEarly(pipes) : undefined,
      );
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer keeps a thread for a client until it leaves",
  async (story: Story) => {
    await withServer(story, { threads: 1, queue: 5 }, async (context) => {
      const { connect, server } = context;
      const first = await connect("A");
      await asks(story, first, "hello", "hello");
      const second = await connect("B");
      await second.send("waiting\n");
      const answer = follow(second.line());
      await story.eventually(() => server.stats().pool.queued === 1, () => ({
        expected: "the second client's connection comes to wait in the queue",
        got: state(context),
        ...inAcceptAll(
          "connection",
          server.stats().accepted === 1 ? "one-client-at-a-time" : undefined,
        ),
      }));
      for (let i = 0; i < 20; i++) {
        await asks(story, first, `round ${i}`, `round ${i}`);
      }
      story.equal(answer.outcome, "pending", {
        what:
          "what the second client got while the first one kept the only thread",
      });
      await first.end();
      await story.eventually(() => answer.outcome !== "pending", () => ({
        expected: "the second client is served when the first one has left",
        got: `it gets no answer; ${state(context)}`,
      }));
      story.equal(answer.outcome, { value: "waiting" }, {
        what: "the second client's answer",
      });
    });
  },
);
