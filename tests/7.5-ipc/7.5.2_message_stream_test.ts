import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { encodeFrame, FrameError } from "../../lessons/7.5-ipc/framing.ts";
import {
  MessageReader,
  MessageWriter,
} from "../../lessons/7.5-ipc/message_stream.ts";
import { SlowSink, sourceOf } from "./fakes.ts";
import { text } from "./children.ts";

const decoder = new TextDecoder();

/** The messages up to the end of the stream, as text. */
async function readAll(
  story: Story,
  bytes: Uint8Array[],
  cause: string,
): Promise<string[]> {
  const messages: string[] = [];
  try {
    for await (const message of new MessageReader(sourceOf(bytes))) {
      messages.push(decoder.decode(message));
    }
  } catch (error) {
    const got = `after ${messages.length} messages: ${error}`;
    story.fail({ expected: "all messages come, and then the end", got, cause });
  }
  return messages;
}

lessonTest(
  "7.5.2 MessageReader knows that a read is no message",
  async (story: Story) => {
    const stream = new Uint8Array(
      ["one", "", "three"].flatMap((message) => [...encodeFrame(message)]),
    );
    const cause =
      "receive() takes each read for a message. Ask the decoder first, and read only when it has none.";
    story.did("three messages came in a single read");
    story.equal(
      await readAll(story, [stream], cause),
      ["one", "", "three"],
      { what: "what is received", cause },
    );
    story.did("the same came a byte at a time");
    const bytes = [...stream].map((byte) => new Uint8Array([byte]));
    story.equal(
      await readAll(story, bytes, cause),
      ["one", "", "three"],
      { what: "what is received", cause },
    );
  },
);

lessonTest(
  "7.5.2 MessageReader.receive() fails when the stream ends in a message",
  async (story: Story) => {
    const frame = encodeFrame("cut off");
    const reader = new MessageReader(
      sourceOf([encodeFrame("whole"), frame.subarray(0, 6)]),
    );
    story.equal(text(await reader.receive()), "whole", {
      what: "the message before the one that was cut off",
      cause: "it is whole: nothing is wrong with it.",
    });
    const error = await reader.receive().catch((error) => error);
    story.holds(error instanceof FrameError, {
      expected: "receive() rejects with a FrameError",
      got: `${error}`,
      cause: "the decoder is not told of the end: call its end() at null.",
    });
  },
);

lessonTest(
  "7.5.2 MessageWriter.send() writes all bytes, of one message after another",
  async (story: Story) => {
    const sink = new SlowSink(3);
    const writer = new MessageWriter(sink, "a slow reader");
    const messages = ["a message that is long", "", "another"];
    story.did("three messages were sent at once to a pipe that takes 3 bytes");
    await Promise.all(messages.map((message) => writer.send(message)));
    const cause =
      "write() took fewer bytes than it was handed and the rest was forgotten, or two messages were written at the same time.";
    const bytes = [new Uint8Array(sink.bytes)];
    story.equal(await readAll(story, bytes, cause), messages, {
      what: "what is received",
      cause,
    });
  },
);
