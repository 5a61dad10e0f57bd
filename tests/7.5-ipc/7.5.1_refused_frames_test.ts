import { largestArray } from "./largest_array.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import {
  encodeFrame,
  FrameDecoder,
  FrameError,
} from "../../lessons/7.5-ipc/framing.ts";
import { drain, join } from "./frames.ts";

const decoder = new TextDecoder();

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
  "7.5.1 FrameDecoder refuses a message beyond its limit also when all of it came",
  (story: Story) => {
    for (const before of ["", "first"]) {
      const frames = new FrameDecoder({ maxLength: 5 });
      frames.push(join([
        ...(before === "" ? [] : [encodeFrame(before)]),
        new Uint8Array([0, 0, 0, 6, 1, 2, 3, 4, 5, 6]),
        encodeFrame("next"),
      ]));
      story.did(
        `a whole frame of 6 bytes came, limit 5, ${
          before === "" ? "as the first" : "after a good one"
        }`,
      );
      if (before !== "") frames.next();
      refuses(
        story,
        () => frames.next(),
        "next() throws a FrameError, however much of the message is there",
      );
    }
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
