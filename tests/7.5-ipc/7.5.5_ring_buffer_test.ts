import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";
import * as models from "./models/ring_buffer.ts";
import { shownByRing } from "./ring_schedule.ts";

const expectation = {
  expected: "every byte is read once, in order, and both threads return",
  cause: shownByRing,
};

lessonTest(
  "7.5.5 RingBuffer gives each end to one thread only",
  (story: Story) => {
    for (const end of ["writer", "reader"] as const) {
      checkModel(story, models.twoOf(end), {
        ...expectation,
        expected: `a second ${end} is refused`,
      });
    }
  },
);

lessonTest(
  "7.5.5 RingReader.read() gives the last bytes before the end",
  (story: Story) => {
    checkModel(story, models.end, expectation);
  },
);

lessonTest(
  "7.5.5 RingBuffer wakes a reader that goes to sleep during a write",
  (story: Story) => {
    checkModel(story, models.oneByOne, expectation);
  },
);

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
      ...expectation,
      expected:
        "a writer whose reader is gone gets a Deno.errors.BrokenPipe, also out of its sleep",
    });
  },
);

lessonTest(
  "7.5.5 RingBuffer sleeps when it is empty or full, and only then",
  (story: Story) => {
    const s = script(story, models.steps, shownByRing);
    s.run(1).until("attached");
    s.run(1).untilBlocked();
    s.run(0).until("has written two");
    s.isNotBlocked(1);
    s.run(0).until("has filled it");
    s.run(0).untilBlocked();
    s.run(1).until("has read 1");
    s.run(1).until("has read 2");
    s.isNotBlocked(0);
    s.run(0).until("has written five");
    s.run(0).toEnd();
    s.run(1).until("has read 5");
    s.run(1).toEnd();
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
      { expected: "both threads come to an end" },
    );
    story.equal(read, "2000000 bytes", { what: "what the reader found" });
  },
  { smoke: true },
);
