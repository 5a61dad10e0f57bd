import { deadline } from "@std/async";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { waits } from "./server/waits.ts";
import {
  admitted,
  asks,
  getsAll,
  inAcceptAll,
  inThread,
  withServer,
} from "./server/with_server.ts";

/** Milliseconds in which a line comes that waited for the client's last byte. */
const SOON = 500;

/** What has become of a line that comes back as another one. */
function changed(line: Uint8Array, got: Uint8Array): Id | undefined {
  // What a decoder makes of bytes that are none of UTF-8's.
  if (got.includes(0xef)) return "takes-bytes-for-text";
  const rest = got.subarray(0, -1);
  return got.length < line.length && rest.length > 0 &&
      `${line}`.includes(`${rest}`)
    ? "trims-lines"
    : undefined;
}

lessonTest(
  "7.3.9 RequestServer works for many clients at a time",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 2 }, async (context) => {
      const { connect, conversation, server } = context;
      const slow = await connect("A");
      await asks(story, slow, "where", "in a thread", async (got, late) => {
        if (got !== "nothing") return inThread(got);
        await slow.end();
        const line = await deadline(late, SOON).catch(() => undefined);
        return line === undefined ? undefined : "waits-for-the-last-line";
      });
      admitted(story, context, "request");
      await asks(
        story,
        slow,
        "once more",
        "once more",
        (got) =>
          typeof got === "object" && "line" in got && got.line === undefined
            ? "hangs-up-after-one-line"
            : undefined,
      );
      await slow.send("wait a\n");
      story.did(
        'A sent "where" and "once more", got both answers, and sent "wait a"',
      );
      await waits(story, context, "a");
      story.did('a thread began "wait a", which ends when the test lets it');
      const quick = await connect("B");
      story.did("B sent a line, and each further one when it had its answer");
      for (let i = 0; i < 10; i++) {
        await asks(
          story,
          quick,
          `round ${i}`,
          `round ${i}`,
          (got) =>
            got !== "nothing"
              ? undefined
              : server.stats().accepted === 1
              ? inAcceptAll("request", "one-client-at-a-time")
              : server.stats().pool.idle > 0
              ? "one-request-at-a-time"
              : undefined,
        );
      }
      story.equal(server.stats().pool.running, 1, {
        what: "the number of tasks that run, with one slow request",
      });
      conversation.go("a");
      story.equal(await slow.line(), "waited for a", {
        what: "the slow client's answer",
      });
    });
  },
);

lessonTest(
  "7.3.9 RequestServer answers in order",
  async (story: Story) => {
    await withServer(story, { per: "request", threads: 2 }, async (context) => {
      const { connect, conversation } = context;
      const client = await connect("A");
      story.did(
        'it sent "wait x", an empty line, "second", "third" and "fourth" in odd parts',
      );
      await client.send("wait x\n\nsecond\nthi");
      await waits(story, context, "x");
      await client.send("rd\nfourth");
      await client.end();
      const other = await connect("B");
      story.did("client B got answers from the other thread meanwhile");
      for (let i = 0; i < 3; i++) {
        await asks(story, other, `round ${i}`, `round ${i}`);
      }
      conversation.go("x");
      const right = ["waited for x", "", "second", "third", "fourth"];
      await getsAll(story, client, right.join("\n") + "\n", (got) => {
        // The end has come while the first line was being worked on.
        if (got !== undefined && !got.includes("waited for x")) {
          return "ends-before-it-has-answered";
        }
        const lines = got?.trimEnd().split("\n").toSorted();
        const few = lines?.length ?? 0;
        if (few > 0 && few < right.length && !lines?.includes("")) {
          return "drops-empty-lines";
        }
        return `${lines}` === `${right.toSorted()}`
          ? "replies-overtake"
          : undefined;
      });
    });
  },
);

lessonTest(
  "7.3.9 RequestServer carries any bytes",
  async (story: Story) => {
    const options = { per: "request", threads: 1 } as const;
    await withServer(story, options, async ({ connect }) => {
      const client = await connect("A");
      // deno-fmt-ignore
      const line = Uint8Array.of(
        0x20, 0xff, 0xc3, 0x28, 0x80, 0, 0x41, 0x20, 0x0d, 0x0a,
      );
      await client.send(line);
      await client.end();
      story.did(
        `it sent the bytes ${line} (the last is a newline, behind a carriage return), and closed its writing side`,
      );
      const got = await story.within(client.bytes(line.length), {
        expected: "its handler sends them back, and so it gets them all",
        got: "nothing comes, or fewer, and no end",
      });
      story.equal([...got], [...line], {
        what: "what it gets, whose handler sends back what came",
        ...means(changed(line, got)),
      });
    });
  },
);
