import { largestArray } from "./largest_array.ts";
import { lessonTest } from "./register.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import {
  encodeFrame,
  FrameDecoder,
  FrameError,
} from "../../lessons/7.5-ipc/framing.ts";

const decoder = new TextDecoder();

/** Every message the decoder has now. */
function drain(frames: FrameDecoder): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (let message; (message = frames.next()) !== undefined;) {
    messages.push(message);
  }
  return messages;
}

/** Several arrays as one. */
function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** What `body` throws; undefined if it throws nothing. */
function thrown(body: () => unknown): unknown {
  try {
    body();
    return undefined;
  } catch (error) {
    return error;
  }
}

function refuses(story: Story, body: () => unknown, expected: string): void {
  const error = thrown(body);
  story.holds(error instanceof FrameError, {
    expected,
    got: error === undefined ? "nothing was thrown" : `${error}`,
    cause: "a check is missing, or what is thrown is no FrameError.",
  });
}

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
      story.equal(drain(frames).map((m) => decoder.decode(m)), [text, "next"], {
        what: "what is received",
        cause:
          "the header holds text.length, which counts UTF-16 units. Encode the text first, and count the bytes.",
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
      const got = parts.flatMap((part) => {
        frames.push(part);
        return drain(frames);
      });
      frames.end();
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
    story.equal(got.map((m) => decoder.decode(m)), ["first", "other"], {
      what: "the messages",
      cause:
        "a message is a view of the caller's buffer, which the next read overwrites, or of the decoder's own.",
    });
  },
);

lessonTest(
  "7.5.1 FrameDecoder refuses a header beyond its limit before anything is reserved",
  (story: Story) => {
    const exact = new FrameDecoder({ maxLength: 5 });
    exact.push(encodeFrame("12345"));
    story.equal(exact.next()?.length, 5, {
      what: "the length of a message as long as the limit",
      cause: "the limit itself is allowed: compare with > and not with >=.",
    });
    for (
      const header of [
        [0, 0, 0, 6],
        [0x7f, 0xff, 0xff, 0xff],
        [0x80, 0, 0, 0],
        [
          0xff,
          0xff,
          0xff,
          0xff,
        ],
      ]
    ) {
      const frames = new FrameDecoder({ maxLength: 5 });
      frames.push(new Uint8Array(header));
      story.did(`a header of the bytes ${header.join(" ")} came, limit 5`);
      refuses(
        story,
        () => frames.next(),
        "next() throws a FrameError as soon as the four bytes are there",
      );
    }
    const frames = new FrameDecoder();
    frames.push(new Uint8Array([0x20, 0, 0, 0]));
    const taken = largestArray(() =>
      refuses(story, () => frames.next(), "a header of 512 MiB is refused")
    );
    story.holds(taken < 1024 * 1024, {
      expected: "no memory is taken for a message that is refused",
      got: `an array of ${taken} bytes was made`,
      cause: "the array for the message is made before its length is checked.",
    });
  },
);

lessonTest(
  "7.5.1 encodeFrame() refuses a message beyond the limit, in bytes",
  (story: Story) => {
    story.equal(encodeFrame("ééé", { maxLength: 6 }).length, 10, {
      what: "the length of the frame of 6 bytes, limit 6",
      cause: "the limit itself is allowed.",
    });
    refuses(
      story,
      () => encodeFrame("ééé", { maxLength: 5 }),
      "a text of 3 characters and 6 bytes is refused where 5 are allowed",
    );
    refuses(
      story,
      () => encodeFrame(new Uint8Array(16 * 1024 * 1024 + 1)),
      "a message of 16 MiB and a byte is refused, as the other end would",
    );
  },
);

lessonTest(
  "7.5.1 FrameDecoder.end() tells a whole stream from one that was cut off",
  (story: Story) => {
    const stream = join([encodeFrame("whole"), encodeFrame("part")]);
    for (let length = 0; length <= stream.length; length++) {
      const frames = new FrameDecoder();
      frames.push(stream.subarray(0, length));
      drain(frames);
      if (length === 0 || length === 9 || length === stream.length) {
        const error = thrown(() => frames.end());
        story.equal(error, undefined, {
          what: `what end() throws after ${length} bytes, between two frames`,
          cause: "between two frames a stream may end.",
        });
      } else {
        story.did(`the stream ended after ${length} bytes, in a frame`);
        refuses(story, () => frames.end(), "end() throws a FrameError");
      }
    }
  },
);

lessonTest(
  "7.5.1 FrameDecoder gives what came before an error, and nothing after it",
  (story: Story) => {
    const frames = new FrameDecoder({ maxLength: 100 });
    frames.push(join([
      encodeFrame("good"),
      new Uint8Array([0xff, 0, 0, 0]),
      encodeFrame("looks good"),
    ]));
    const first = frames.next();
    story.equal(first && decoder.decode(first), "good", {
      what: "the message before a header that is refused",
      cause: "it is whole and was received: nothing is wrong with it.",
    });
    for (const call of ["next()", "next() again", "push()", "end()"]) {
      story.did(`${call} was called after the bad header had come`);
      refuses(
        story,
        () =>
          call === "push()"
            ? frames.push(encodeFrame("new"))
            : call === "end()"
            ? frames.end()
            : frames.next(),
        "after an error every call throws it: nobody knows where the next frame begins",
      );
    }
    const cut = new FrameDecoder();
    cut.push(new Uint8Array([0, 0]));
    refuses(story, () => cut.end(), "an end in a header is an error");
    refuses(
      story,
      () => cut.push(encodeFrame("new")),
      "a decoder whose stream was cut off takes nothing more",
    );
  },
);
