import { checkModel } from "../harness/explorer/mod.ts";
import { script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";
import * as models from "./models/ring_buffer.ts";

const EXPECTED = "every byte is read once, in order, and both threads return";

const CAUSE = {
  assertion:
    "bytes were read before they were there, twice, or after they were overwritten; or the last ones were missed. Copy first and publish the index then; look for the end before you look at the head.",
  race:
    "bytes are copied while the other side may touch them. The writer publishes the head after its copy, the reader gives room back after its own.",
  deadlock:
    "a thread sleeps for ever. Say ASLEEP, then look again, then sleep; and whoever changes something wakes the other, also by closing.",
  spinning: "read() or write() asks again and again. Sleep in Atomics.wait().",
  exception: "the code throws where nothing is wrong.",
  invariant: "a byte outside of the ring was written.",
} as const;

const expectation = { expected: EXPECTED, cause: CAUSE };

lessonTest(
  "7.5.5 RingBuffer carries every byte once, over the end of the ring",
  (story: Story) => {
    checkModel(story, models.stream, expectation);
  },
);

lessonTest(
  "7.5.5 RingBuffer takes a write that is longer than the ring",
  (story: Story) => {
    checkModel(story, models.long, expectation);
  },
);

lessonTest(
  "7.5.5 RingReader.read() gives the last bytes before the end",
  (story: Story) => {
    checkModel(story, models.end, expectation);
  },
);

lessonTest(
  "7.5.5 RingBuffer sleeps on after a wake-up for nothing",
  (story: Story) => {
    checkModel(story, models.spurious, expectation);
  },
);

lessonTest(
  "7.5.5 RingWriter.tryWrite() and RingReader.tryRead() take what there is",
  (story: Story) => {
    checkModel(story, models.withoutWaiting, {
      ...expectation,
      expected: "what is read is what was written, as far as it came",
    });
  },
);

lessonTest(
  "7.5.5 RingWriter.write() fails when the reader has closed its end",
  (story: Story) => {
    checkModel(story, models.readerLeaves, {
      expected:
        "a writer whose reader is gone gets a Deno.errors.BrokenPipe, also out of its sleep",
      cause: {
        ...CAUSE,
        deadlock: "closing the reader's end does not wake the writer.",
      },
    });
  },
);

lessonTest(
  "7.5.5 RingBuffer gives each end to one thread only",
  (story: Story) => {
    for (const end of ["writer", "reader"] as const) {
      checkModel(story, models.twoOf(end), {
        expected: `a second ${end} is refused`,
        cause:
          "looking at the end's word and taking it must be one atomic step: compareExchange().",
      });
    }
  },
);

lessonTest(
  "7.5.5 RingBuffer sleeps when it is empty or full, and only then",
  (story: Story) => {
    const s = script(story, models.steps);
    s.run(1).until("attached");
    s.run(1).untilBlocked("The ring is empty: read() must wait, asleep.");
    s.run(0).until("has written two", "There is room: write() must not wait.");
    s.isNotBlocked(1, "Two bytes are there: the reader must be woken.");
    s.run(0).until(
      "has filled it",
      "Exactly two bytes fit: full is not empty.",
    );
    s.run(0).untilBlocked("The ring is full: write() must wait, asleep.");
    s.run(1).until("has read 1");
    s.run(1).until("has read 2", "Three more bytes are there.");
    s.isNotBlocked(0, "There is room for two: the writer must be woken.");
    s.run(0).until("has written five");
    s.run(0).toEnd();
    s.run(1).until("has read 5");
    s.run(1).toEnd("The writer has closed its end: read() must return null.");
  },
);

lessonTest(
  "7.5.5 RingBuffer makes no call of the system while nobody sleeps",
  (story: Story) => {
    const s = script(story, models.steps);
    s.run(0).until("attached");
    s.run(1).until("attached");
    s.mark();
    s.run(0).until("has filled it");
    s.run(1).until("has read 4");
    for (const thread of [0, 1]) {
      const { notify, wait } = s.cost(thread);
      story.equal({ notify, wait }, { notify: 0, wait: 0 }, {
        what:
          `what thread ${thread} calls for four bytes that nobody waits for`,
        cause:
          "Atomics.notify() is called each time. Call it only if the other end's word says ASLEEP.",
      });
    }
  },
);

lessonTest(
  "7.5.5 RingBuffer carries 2 MB between two real threads",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(RingBuffer.byteLength(1024));
    const module = import.meta.resolve("./threads/ring_buffer.ts");
    const data = { total: 2_000_000, seed: 7 };
    const [, read] = await runThreads(
      story,
      shared,
      [{ module, run: "write", data }, { module, run: "read", data }],
      { expected: "both threads come to an end", cause: CAUSE.deadlock },
    );
    story.equal(read, "2000000 bytes", {
      what: "what the reader found",
      cause: CAUSE.assertion,
    });
  },
);
