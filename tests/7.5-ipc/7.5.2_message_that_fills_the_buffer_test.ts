import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { encodeFrame } from "../../lessons/7.5-ipc/framing.ts";
import { MessageReader } from "../../lessons/7.5-ipc/message_stream.ts";
import { PartSource } from "./fakes.ts";
import { means } from "./misconceptions.ts";

const HEADER_LENGTH = 4;
/** A buffer that is longer is not filled. */
const MOST = 1024 * 1024;

lessonTest(
  "7.5.2 MessageReader.receive() gives a message that just fills its buffer",
  async (story: Story) => {
    let length = 0;
    let source: PartSource | undefined;
    const reader = new MessageReader({
      read(buffer) {
        if (source === undefined) {
          length = Math.min(buffer.length, MOST) - HEADER_LENGTH;
          length = Math.max(length, 0);
          source = new PartSource([encodeFrame(new Uint8Array(length))]);
        }
        return source.read(buffer);
      },
    });
    const got = await reader.receive().catch((error) => error);
    story.did(
      `a message of ${length} bytes came, whose frame is as long as the buffer that read() was given first`,
    );
    if (got instanceof Error && !source?.ends) throw got;
    const frameLength = HEADER_LENGTH + length;
    story.holds(source?.ends === 0, {
      expected: "the message is given without another read: it has come",
      got: "another read was made when all of it had come",
      // Else bytes may be lost, and it had to read on.
      ...means(
        got instanceof Error && got.message.includes(`${frameLength} bytes`) ||
          got instanceof Uint8Array && got.length === length
          ? "reads-before-it-looks"
          : undefined,
      ),
      method: "MessageReader.receive()",
    });
    story.equal(got?.length, length, { what: "the message's length" });
  },
);
