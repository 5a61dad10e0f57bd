import { RwLock } from "../../lessons/7.4-locks/rw_lock.ts";
import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { equalInScript } from "./in_script.ts";
import { BYTES } from "./models/rw_lock.ts";
import * as models from "./models/rw_lock_script.ts";
import { refusesBadPlaces } from "./places.ts";

lessonTest("7.4.7 RwLock.lockRead() lets readers in side by side", (story) => {
  const s = script(story, models.readersAndWriter);
  s.run(0).until("reads");
  s.run(1).until("reads", "Another thread reads: reading beside it is fine.");
  s.run(3).toEnd("Two threads read: a third one may come and go.");
});

lessonTest(
  "7.4.7 RwLock.lockWrite() waits for the last reader, who wakes it",
  (story) => {
    const s = script(story, models.readersAndWriter);
    s.run(0).until("reads");
    s.run(1).until("reads");
    s.run(2).untilBlocked("Two threads read: lockWrite() must wait.");
    s.run(0).toEnd();
    if (s.status(2).state === "runnable") {
      s.run(2).untilBlocked("One thread still reads: lockWrite() must wait.");
    }
    s.run(1).toEnd();
    s.isNotBlocked(2, "The last reader is out: it must wake the writer.");
    s.run(2).toEnd("The lock is free: lockWrite() must return.");
  },
);

lessonTest(
  "7.4.7 RwLock.lockRead() queues up behind a waiting writer",
  (story) => {
    const s = script(story, models.readersAndWriter);
    s.run(0).until("reads");
    s.run(2).untilBlocked("A thread reads: lockWrite() must wait.");
    s.run(1).untilBlocked(
      "A writer waits: lockRead() must wait behind it, or a stream of readers keeps the writer out for ever.",
    );
    s.run(0).toEnd();
    s.isNotBlocked(2, "The last reader is out: it must wake the writer.");
    s.run(2).until("writes", "The lock is free: lockWrite() must return.");
    s.run(2).toEnd();
    s.run(1).toEnd("The writer is out: the waiting reader must be woken.");
  },
);

lessonTest(
  "7.4.7 RwLock wakes every waiting reader after a writer",
  (story) => {
    const s = script(story, models.writersAndReaders);
    s.run(0).until("writes");
    s.run(1).untilBlocked("A thread writes: lockRead() must wait.");
    s.run(2).untilBlocked("A thread writes: lockRead() must wait.");
    s.run(0).toEnd();
    s.run(1).until("reads", "The writer is out: every reader must be woken.");
    s.run(2).until("reads", "The writer is out: every reader must be woken.");
    s.run(3).untilBlocked("Two threads read: lockWrite() must wait.");
    s.run(1).toEnd();
    s.run(2).toEnd();
    s.run(3).toEnd("The last reader is out: lockWrite() must return.");
  },
);

lessonTest(
  "7.4.7 RwLock serves writers and readers that wait for the same writer",
  (story) => {
    const s = script(story, models.writersAndReaders);
    s.run(0).until("writes");
    s.run(1).untilBlocked("A thread writes: lockRead() must wait.");
    s.run(3).untilBlocked("A thread writes: lockWrite() must wait.");
    s.run(2).untilBlocked("A thread writes: lockRead() must wait.");
    s.run(0).toEnd();
    for (let round = 0; round < 4; round++) {
      for (const thread of [1, 2, 3]) {
        if (s.status(thread).state === "runnable") s.run(thread).steps(100);
      }
    }
    for (const thread of [1, 2, 3]) {
      equalInScript(story, s, s.status(thread).state, "finished", {
        what: `the state of thread ${thread} after all others had their turn`,
        cause:
          "whoever unlocks last must wake those that still wait, whichever kind they are.",
      });
    }
  },
);

lessonTest("7.4.7 RwLock counts hundreds of readers", async (story) => {
  await runThreads(story, new SharedArrayBuffer(BYTES), [{
    module: import.meta.resolve("./threads/rw_lock.ts"),
    run: "readOften",
    data: 300,
  }], {
    expected: "300 readers come and go, and then a writer",
    cause: "the number of readers is kept in too few bits.",
  });
});

lessonTest(
  "7.4.7 RwLock unlocks when an exception leaves the block",
  (story) => {
    checkModel(story, models.exception, {
      expected: "a block with `using` unlocks on each way out of it",
      cause: "the token's unlocking does not take the reader or writer away.",
    });
  },
);

lessonTest(
  "7.4.7 RwLock tokens unlock once, and a second time is an error",
  (story) => {
    checkModel(story, models.unlockedTwice, {
      expected:
        "unlock() through a token that unlocked before throws an Error and changes nothing",
      cause:
        "the second unlock() took away a reader or a writer that is not there.",
    });
  },
);

lessonTest("7.4.7 RwLock keeps to its byteOffset", (story: Story) => {
  const s = script(story, models.sideBySide);
  s.run(0).until("writes");
  s.run(1).toEnd("Nobody holds the second lock: lockWrite() must return.");
  s.run(0).toEnd();
  refusesBadPlaces(story, RwLock);
});
