import { largestArray } from "./largest_array.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import {
  encodeFrame,
  FrameDecoder,
  MAX_LENGTH,
} from "../../lessons/7.5-ipc/framing.ts";
import {
  drain,
  frameOf,
  headerOf,
  isRefused,
  join,
  type Outcome,
  outcome,
  refused,
  told,
  tooLoose,
  tooStrict,
} from "./frames.ts";
import { type Known, means } from "./misconceptions.ts";

const decoder = new TextDecoder();

lessonTest(
  "7.5.1 FrameDecoder refuses a header beyond its limit, and no other, before anything is reserved",
  (story: Story) => {
    const reads = (length: number, maxLength = 5) => {
      const frames = new FrameDecoder({ maxLength });
      frames.push(new Uint8Array(4 + length).fill(length, 3, 4));
      return outcome(() => frames.next());
    };
    const allowed = reads(5);
    const strict = tooStrict(
      5,
      (length, limit) => isRefused(reads(length, limit)),
    );
    story.holds("gave" in allowed, {
      expected: "next() gives a message of 5 bytes where maxLength is 5",
      got: `next() ${told(allowed)}${strict.then}`,
      ...means(isRefused(allowed) ? strict.id : undefined),
      method: "FrameDecoder.next()",
    });
    const early = "next() throws a FrameError as soon as the header is there";
    /** Reads the header of a message beyond the limit, and no more of it. */
    const read = (
      header: number[],
      look?: (frames: FrameDecoder) => { id: Known; then?: string },
    ) => {
      const frames = new FrameDecoder({ maxLength: 5 });
      frames.push(new Uint8Array(header));
      let got: Outcome = { gave: undefined };
      const taken = largestArray(() => got = outcome(() => frames.next()));
      story.did(
        `the header ${header.join(" ")} came where maxLength is 5${
          isRefused(got) ? ", and next() refused it" : ""
        }`,
      );
      story.holds(taken < 1024 * 1024, {
        expected: "no memory is taken for a message that is refused",
        got: `an array of ${taken} bytes was made`,
        ...means("reserves-before-the-check"),
      });
      refused(story, "next()", got, early, look && (() => look(frames)));
    };
    read([0, 0, 0, 6], (frames) => {
      frames.push(new Uint8Array(6));
      const late = outcome(() => frames.next());
      const then =
        `, and when the 6 bytes that it announces are there, too, it ${
          told(late)
        }`;
      if (isRefused(late)) return { id: "limit-checked-when-whole", then };
      const id = tooLoose((length) => {
        const frames = new FrameDecoder({ maxLength: 5 });
        frames.push(headerOf(length));
        return isRefused(outcome(() => frames.next()));
      });
      return id === "goes-by-the-default-limit"
        ? { id, then: `${then}; a length of ${MAX_LENGTH + 1} is refused` }
        : { id: "gave" in late && late.gave ? id : undefined, then };
    });
    read([0x20, 0, 0, 0]);
    read([0x7f, 0xff, 0xff, 0xff]);
    // What is refused up to 2^31 - 1 is below 0 from there on.
    read([0x80, 0, 0, 0], () => ({ id: "length-is-signed" }));
    read([0xff, 0xff, 0xff, 0xff]);
  },
);

lessonTest(
  "7.5.1 encodeFrame() refuses a message beyond the limit, and no other, in bytes",
  (story: Story) => {
    const text = (maxLength: number) =>
      outcome(() => encodeFrame("ééé", { maxLength }));
    const bytes = (length: number, maxLength?: number) =>
      outcome(() => encodeFrame(new Uint8Array(length), { maxLength }));
    const allowed = text(6);
    const strict = tooStrict(
      6,
      (length, limit) => isRefused(bytes(length, limit)),
    );
    story.holds("gave" in allowed, {
      expected: 'encodeFrame("ééé", { maxLength: 6 }) frames its 6 bytes',
      got: `it ${told(allowed)}${strict.then}`,
      ...means(
        !isRefused(allowed) ? undefined : strict.id ??
          (isRefused(text(7)) && !isRefused(bytes(3, 7))
            ? "guesses-a-texts-bytes"
            : undefined),
      ),
      method: "encodeFrame()",
    });
    const beyond = text(5);
    refused(
      story,
      'encodeFrame("ééé", { maxLength: 5 })',
      beyond,
      "a text of 3 characters and 6 bytes is refused where maxLength is 5",
      () => ({
        id: isRefused(text(2)) && !isRefused(text(3))
          ? "characters-for-bytes"
          : "gave" in beyond && (beyond.gave as Uint8Array).length === 4 + 5
          ? "cuts-what-is-too-long"
          : isRefused(bytes(MAX_LENGTH + 1, 5)) &&
              !isRefused(bytes(MAX_LENGTH, 5))
          ? "goes-by-the-default-limit"
          : undefined,
      }),
    );
    refused(
      story,
      "encodeFrame(new Uint8Array(16 * 1024 * 1024 + 1))",
      bytes(MAX_LENGTH + 1),
      "a message of 16 MiB and a byte is refused, as the other end would",
    );
  },
);

lessonTest(
  "7.5.1 FrameDecoder.end() tells a whole stream from one that was cut off",
  (story: Story) => {
    const stream = join([frameOf("whole"), frameOf("part")]);
    const ends = (length: number, isAsked = true): Outcome => {
      const frames = new FrameDecoder();
      frames.push(stream.subarray(0, length));
      if (isAsked) drain(frames);
      return outcome(() => frames.end());
    };
    /** What is wrong where the end in a frame is not refused. */
    const look = (length: number, got: Outcome) => {
      if ("threw" in got) return {};
      const cut = [1, 2, 3, 4, 5, 6, 7, 8];
      const passes = cut.filter((length) => !isRefused(ends(length)));
      const others = cut.filter((length) => isRefused(ends(length)));
      const isTaken = `${passes}` === "4" && isRefused(ends(4, false));
      return {
        id: passes.length === 8
          ? "end-is-always-normal" as const
          : `${passes}` === "4"
          ? "announced-message-is-nothing" as const
          : `${passes}` === "4,5,6,7,8"
          ? "part-of-a-message-is-nothing" as const
          : length < 4 && passes.every((length) => length <= 4)
          ? "part-of-a-header-is-nothing" as const
          : undefined,
        then: isTaken
          ? " (without a call of next() before it, it throws one)"
          : `; of the first frame's 9 bytes, it refuses an end after ${
            others.join(", ") || "none"
          }`,
      };
    };
    const refusedAfter: number[] = [];
    story.did(
      "a stream has two frames, header and message: 4 + 5 bytes, and 4 + 4",
    );
    for (let length = 0; length <= stream.length; length++) {
      const got = ends(length);
      if (length === 0 || length === 9 || length === stream.length) {
        story.holds("gave" in got, {
          expected:
            `end() accepts an end after ${length} bytes, between frames`,
          got: `end() threw ${"threw" in got && got.threw}`,
        });
      } else {
        if (!isRefused(got)) {
          const ended = "the stream ended behind byte";
          const before = refusedAfter.join(", ");
          if (before) story.did(`${ended} ${before}: end() refused it`);
          story.did(`${ended} ${length}: next() was called, and end()`);
        }
        refused(
          story,
          "end()",
          got,
          `end() throws a FrameError after ${length} of the 17 bytes`,
          () => look(length, got),
        );
        refusedAfter.push(length);
      }
    }
  },
);

lessonTest(
  "7.5.1 FrameDecoder gives what came before an error, and nothing after it",
  (story: Story) => {
    const frames = new FrameDecoder({ maxLength: 100 });
    frames.push(join([
      frameOf("good"),
      new Uint8Array([0xff, 0, 0, 0]),
      frameOf("looks good"),
    ]));
    const first = frames.next();
    story.equal(first && decoder.decode(first), "good", {
      what: "the message before a header that is refused",
    });
    const expected =
      "after an error every call throws it: nobody knows where the next frame begins";
    const calls: [call: string, body: () => unknown, known?: Known][] = [
      ["next()", () => frames.next()],
      ["next() again", () => frames.next(), "goes-on-after-an-error"],
      [
        "push()",
        () => frames.push(frameOf("new")),
        "goes-on-after-an-error",
      ],
      ["end()", () => frames.end(), "goes-on-after-an-error"],
    ];
    for (const [call, body, known] of calls) {
      story.did(`${call} was called after the header 255 0 0 0 had come`);
      const got = outcome(body);
      refused(
        story,
        call,
        got,
        expected,
        () => ({ id: "gave" in got ? known : undefined }),
      );
    }
    const cut = new FrameDecoder();
    cut.push(new Uint8Array([0, 0]));
    refused(
      story,
      "end()",
      outcome(() => cut.end()),
      "an end in a header is an error",
    );
    refused(
      story,
      "push()",
      outcome(() => cut.push(frameOf("new"))),
      "a decoder whose stream was cut off takes nothing more",
      () => ({ id: "goes-on-after-an-error", method: "FrameDecoder.end()" }),
    );
  },
);
