import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { encodeFrame, FrameError } from "../../lessons/7.5-ipc/framing.ts";
import {
  MessageReader,
  MessageWriter,
} from "../../lessons/7.5-ipc/message_stream.ts";
import { rejection, text } from "./children.ts";
import { PartSource, SlowSink } from "./fakes.ts";
import { join } from "./frames.ts";
import { type Known, means } from "./misconceptions.ts";
import { toldOfWrites, whyNotAll } from "./short_writes.ts";

const MESSAGES = ["one", "two", "", "four"];

lessonTest(
  "7.5.2 MessageReader knows that a read is no message",
  async (story: Story) => {
    const stream = join(MESSAGES.map((message) => encodeFrame(message)));
    const check = async (
      source: PartSource,
      decide: (got: string, wanted: string) => Known,
      isAllThere = false,
    ) => {
      const reader = new MessageReader(source);
      for (const message of [...MESSAGES, undefined]) {
        const received = await reader.receive().then(
          (message) => JSON.stringify(text(message)) ?? "undefined",
          (error) => `it rejects: ${error}`,
        );
        const wanted = JSON.stringify(message) ?? "undefined";
        story.holds(received === wanted, {
          expected: message === undefined
            ? "receive() gives undefined at the end of the stream"
            : `receive() gives ${wanted}`,
          got: `${received}, after ${
            source.reads === 1 ? "one read" : `${source.reads} reads`
          }`,
          ...means(
            received.includes("told of the end")
              ? "reads-on-after-the-end"
              : message === "" && received === '"four"'
              ? "empty-message-is-none"
              : message !== undefined
              ? decide(received, message)
              : received === '""'
              ? source.isEmpty && source.reads > 1
                ? "end-is-an-empty-message"
                : "whole-buffer-was-read"
              : received.startsWith("it rejects")
              ? "end-is-an-error"
              : undefined,
          ),
          method: "MessageReader.receive()",
        });
        // A reader may take what is there in several reads.
        const isInVain = isAllThere && source.ends > 0;
        story.holds(message === undefined || !isInVain, {
          expected: `${wanted} is given without another read: it has come`,
          got: `${source.reads} reads were made, the last when all had come`,
          ...means("reads-before-it-looks"),
        });
      }
    };
    story.did(`${MESSAGES.map((m) => `"${m}"`)} came in a single read`);
    const atOnce = new PartSource([stream]);
    await check(
      atOnce,
      // Behind that, an empty message that is dropped looks the same.
      (_, wanted) =>
        wanted === "two" && atOnce.ends > 0
          ? "reads-before-it-looks"
          : undefined,
      true,
    );
    story.did("the same came a byte at a time");
    const single = new PartSource(
      [...stream].map((byte) => new Uint8Array([byte])),
    );
    await check(
      single,
      (got) =>
        got === "undefined" && !single.isEmpty
          ? "one-read-one-message"
          : undefined,
    );
    story.did("each of them came in a read of its own");
    const parts = MESSAGES.map((message) => encodeFrame(message));
    await check(new PartSource(parts), () => undefined);
  },
);

lessonTest(
  "7.5.2 MessageReader.receive() gives what came from its own source",
  async (story: Story) => {
    const words = ["one", "two"];
    story.did("two readers were asked at once, for what each one's source has");
    const got = await Promise.all(
      words.map((word) =>
        new MessageReader(new PartSource([encodeFrame(word)])).receive()
      ),
    );
    story.equal(got.map(text), words, {
      what: "what they give",
      ...means(
        got[0] !== undefined && got[0].join() === got[1]?.join()
          ? "all-share-one"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.2 MessageReader.receive() fails when the stream ends in a message",
  async (story: Story) => {
    const frame = encodeFrame("cut off");
    const reader = new MessageReader(
      new PartSource([encodeFrame("whole"), frame.subarray(0, 6)]),
    );
    story.equal(text(await reader.receive()), "whole", {
      what: "the message before the one that was cut off",
    });
    story.did("a stream ended after 6 of a frame's 11 bytes");
    const got = await reader.receive().catch((error) => error);
    story.holds(got instanceof FrameError, {
      expected: "receive() rejects with a FrameError",
      got: got === undefined
        ? "it gives undefined, the normal end"
        : got instanceof Error
        ? `${got}`
        : `it gives ${JSON.stringify(text(got))}`,
      ...means(got === undefined ? "decoder-not-told-of-the-end" : undefined),
    });
  },
);

lessonTest(
  "7.5.2 MessageReader.receive() gives whole messages before an error behind them",
  async (story: Story) => {
    const tooLong = new Uint8Array(4).fill(255);
    const stream = join([encodeFrame("one"), encodeFrame("two"), tooLong]);
    const source = new PartSource([stream]);
    const reader = new MessageReader(source);
    story.did('one read brought "one", "two" and the header 255 255 255 255');
    for (const wanted of ["one", "two", undefined]) {
      const got = await reader.receive().catch((error) => error);
      const failed = got instanceof FrameError;
      if (got instanceof Error && !failed) throw got;
      story.holds(wanted ? !failed && text(got) === wanted : failed, {
        expected: wanted
          ? `receive() gives "${wanted}", which is whole`
          : "receive() rejects with a FrameError",
        got: failed ? `it rejects with ${got}` : `${text(got)}`,
        ...means(
          wanted && failed && source.reads === 1
            ? "error-overtakes-messages"
            : undefined,
        ),
      });
    }
  },
);

lessonTest(
  "7.5.2 MessageReader.receive() passes on what its source throws",
  async (story: Story) => {
    const { errors } = Deno;
    const mistakes = [
      new errors.Interrupted("the disk is on fire"),
      new errors.ConnectionReset("Connection reset (os error 104)"),
      new errors.ConnectionAborted("Connection aborted (os error 103)"),
      new errors.BrokenPipe("Broken pipe (os error 32)"),
      new errors.UnexpectedEof("the stream was cut off"),
      new errors.BadResource("Bad resource ID"),
      new TypeError("the stream is closed"),
    ];
    for (const mistake of mistakes) {
      for (const length of [0, 6]) {
        const part = encodeFrame("cut off").subarray(0, length);
        const source = new PartSource([part], mistake);
        const receiving = new MessageReader(source).receive();
        const got = await rejection(story, receiving);
        story.did(
          `a read failed with ${mistake}${
            length > 0 ? `, after ${length} of a frame's 11 bytes` : ""
          }`,
        );
        story.holds(got === mistake, {
          expected: "receive() rejects with that error",
          got: got === undefined
            ? "it resolved, as at the end of the stream"
            : `it rejects with ${got}`,
          ...means(
            got === undefined || length > 0 && got instanceof FrameError
              ? "read-error-is-the-end"
              : undefined,
          ),
          method: "MessageReader.receive()",
        });
      }
    }
  },
);

lessonTest(
  "7.5.2 MessageWriter.send() writes all bytes, of one message after another",
  async (story: Story) => {
    const sink = new SlowSink(3);
    const writer = new MessageWriter(sink, "a slow reader");
    const messages = ["a message that is long", "", "another"];
    story.did("three messages were sent at once to a pipe that takes 3 bytes");
    const sending = messages.map((message) => writer.send(message));
    await Promise.all(sending).catch((error) => {
      if (!sink.isInVain && !sink.isEndless) throw error;
    });
    const bytes = join(messages.map((message) => encodeFrame(message)));
    story.holds(`${sink.bytes}` === `${bytes}`, {
      expected:
        `the ${bytes.length} bytes of three frames are written, of 26, 4 and 11 bytes`,
      got: toldOfWrites(sink),
      ...means(whyNotAll(sink, bytes.length)),
      method: "MessageWriter.write()",
    });
  },
);

lessonTest(
  "7.5.2 MessageWriter.send() says who is gone, and passes other errors on",
  async (story: Story) => {
    const name = "the reader of the weather";
    const { BrokenPipe, ConnectionReset, Interrupted } = Deno.errors;
    const sending = async (error: Error, before = 0) => {
      story.did(
        `send() was called, to a pipe whose write fails with ${error}${
          before > 0 ? `, after ${before} that takes a byte` : ""
        }`,
      );
      let writes = 0;
      const sink = {
        write: () =>
          writes++ < before ? Promise.resolve(1) : Promise.reject(error),
      };
      const sent = new MessageWriter(sink, name).send("sunny");
      return await rejection(story, sent);
    };
    const gone = async (error: Error, passedOn: Known, before?: number) => {
      const got = await sending(error, before);
      const isBroken = got instanceof BrokenPipe;
      story.holds(isBroken && got.message.includes(name), {
        expected:
          `send() rejects with a Deno.errors.BrokenPipe whose message names "${name}"`,
        got: got === undefined ? "send() resolved" : `it rejects with ${got}`,
        ...means(
          got === undefined
            // Behind a short write, the one that fails may not have come.
            ? before === undefined ? "write-error-is-swallowed" : undefined
            : got instanceof Error && got.message.includes(name)
            ? "gone-is-another-error"
            : got === error
            ? passedOn
            : isBroken
            ? "does-not-say-who-is-gone"
            : undefined,
        ),
      });
    };
    await gone(
      new BrokenPipe("Broken pipe (os error 32)"),
      "system-error-is-passed-on",
    );
    await gone(
      new ConnectionReset("Connection reset (os error 104)"),
      "reset-is-no-end",
    );
    await gone(
      new BrokenPipe("The pipe is being closed. (os error 232)"),
      "goes-by-the-errors-words",
    );
    await gone(
      new BrokenPipe("Broken pipe (os error 32)"),
      "only-the-first-write-is-explained",
      1,
    );
    const other = new Interrupted("the disk is on fire");
    const got = await sending(other);
    story.holds(got === other, {
      expected: "an error that says nothing of the other end comes as it is",
      got: got === undefined ? "send() resolved" : `it rejects with ${got}`,
      ...means(
        got instanceof BrokenPipe
          ? "every-error-is-a-broken-pipe"
          : got === undefined
          ? "write-error-is-swallowed"
          : undefined,
      ),
    });
  },
);
