import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import {
  encodeFrame,
  FrameDecoder,
  MAX_LENGTH,
} from "../../lessons/7.5-ipc/framing.ts";
import { headerOf, isRefused, outcome, told } from "./frames.ts";
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
      wanted: undefined,
    },
    {
      call: "encodeFrame()",
      body: encodes,
      what: "makes a frame of",
      wanted: 4 + LENGTH,
    },
  ]
) {
  lessonTest(
    `7.5.1 ${call} allows more than MAX_LENGTH where the limit is higher`,
    (story: Story) => {
      const got = body(LENGTH, RAISED);
      story.holds("gave" in got && got.gave === wanted, {
        expected:
          `${call} ${what} ${LENGTH} bytes, as maxLength is ${RAISED}: it may be above MAX_LENGTH, which is ${MAX_LENGTH}`,
        got: `it ${told(got)}`,
        ...means(
          isRefused(got) && !isRefused(body(MAX_LENGTH, RAISED))
            ? "goes-by-the-default-limit"
            : undefined,
        ),
        method: call,
      });
    },
  );
}
