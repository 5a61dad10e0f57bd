import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import {
  encodeFrame,
  FrameDecoder,
  HEADER_LENGTH,
} from "../../lessons/7.5-ipc/framing.ts";
import {
  drain,
  frameOf,
  gives,
  isRefused,
  join,
  type Outcome,
  outcome,
} from "./frames.ts";
import { type Known, means } from "./misconceptions.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What the length in a header is, if it is not that of the message. */
function wrongLength(frame: Uint8Array, message: Uint8Array | string): Known {
  const bytes = typeof message === "string" ? encoder.encode(message) : message;
  const { buffer, byteOffset, length } = frame;
  if (length < HEADER_LENGTH) return undefined;
  const header = new DataView(buffer, byteOffset);
  if (header.getUint32(0) === bytes.length) {
    return length > HEADER_LENGTH + bytes.length
      ? "bytes-after-the-frame"
      : undefined;
  }
  if (header.getUint32(0, true) === bytes.length) return "lowest-byte-first";
  if (header.getUint32(0) === bytes.length + HEADER_LENGTH) {
    return "header-counts-itself";
  }
  if (
    bytes.length > 0xffff && header.getUint32(0) === (bytes.length & 0xffff)
  ) return "length-in-16-bits";
  if (
    header.getUint32(0) === bytes.length + 1 && frame.at(-1) === 0 &&
    length === HEADER_LENGTH + bytes.length + 1
  ) return "zero-byte-at-the-end";
  const told = header.getUint32(0);
  if (message.length !== bytes.length && told === message.length) {
    return "characters-for-bytes";
  }
  const payload = frame.subarray(HEADER_LENGTH);
  return payload.length === told && bytes.join().startsWith(`${payload},`)
    ? "text-does-not-fit"
    : undefined;
}

lessonTest(
  "7.5.1 encodeFrame() puts the length before the message, highest byte first",
  (story: Story) => {
    const hi = encodeFrame("hi");
    story.equal([...hi], [0, 0, 0, 2, 104, 105], {
      what: 'the frame of "hi"',
      ...means(wrongLength(hi, "hi")),
    });
    encodeFrame("you");
    story.equal([...hi], [0, 0, 0, 2, 104, 105], {
      what: 'the frame of "hi", looked at again after encodeFrame("you")',
      ...means("frames-share-memory"),
      method: "encodeFrame()",
    });
    const zeros = new Uint8Array(66_051);
    const long = encodeFrame(zeros);
    story.equal([...long.slice(0, 5)], [0, 1, 2, 3, 0], {
      what: "the start of the frame of 66,051 zeros",
      ...means(wrongLength(long, zeros)),
    });
    const buffer = new Uint8Array([9, 8, 1, 2, 7]);
    const framed = [...encodeFrame(buffer.subarray(2, 4))];
    const front = [framed.length === 6 ? 2 : 5, ...buffer].join();
    story.equal(framed, [0, 0, 0, 2, 1, 2], {
      what: "the frame of a view on the 1, 2 of a buffer 9, 8, 1, 2, 7",
      ...means(
        front.startsWith(framed.slice(3).join())
          ? "view-for-its-buffer"
          : framed.slice(4).join() === "1,2,7"
          ? "view-goes-on-to-its-buffers-end"
          : undefined,
      ),
    });
    const empty = [...encodeFrame(new Uint8Array(0))];
    story.equal(empty, [0, 0, 0, 0], {
      what: "the frame of an empty message",
      ...means(empty.length === 0 ? "empty-message-is-none" : undefined),
      method: "encodeFrame()",
    });
    const own = new Uint8Array([1, 2]);
    const frame = encodeFrame(own);
    own.fill(9);
    story.equal([...frame], [0, 0, 0, 2, 1, 2], {
      what: "a frame whose message was changed after encodeFrame()",
    });
  },
);

lessonTest(
  "7.5.1 encodeFrame() counts bytes and not characters",
  (story: Story) => {
    for (const text of ["héllo", "안녕하세요", "🙂🙂", ""]) {
      const bytes = encoder.encode(text);
      const call = `encodeFrame(${JSON.stringify(text)})`;
      const frame = encodeFrame(text);
      const said = frame.subarray(0, HEADER_LENGTH).join(" ");
      const header = frameOf(text).subarray(0, HEADER_LENGTH).join(" ");
      story.holds(said === header, {
        expected:
          `the header of ${call} (${bytes.length} bytes, ${text.length} characters): "${header}"`,
        got: `"${said}", and behind it come ${
          frame.length - said.split(" ").length
        } bytes`,
        ...means(
          frame.length === 0
            ? "empty-message-is-none"
            : wrongLength(frame, text),
        ),
        method: frame.length === 0 ? "encodeFrame()" : undefined,
      });
      story.equal(frame.subarray(HEADER_LENGTH).join(" "), bytes.join(" "), {
        what: `the bytes behind the header of ${call}`,
        ...means(wrongLength(frame, text)),
      });
    }
  },
);

/** Why next() gives nothing though a whole frame is there. */
function whyNothing(frames: FrameDecoder, got: Outcome, wanted: string): Known {
  if (!("gave" in got) || got.gave !== undefined) return undefined;
  frames.push(frameOf("next"));
  const late = outcome(() => frames.next());
  if (!("gave" in late)) return undefined;
  return late.gave instanceof Uint8Array && decoder.decode(late.gave) === wanted
    ? looksAtHeaders() ? "waits-for-one-byte-more" : "waits-behind-the-header"
    : wanted === ""
    ? "empty-message-is-none"
    : undefined;
}

/** Whether a length beyond the limit is refused when its four bytes are there. */
function looksAtHeaders(): boolean {
  const frames = new FrameDecoder({ maxLength: 1 });
  frames.push(new Uint8Array([0, 0, 0, 9]));
  return isRefused(outcome(() => frames.next()));
}

/** Why next() hands out a part: here as many bytes are there as the header. */
function whyInPart(): Known {
  const frames = new FrameDecoder();
  frames.push(new Uint8Array([0, 0, 1, 44, 104]));
  const early = outcome(() => frames.next());
  return "gave" in early && early.gave === undefined
    ? "counts-the-header"
    : "partial-frame-is-a-message";
}

/** Whether a header of 1 0 0 0 announces one byte. */
function readsLowestFirst(): boolean {
  const frames = new FrameDecoder();
  frames.push(new Uint8Array([1, 0, 0, 0, 9]));
  const got = outcome(() => frames.next());
  return "gave" in got && `${got.gave}` === "9";
}

lessonTest(
  "7.5.1 FrameDecoder finds the messages wherever the stream is cut",
  (story: Story) => {
    const frames = new FrameDecoder();
    const push = (...bytes: number[]) => {
      frames.push(new Uint8Array(bytes));
      story.did(`the bytes ${bytes.join(" ")} came`);
      return outcome(() => frames.next());
    };
    const header = push(0, 0);
    gives(
      story,
      header,
      undefined,
      () =>
        "threw" in header && header.threw instanceof RangeError
          ? "header-is-always-whole"
          : undefined,
    );
    const part = push(0, 5, 104);
    gives(
      story,
      part,
      undefined,
      () =>
        "gave" in part && part.gave instanceof Uint8Array &&
          part.gave.length < 5
          ? whyInPart()
          : isRefused(part) && readsLowestFirst()
          ? "reads-lowest-byte-first"
          : undefined,
    );
    const rest = push(101, 108, 108, 111);
    // If the header is gone, the first of these bytes are read for one.
    gives(
      story,
      rest,
      [104, 101, 108, 108, 111],
      () =>
        isRefused(rest)
          ? "header-taken-too-early"
          : whyNothing(frames, rest, "hello"),
    );
    gives(story, outcome(() => frames.next()), undefined);
    const empty = push(0, 0, 0, 0);
    const none = "FrameDecoder.next()";
    gives(story, empty, [], () => whyNothing(frames, empty, ""), none);
    gives(story, outcome(() => frames.next()), undefined);
    const messages = [0, 1, 300, 0, 0, 5, 70_000 % 997, 2]
      .map((length, seed) => randomBytes(length, seed + 1));
    const stream = join(messages.map(frameOf));
    const want = messages.map((message) => message.length);
    const check = (parts: Uint8Array[], how: string) => {
      const frames = new FrameDecoder();
      const got: Uint8Array[] = [];
      const reading = outcome(() => {
        for (const part of parts) {
          frames.push(part);
          got.push(...drain(frames));
        }
        frames.end();
      });
      const lengths = got.map((message) => message.length);
      story.holds("gave" in reading && `${lengths}` === `${want}`, {
        expected: `messages of ${want.join(", ")} bytes in a stream ${how}`,
        got: `messages of ${lengths.join(", ") || "no"} bytes${
          "threw" in reading ? `, and then ${reading.threw}` : ""
        }`,
      });
      story.equal(got.map((m) => [...m]), messages.map((m) => [...m]), {
        what: `the messages of a stream ${how}`,
        ...means(
          new Set(got.map(({ buffer }) => buffer)).size < got.length
            ? "frames-share-memory"
            : undefined,
        ),
        method: "FrameDecoder.next()",
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
    const parts = [frameOf("first"), frameOf("other")];
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
    story.did(
      'the frames of "first" and "other" were read in parts, all into one buffer that was overwritten in between',
    );
    story.equal(got.map((m) => decoder.decode(m)), ["first", "other"], {
      what: "the messages",
    });
    for (const message of got) {
      story.holds(message.buffer.byteLength <= HEADER_LENGTH + 5, {
        expected: "a message of 5 bytes keeps no more memory than its frame",
        got: `its buffer has ${message.buffer.byteLength} bytes`,
      });
    }
  },
);
