import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import {
  encodeFrame,
  FrameDecoder,
  MAX_LENGTH,
} from "../../lessons/7.5-ipc/framing.ts";
import {
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
import { means } from "./misconceptions.ts";

const LENGTH = MAX_LENGTH + 1;
const RAISED = 2 * MAX_LENGTH;

/** What next() does with the header of a message of so many bytes. */
function reads(length: number, maxLength: number) {
  const frames = new FrameDecoder({ maxLength });
  frames.push(headerOf(length));
  return outcome(() => frames.next());
}

/** What encodeFrame() does with so many bytes: the frame's length. */
const encodes = (length: number, maxLength: number) =>
  outcome(() => encodeFrame(new Uint8Array(length), { maxLength }).length);

for (
  const { call, body, what, wanted } of [
    {
      call: "FrameDecoder.next()",
      body: reads,
      what: "waits for the message behind a header of",
      wanted: () => undefined,
    },
    {
      call: "encodeFrame()",
      body: encodes,
      what: "makes a frame of",
      wanted: (length: number) => 4 + length,
    },
  ]
) {
  lessonTest(
    `7.5.1 ${call} allows more than MAX_LENGTH where the limit is higher`,
    (story: Story) => {
      const got = body(LENGTH, RAISED);
      const isRight = (got: Outcome, length: number) =>
        "gave" in got && got.gave === wanted(length);
      story.holds(isRight(got, LENGTH), {
        expected:
          `${call} ${what} ${LENGTH} bytes, as maxLength is ${RAISED}: it may be above MAX_LENGTH, which is ${MAX_LENGTH}`,
        got: `it ${told(got)}`,
        ...means(
          isRefused(got) && isRight(body(MAX_LENGTH, RAISED), MAX_LENGTH)
            ? "goes-by-the-default-limit"
            : undefined,
        ),
        method: call,
      });
    },
  );
}

lessonTest(
  "7.5.1 FrameDecoder refuses a message beyond its limit, and no other, also when all of it came",
  (story: Story) => {
    const refuses = (length: number, limit = 5) =>
      isRefused(reads(length, limit));
    for (const before of ["", "first"]) {
      const frames = new FrameDecoder({ maxLength: 5 });
      frames.push(join([
        ...(before === "" ? [] : [frameOf(before)]),
        new Uint8Array([0, 0, 0, 6, 1, 2, 3, 4, 5, 6]),
        frameOf("next"),
      ]));
      story.did(
        `a whole frame of 6 bytes came where maxLength is 5, ${
          before === "" ? "as the first" : "after a good one"
        }`,
      );
      if (before !== "") {
        const good = outcome(() => frames.next());
        const { id, then } = tooStrict(5, refuses);
        story.holds("gave" in good, {
          expected: "next() gives the good one, of 5 bytes",
          got: `it ${told(good)}${then}`,
          ...means(isRefused(good) ? id : undefined),
          method: "FrameDecoder.next()",
        });
      }
      const got = outcome(() => frames.next());
      refused(
        story,
        "next()",
        got,
        "next() throws a FrameError, however much of the message is there",
        () => ({
          id: !("gave" in got && got.gave)
            ? undefined
            : !refuses(6)
            ? tooLoose(refuses)
            : before === ""
            ? "whole-frames-pass-the-limit"
            : "only-the-first-is-measured",
        }),
      );
    }
  },
);
