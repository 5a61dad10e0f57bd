import { checkModel, script } from "../harness/explorer/mod.ts";
import type { Script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { because, meaningOf } from "./because.ts";
import { equalInScript } from "./in_script.ts";
import { OFFSET } from "./models/mutex.ts";
import * as models from "./models/mutex_cost.ts";
import { whyMutex } from "./reasons/mutex.ts";
import {
  takenAsContended,
  whyInItsOwnLoop,
  whyRelock,
} from "./reasons/mutex_token.ts";

/** Fails if a thread notified, where nobody waits. */
function assertNoNotify(s: Script, thread: number, when: string) {
  equalInScript(s, s.cost(thread).notify, 0, {
    what: `how often ${when} calls Atomics.notify()`,
    cause: because((happened) => {
      const by = takenAsContended(happened, thread);
      return by === undefined
        ? {
          id: "notifies-without-sleepers",
          by: happened.events.findLast(({ kind }) => kind === "notify"),
        }
        : { id: "takes-free-as-contended", by };
    }),
  });
}

/** Fails unless a thread locked and unlocked at the lowest cost there is. */
function assertCheap(s: Script, thread: number, when: string) {
  assertNoNotify(s, thread, when);
  const { atomic, wait } = s.cost(thread);
  equalInScript(s, wait, 0, {
    what: `how often ${when} calls Atomics.wait()`,
  });
  equalInScript(s, Math.max(atomic, 2), 2, {
    what:
      `how many atomic operations ${when} takes at most, one to lock and one to unlock`,
    cause: because(({ events }) => {
      const by = events.findLast((one) =>
        one.thread === thread && one.kind === "load"
      );
      return by && { id: "looks-before-it-takes", by };
    }),
  });
}

lessonTest(
  "7.4.4 MutexToken.lock() locks again through the same token",
  (story) => {
    const cause = because(whyRelock, whyMutex);
    checkModel(story, models.twoThreads, {
      expected: "a token can lock again, and excludes other threads as before",
      // First: of a loop that never sleeps, the explorer knows less.
      cause: (happened) => {
        const own = whyInItsOwnLoop(happened);
        return own ? meaningOf(own, happened) : cause(happened);
      },
    });
    checkModel(story, models.lockedTwice, {
      expected:
        "lock() through a token that holds the mutex throws an Error: it would wait for itself",
      cause,
    });
    const s = script(story, models.relockers, cause);
    for (const thread of [1, 2]) s.run(thread).until("unlocked once");
    s.run(0).until("holds the mutex");
    for (const thread of [1, 2]) {
      s.run(thread, "another thread holds the mutex").untilBlocked();
    }
    s.run(0).toEnd();
    // Whichever was woken goes first.
    const first = s.status(1).state === "asleep" ? 2 : 1;
    s.run(first, "the mutex is free").toEnd();
    s.run(3 - first, "the other thread has unlocked, too").toEnd();
  },
);

lessonTest(
  "7.4.4 Mutex costs two atomic operations and no notify while nobody waits",
  (story) => {
    const s = script(story, models.alone, because(whyRelock));
    s.run(0).until("unlocked once");
    assertCheap(s, 0, "an undisturbed lock and unlock");
    s.mark();
    s.run(0).toEnd();
    assertCheap(s, 0, "a second lock and unlock through one token");
    const other = script(story, models.tried, because(whyRelock));
    other.run(0).toEnd();
    assertNoNotify(other, 0, "a lockIfAvailable() and an unlock");
  },
);

lessonTest("7.4.4 Mutex is cheap again after a quarrel", (story) => {
  const s = script(story, models.afterwards, because(whyRelock));
  s.run(0).until("holds the mutex");
  s.run(1, "the mutex is held").untilBlocked();
  s.run(0).toEnd();
  s.run(1, "the mutex is free").toEnd();
  s.run(2).until("unlocked once");
  assertCheap(s, 2, "a lock and unlock after the last waiter has left");
  s.mark();
  s.run(2).toEnd();
  assertCheap(s, 2, "a second one");
});

lessonTest(
  "7.4.4 MutexToken.unlock() wakes one of three waiting threads",
  (story) => {
    const s = script(story, models.crowd, because(whyRelock));
    s.run(0).until("holds the mutex");
    for (const thread of [1, 2, 3]) {
      s.run(thread, "the token has locked the mutex again")
        .untilBlocked(
          because(({ words }) =>
            words[OFFSET / 4] === 0 ? "relock-takes-nothing" : undefined
          ),
        );
    }
    s.mark();
    s.run(0).until("unlocked");
    const { woken } = s.cost(0);
    equalInScript(s, woken, 1, {
      what: "how many of three sleeping threads an unlock wakes",
      cause: because(() => woken > 1 ? "wakes-all-for-one" : undefined),
    });
  },
);
