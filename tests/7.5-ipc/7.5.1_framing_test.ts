import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import {
  encodeFrame,
  FrameDecoder,
  HEADER_LENGTH,
} from "../../lessons/7.5-ipc/framing.ts";
import { accepted, drain, join } from "./frames.ts";

const decoder = new TextDecoder();

lessonTest(
  "7.5.1 encodeFrame() puts the length before the message, highest byte first",
  (story: Story) => {
    story.equal([...encodeFrame("hi")], [0, 0, 0, 2, 104, 105], {
      what: 'the frame of "hi"',
      cause: "the header is not 32 bits with the highest byte first.",
    });
    story.equal([...encodeFrame(new Uint8Array(66_051)).slice(0, 5)], [
      0,
      1,
      2,
      3,
      0,
    ], {
      what: "the start of the frame of 66,051 zeros",
      cause: "the length does not use all four bytes, or not in this order.",
    });
    const view = new Uint8Array([9, 9, 1, 2, 9]).subarray(2, 4);
    story.equal([...encodeFrame(view)], [0, 0, 0, 2, 1, 2], {
      what: "the frame of a view on two bytes of a larger buffer",
      cause: "the whole buffer is taken for the message.",
    });
    story.equal([...encodeFrame(new Uint8Array(0))], [0, 0, 0, 0], {
      what: "the frame of an empty message",
      cause: "an empty message is a message: it has a header too.",
    });
  },
);

lessonTest(
  "7.5.1 encodeFrame() counts bytes and not characters",
  (story: Story) => {
    for (const text of ["héllo", "안녕하세요", "🙂🙂", ""]) {
      const frames = new FrameDecoder();
      frames.push(encodeFrame(text));
      frames.push(encodeFrame("next"));
      story.did(`encodeFrame(${JSON.stringify(text)}) and one more were sent`);
      const cause =
        "the header holds text.length, which counts UTF-16 units. Encode the text first, and count the bytes.";
      const got = accepted(story, () => drain(frames), {
        what: "both frames",
        cause,
      });
      story.equal(got.map((m) => decoder.decode(m)), [text, "next"], {
        what: "what is received",
        cause,
      });
    }
  },
);

lessonTest(
  "7.5.1 FrameDecoder finds the messages wherever the stream is cut",
  (story: Story) => {
    const messages = [0, 1, 300, 0, 0, 5, 70_000 % 997, 2]
      .map((length, seed) => randomBytes(length, seed + 1));
    const stream = join(messages.map((message) => encodeFrame(message)));
    const cause =
      "a read is taken for a message. Keep what came until a whole frame is there, also a part of its header, and take every frame that is there.";
    const check = (parts: Uint8Array[], how: string) => {
      const frames = new FrameDecoder();
      const got = accepted(story, () => {
        const got = parts.flatMap((part) => {
          frames.push(part);
          return drain(frames);
        });
        frames.end();
        return got;
      }, { what: `the frames of a stream ${how}`, cause });
      const lengths = got.map((message) => message.length);
      const want = messages.map((message) => message.length);
      story.equal(lengths, want, {
        what: `the lengths of the messages of a stream ${how}`,
        cause,
      });
      story.equal(got.map((m) => [...m]), messages.map((m) => [...m]), {
        what: `the messages of a stream ${how}`,
        cause,
      });
    };
    check([stream], "that came in one piece");
    for (const size of [1, 2, 3, 4, 5, 7, 64, 303, 305]) {
      const parts: Uint8Array[] = [];
      for (let at = 0; at < stream.length; at += size) {
        parts.push(stream.subarray(at, at + size));
      }
      check(parts, `that came ${size} bytes at a time`);
    }
    for (let at = 0; at <= stream.length; at += at < 24 ? 1 : 13) {
      check([stream.subarray(0, at), stream.subarray(at)], `cut at ${at}`);
    }
  },
);

lessonTest(
  "7.5.1 FrameDecoder keeps bytes of its own, and hands out bytes of its own",
  (story: Story) => {
    const frames = new FrameDecoder();
    const buffer = new Uint8Array(16);
    const parts = [encodeFrame("first"), encodeFrame("other")];
    const got: Uint8Array[] = [];
    for (const part of parts) {
      buffer.set(part.subarray(0, 3));
      frames.push(buffer.subarray(0, 3));
      buffer.fill(0xff);
      buffer.set(part.subarray(3));
      frames.push(buffer.subarray(0, part.length - 3));
      buffer.fill(0xff);
      got.push(...drain(frames));
    }
    story.did("two frames were read in parts, all into one buffer");
    const cause =
      "a message is a view of the caller's buffer, which the next read overwrites, or of the decoder's own.";
    story.equal(got.map((m) => decoder.decode(m)), ["first", "other"], {
      what: "the messages",
      cause,
    });
    for (const message of got) {
      story.holds(message.buffer.byteLength <= HEADER_LENGTH + 5, {
        expected: "a message of 5 bytes keeps no more memory than its frame",
        got: `its buffer has ${message.buffer.byteLength} bytes`,
        cause,
      });
    }
    const own = new Uint8Array([1, 2]);
    const frame = encodeFrame(own);
    own.fill(9);
    story.equal([...frame], [0, 0, 0, 2, 1, 2], {
      what: "a frame whose message was changed after encodeFrame()",
      cause: "the frame holds a view of the message, not a copy.",
    });
  },
);
