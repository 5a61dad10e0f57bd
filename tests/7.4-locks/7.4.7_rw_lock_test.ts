import { checkModel } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import type { Story } from "../harness/story/story.ts";
import * as models from "./models/rw_lock.ts";

const EXPECTED =
  "a writer is alone, readers see no half-done work, and each thread gets its turn";
const NOT_ALONE =
  "a writer was not alone. Looking at the state and changing it must be one atomic step, and nobody may come in while the state holds the WRITER, or a reader goes uncounted.";
const STRANDED =
  "a thread sleeps although the lock is free. The last one out must wake somebody; a flag may be taken back only with the wake-up that goes with it; and nobody may sleep on a word that has changed since it looked.";
const CAUSE = {
  invariant: NOT_ALONE,
  race: NOT_ALONE,
  assertion: NOT_ALONE,
  deadlock: STRANDED,
  spinning:
    "a thread asks again and again while another holds the lock. Sleep in Atomics.wait() until it is free.",
} as const;

lessonTest("7.4.7 RwLock keeps readers and writer apart", (story) => {
  const expectation = { expected: EXPECTED, cause: CAUSE };
  checkModel(story, models.twoReaders, expectation);
  checkModel(story, models.readerWriter, expectation);
  checkModel(story, models.writerReader, expectation);
});

lessonTest(
  "7.4.7 RwLock.lockRead() never waits for another reader",
  (story) => {
    checkModel(story, models.readersMeet, {
      expected: "two readers meet inside, while no writer is there",
      cause: {
        ...CAUSE,
        deadlock:
          "a reader that lost a race against another reader sleeps, as if a writer were there.",
      },
    });
  },
);

lessonTest("7.4.7 RwLock.lockWrite() lets one writer in at a time", (story) => {
  const expectation = { expected: EXPECTED, cause: CAUSE };
  checkModel(story, models.twoWriters, expectation);
  checkModel(story, models.threeWriters, expectation);
});

lessonTest("7.4.7 RwLock forgets none of three threads", (story) => {
  const expectation = { expected: EXPECTED, cause: CAUSE };
  checkModel(story, models.readerReaderWriter, expectation);
  checkModel(story, models.readerWriterWriter, expectation);
});

lessonTest(
  "7.4.7 RwLock forgets none of two readers and two writers",
  (story) => {
    checkModel(story, models.fourThreads, { expected: EXPECTED, cause: CAUSE });
  },
);

lessonTest("7.4.7 RwLock looks again after each wake-up", (story) => {
  checkModel(story, models.spurious, {
    expected: `${EXPECTED}, also if Atomics.wait() returns without a notify`,
    cause: CAUSE,
  });
});

lessonTest(
  "7.4.7 RwLock keeps real readers and writers apart",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(models.BYTES);
    const module = import.meta.resolve("./threads/rw_lock.ts");
    const [, , broken] = await runThreads(story, shared, [
      { module, run: "write", data: 500 },
      { module, run: "write", data: 500 },
      { module, run: "read", data: 500 },
    ], {
      expected: "two threads that write and one that reads come to an end",
      cause: STRANDED,
    });
    story.equal(broken, 0, {
      what: "how often the reader saw what a writer had half done",
      cause: NOT_ALONE,
    });
    story.equal([...new Int32Array(shared, models.DATA, 2)], [1_000, 1_000], {
      what: "both words after two threads wrote each of them 500 times",
      cause: NOT_ALONE,
    });
  },
  { smoke: true },
);
