import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";
import { ASLEEP } from "../../lessons/7.5-ipc/ring_ends.ts";
import { beforeStoring, notifies, withoutSleep } from "./atomics_spies.ts";

lessonTest(
  "7.5.5 RingBuffer is awake again when its second look found something",
  (story: Story) => {
    const ring = new RingBuffer(
      new SharedArrayBuffer(RingBuffer.byteLength(4)),
    );
    const writer = ring.writer();
    const reader = ring.reader();
    const into = new Uint8Array(4);
    const cause =
      "an end that did not sleep after all must say AWAKE again: else each change of the other end is a call of the system.";
    {
      using _spy = beforeStoring(ASLEEP, () => writer.tryWrite(into));
      withoutSleep(() => reader.read(into));
    }
    story.did("four bytes came just before read() wanted to say ASLEEP");
    story.equal(notifies(() => writer.tryWrite(into)), 0, {
      what: "how often the next tryWrite() calls Atomics.notify()",
      cause,
    });
    {
      using _spy = beforeStoring(ASLEEP, () => reader.tryRead(into));
      withoutSleep(() => writer.write(into));
    }
    story.did("room for four came just before write() wanted to say ASLEEP");
    story.equal(notifies(() => reader.tryRead(into)), 0, {
      what: "how often the next tryRead() calls Atomics.notify()",
      cause,
    });
    for (const end of ["reader", "writer"] as const) {
      let taken = true;
      try {
        ring[end]();
        taken = false;
      } catch {
        // As it must.
      }
      story.holds(taken, {
        expected: `a second ${end} is refused after the first one has slept`,
        got: `there are two`,
        cause: "the end's word says FREE again.",
      });
    }
  },
);
