import { checkModel, script } from "../harness/explorer/mod.ts";
import type { Script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { equalInScript } from "./in_script.ts";
import * as models from "./models/mutex_cost.ts";

const NEEDLESS =
  "unlocking calls Atomics.notify() although nobody waits. Keep in the word whether somebody may sleep: unlocked, locked, locked with waiters.";

/** Fails unless a thread locked and unlocked at the lowest cost there is. */
function assertCheap(story: Story, s: Script, thread: number, when: string) {
  const { atomic, notify, wait } = s.cost(thread);
  equalInScript(story, s, notify, 0, {
    what: `how often ${when} calls Atomics.notify()`,
    cause: NEEDLESS,
  });
  equalInScript(story, s, wait, 0, {
    what: `how often ${when} calls Atomics.wait()`,
    cause: "lock() sleeps although the mutex is free.",
  });
  equalInScript(story, s, Math.max(atomic, 2), 2, {
    what:
      `how many atomic operations ${when} takes at most, one to lock and one to unlock`,
    cause:
      "lock() or unlock() looks at the word and then changes it. compareExchange() and exchange() do both, and return what was there.",
  });
}

lessonTest(
  "7.4.4 Mutex costs two atomic operations and no notify while nobody waits",
  (story) => {
    const s = script(story, models.alone);
    s.run(0).until("unlocked once");
    assertCheap(story, s, 0, "an undisturbed lock and unlock");
    s.mark();
    s.run(0).toEnd();
    assertCheap(story, s, 0, "a second lock and unlock through one token");
  },
);

lessonTest("7.4.4 Mutex is cheap again after a quarrel", (story) => {
  const s = script(story, models.afterwards);
  s.run(0).until("holds the mutex");
  s.run(1).untilBlocked("The mutex is held: lock() must wait.");
  s.run(0).toEnd();
  s.run(1).toEnd("The mutex is free: lock() must return.");
  s.run(2).until("unlocked once");
  assertCheap(story, s, 2, "a lock and unlock after the last waiter has left");
  s.mark();
  s.run(2).toEnd();
  assertCheap(story, s, 2, "a second one");
});

lessonTest(
  "7.4.4 MutexToken.unlock() wakes one of three waiting threads",
  (story) => {
    const s = script(story, models.crowd);
    s.run(0).until("holds the mutex");
    for (const thread of [1, 2, 3]) {
      s.run(thread).untilBlocked("The mutex is held: lock() must wait.");
    }
    s.mark();
    s.run(0).until("unlocked");
    equalInScript(story, s, s.cost(0).woken, 1, {
      what: "how many of three sleeping threads an unlock wakes",
      cause:
        "Atomics.notify() without a count wakes all, and all but one of them woke for nothing.",
    });
  },
);

lessonTest(
  "7.4.4 MutexToken.lock() locks again through the same token",
  (story) => {
    const cause =
      "lock() through a token must wait as Mutex.lock() does, and mark the token as locked.";
    checkModel(story, models.twoThreads, {
      expected: "a token can lock again, and excludes other threads as before",
      cause,
    });
    checkModel(story, models.lockedTwice, {
      expected:
        "lock() through a token that holds the mutex throws an Error: it would wait for itself",
      cause:
        "lock() does not ask whether its token holds the mutex already, or does not mark the token as locked.",
    });
  },
);
