import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { EchoChild } from "./echo_child.ts";
import { MOST } from "./echo_waits.ts";
import { means } from "./misconceptions.ts";

/** Far more than what lies between two programs, in bytes. */
const FLOOD = 16 * 1024 * 1024;

lessonTest(
  "7.1.1 echo_child reads no more while nobody takes what it writes",
  async (story: Story) => {
    await using child = new EchoChild();
    await using other = new EchoChild();
    child.stopReading();
    let taken = 0;
    const send = async () => {
      while (taken < FLOOD && !child.leftInput) {
        await child.write(new Uint8Array(MOST));
        taken += MOST;
      }
    };
    void send();
    story.did(
      "16 MiB are written to echo_child.ts, and nobody reads its stdout",
    );
    await story.eventually(() => child.output.length > 0 || child.ended, {
      expected: "it begins to write, as much as fits",
      got: "it writes nothing",
    });
    // Instead of a clock, another one has so many turns.
    for (let turns = 0, before = -1; turns < 200; turns++) {
      if (taken !== before) turns = 0;
      before = taken;
      const { length } = other.output;
      void other.write(new Uint8Array(1));
      await story.eventually(
        () => other.output.length > length || other.ended || child.ended,
        {
          expected: "another one, whose stdout is read, gives back a byte",
          got: "it does not",
        },
      );
      const ended = [other, child].find((it) => it.ended);
      story.holds(ended === undefined, {
        expected: "it runs until its input ends",
        got: `${
          ended === child ? "it" : `another one, whose stdout is read,`
        } has ended, and its stdin is open${ended?.lastWords}`,
        ...means(ended?.code === 0 ? "ends-before-its-input" : undefined),
      });
      story.holds(taken < FLOOD, {
        expected:
          "it takes no more of them when the buffers of the system are full",
        got: "it has taken all of them",
        ...means("writes-without-waiting"),
        method: "echo()",
      });
    }
  },
);
