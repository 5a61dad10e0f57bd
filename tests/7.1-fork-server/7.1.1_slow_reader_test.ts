import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { soon } from "../harness/story/soon.ts";
import { EchoChild } from "./echo_child.ts";
import { MOST } from "./echo_waits.ts";
import { type Id, means } from "./misconceptions.ts";

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
    const begins = () => child.output.length > 0 || child.ended;
    await story.eventually(begins, async () => ({
      expected: "it begins to write, as much as fits",
      got: `it has taken ${taken / 1024} KiB so far, and writes nothing`,
      ...means(await whyNothing(story, other)),
    }));
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
        } has ended, though its stdin is still open${ended?.lastWords}`,
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

/** Finds out why a program writes nothing of what comes in full buffers. */
async function whyNothing(
  story: Story,
  child: EchoChild,
): Promise<Id | undefined> {
  void child.write(new Uint8Array(MOST));
  const came = () => child.output.length > 0;
  if (await soon(came, 1_000)) return undefined;
  void child.write(new Uint8Array(1));
  if (!await soon(() => child.output.length > MOST)) return undefined;
  story.did(
    `another one was sent ${MOST} bytes, which fill its buffer, and wrote nothing; when one more byte came, it wrote them all`,
  );
  return "takes-a-full-buffer-for-more";
}
