import { Mutex } from "../../lessons/7.4-locks/mutex.ts";
import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { because } from "./because.ts";
import * as models from "./models/mutex.ts";
import { refusesBadPlaces } from "./places.ts";
import { givesUp, waitOn } from "./patience.ts";
import { freesAnothers, freesWhileInside, whyMutex } from "./reasons/mutex.ts";

const EXPECTED =
  "one thread at a time is in the critical section, and each gets its turn";
const cause = because(whyMutex);
const expectation = { expected: EXPECTED, cause };

lessonTest("7.4.2 Mutex.lock() lets one thread in at a time", (story) => {
  checkModel(story, models.twoThreads, expectation);
  checkModel(story, models.twoThreadsTwice, expectation);
});

lessonTest(
  "7.4.2 Mutex.lock() sleeps until the holder has unlocked",
  (story) => {
    const s = script(story, models.queue, cause);
    s.run(0).until("holds the mutex");
    s.run(1, "another thread holds the mutex").untilBlocked();
    s.run(0).toEnd();
    s.run(1, "the mutex was unlocked, and the sleeper woken").toEnd();
  },
);

lessonTest("7.4.2 Mutex.lock() forgets no waiter of three threads", (story) => {
  checkModel(story, models.threeThreads, {
    expected: `${EXPECTED}, and no byte outside the mutex changes`,
    cause,
  });
});

lessonTest("7.4.2 Mutex.lock() looks again after each wake-up", (story) => {
  checkModel(story, models.spurious, {
    expected: `${EXPECTED}, also if Atomics.wait() returns without a notify`,
    cause,
  });
});

lessonTest(
  "7.4.2 Mutex.lock() waits however often another thread is faster",
  (story) => {
    const s = script(story, models.greedy, because(givesUp, whyMutex));
    for (const thread of [0, 1, 2]) s.run(thread).untilBlocked();
    waitOn(s, [1, 2], models.DATA);
  },
);

lessonTest(
  "7.4.2 Mutex.lock() forgets no waiter while another thread comes again",
  (story) => {
    checkModel(story, models.threeThreadsOneTwice, expectation);
  },
);

lessonTest(
  "7.4.2 MutexToken unlocks when an exception leaves the block",
  (story) => {
    checkModel(story, models.exception, {
      expected: "a block with `using` unlocks on each way out of it",
      cause,
    });
  },
);

lessonTest(
  "7.4.2 MutexToken unlocks once, however often it is disposed",
  (story) => {
    checkModel(story, models.disposedTwice, {
      expected: "a token that was disposed has nothing left to unlock",
      cause: because(
        freesAnothers("disposes-twice"),
        ({ kind, error }) =>
          kind === "exception" && error instanceof Error &&
            /Symbol\.dispose/.test(error.stack ?? "")
            ? "disposing-is-no-unlock"
            : undefined,
        whyMutex,
      ),
    });
    checkModel(story, models.disposedBesideNewer, {
      expected:
        "an older token of this thread, disposed again, unlocks nothing: a newer one holds the mutex",
      cause: because(freesWhileInside, whyMutex),
    });
  },
);

lessonTest("7.4.2 Mutex keeps to its byteOffset", (story: Story) => {
  const expected =
    "a thread can hold two mutexes that lie side by side: they are strangers";
  const cause = because(({ sleepers: [asleep] }) =>
    asleep?.address === 0 ? "ignores-byte-offset" : undefined
  );
  checkModel(story, models.sideBySide, { expected, cause });
  const s = script(story, models.sideBySide, cause);
  s.run(0).until("holds the left mutex");
  s.run(1, "nobody holds the right mutex").toEnd();
  refusesBadPlaces(story, Mutex);
});

lessonTest(
  "7.4.2 Mutex guards a plain count of two real threads",
  async (story) => {
    const shared = new SharedArrayBuffer(models.BYTES);
    const job = {
      module: import.meta.resolve("./threads/mutex.ts"),
      run: "count",
      data: 5_000,
    };
    await runThreads(story, shared, [job, job], {
      expected: "two threads that lock 5,000 times each come to an end",
    });
    story.equal(new Int32Array(shared)[models.DATA / 4], 10_000, {
      what: "the count of two threads that lock and count 5,000 times each",
    });
  },
  { smoke: true },
);
