import { checkModel } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import type { Story } from "../harness/story/story.ts";
import { because } from "./because.ts";
import * as models from "./models/rw_lock.ts";
import * as scripts from "./models/rw_lock_script.ts";
import { whyApart, whyNotMet, whyRwLock } from "./reasons/rw_lock.ts";

const EXPECTED =
  "a writer is alone, readers see no half-done work, and each thread gets its turn";
const cause = because(whyRwLock);
const expectation = { expected: EXPECTED, cause };

lessonTest(
  "7.4.7 RwLock.lockRead() never waits for another reader",
  (story) => {
    checkModel(story, models.readersMeet, {
      expected: "two readers meet inside, while no writer is there",
      cause: because(whyApart),
    });
    checkModel(story, models.readersMeetAfterWriter, {
      expected: "two readers meet inside when a writer has come and gone",
      cause: because(whyNotMet, whyRwLock),
    });
  },
);

lessonTest("7.4.7 RwLock bears wake-ups for nothing", (story) => {
  checkModel(story, models.spurious, {
    expected: `${EXPECTED}, also if Atomics.wait() returns without a notify`,
    cause,
  });
});

lessonTest("7.4.7 RwLock.lockWrite() lets one writer in at a time", (story) => {
  checkModel(story, models.twoWriters, expectation);
  checkModel(story, models.threeWriters, expectation);
});

lessonTest("7.4.7 RwLock keeps readers and writer apart", (story) => {
  checkModel(story, models.twoReaders, expectation);
  checkModel(story, models.readerWriter, expectation);
  checkModel(story, models.writerReader, expectation);
});

lessonTest(
  "7.4.7 RwLock forgets none of two readers and two writers",
  (story) => {
    checkModel(story, models.fourThreads, expectation);
  },
);

lessonTest("7.4.7 RwLock forgets none of three threads", (story) => {
  checkModel(story, models.readerReaderWriter, expectation);
  checkModel(story, models.readerWriterWriter, expectation);
});

lessonTest(
  "7.4.7 RwLock unlocks when an exception leaves the block",
  (story) => {
    checkModel(story, scripts.exception, {
      expected: "a block with `using` unlocks on each way out of it",
      cause,
    });
  },
);

lessonTest(
  "7.4.7 RwLock tokens unlock once, and a second time is an error",
  (story) => {
    checkModel(story, scripts.unlockedTwice, {
      expected:
        "unlock() through a token that unlocked before throws an Error and changes nothing",
      cause: because(
        ({ logs: [locked = []] }) =>
          locked.at(-1) === true ? "token-stays-locked" : undefined,
        whyRwLock,
      ),
    });
  },
);

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
    });
    story.equal(broken, 0, {
      what: "how often the reader saw what a writer had half done",
    });
    story.equal([...new Int32Array(shared, models.DATA, 2)], [1_000, 1_000], {
      what: "both words after two threads wrote each of them 500 times",
    });
  },
  { smoke: true },
);
