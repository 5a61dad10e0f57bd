import { Mutex } from "../../lessons/7.4-locks/mutex.ts";
import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import * as models from "./models/mutex.ts";
import { refusesBadPlaces } from "./places.ts";

const EXPECTED =
  "one thread at a time is in the critical section, and each gets its turn";
const CAUSE = {
  invariant:
    "two threads hold the mutex. Looking at the word and taking it must be one atomic step, and a thread that wakes must try again: another one may have been faster.",
  race:
    "two threads hold the mutex, or the word is read or written without Atomics.",
  assertion: "two threads held the mutex, and one overwrote the other's count.",
  deadlock:
    "a thread sleeps on an unlocked mutex. Unlock first and notify then; never forget that somebody may sleep; never sleep without saying so in the word.",
  spinning:
    "lock() asks again and again while another thread holds the mutex. Sleep in Atomics.wait() until it is unlocked.",
} as const;

lessonTest("7.4.2 Mutex.lock() lets one thread in at a time", (story) => {
  checkModel(story, models.twoThreads, { expected: EXPECTED, cause: CAUSE });
  checkModel(story, models.twoThreadsTwice, {
    expected: EXPECTED,
    cause: CAUSE,
  });
});

lessonTest(
  "7.4.2 Mutex.lock() sleeps until the holder has unlocked",
  (story) => {
    const s = script(story, models.queue);
    s.run(0).until("holds the mutex");
    s.run(1).untilBlocked(
      "The mutex is held: lock() must wait for it, asleep in Atomics.wait().",
    );
    s.run(0).toEnd();
    s.isNotBlocked(
      1,
      "The mutex is unlocked: a thread that waits must be woken.",
    );
    s.run(1).toEnd("The mutex is free: lock() must return.");
  },
);

lessonTest("7.4.2 Mutex.lock() forgets no waiter of three threads", (story) => {
  checkModel(story, models.threeThreads, {
    expected: `${EXPECTED}, and no byte outside the mutex changes`,
    cause: {
      ...CAUSE,
      deadlock:
        "a thread sleeps on an unlocked mutex. One that was woken cannot know whether others still sleep: it must leave the word saying that they may.",
      invariant:
        "two threads hold the mutex, or it writes outside its own bytes.",
    },
  });
});

lessonTest("7.4.2 Mutex.lock() looks again after each wake-up", (story) => {
  checkModel(story, models.spurious, {
    expected: `${EXPECTED}, also if Atomics.wait() returns without a notify`,
    cause: {
      ...CAUSE,
      invariant:
        "lock() takes it that whoever wakes owns the mutex: `if` stands where `while` must.",
    },
  });
});

lessonTest(
  "7.4.2 MutexToken unlocks when an exception leaves the block",
  (story) => {
    checkModel(story, models.exception, {
      expected: "a block with `using` unlocks on each way out of it",
      cause: { ...CAUSE, deadlock: "[Symbol.dispose]() does not unlock." },
    });
  },
);

lessonTest(
  "7.4.2 MutexToken unlocks once, however often it is disposed",
  (story) => {
    checkModel(story, models.disposedTwice, {
      expected: "a token that was disposed has nothing left to unlock",
      cause: {
        ...CAUSE,
        invariant:
          "a second [Symbol.dispose]() unlocked the mutex of another thread.",
        race:
          "a second [Symbol.dispose]() unlocked the mutex of another thread.",
      },
    });
  },
);

lessonTest("7.4.2 Mutex keeps to its byteOffset", (story: Story) => {
  const expected =
    "a thread can hold two mutexes that lie side by side: they are strangers";
  checkModel(story, models.sideBySide, {
    expected,
    cause:
      "the mutex uses the buffer's start instead of its byteOffset, or more bytes than BYTE_LENGTH says.",
  });
  const s = script(story, models.sideBySide);
  s.run(0).until("holds the left mutex");
  s.run(1).toEnd("Nobody holds the right mutex: lock() must return.");
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
      cause: CAUSE.deadlock,
    });
    story.equal(new Int32Array(shared)[models.DATA / 4], 10_000, {
      what: "the count of two threads that lock and count 5,000 times each",
      cause: CAUSE.invariant,
    });
  },
  { smoke: true },
);
