import { equal } from "@std/assert";
import { RwLock } from "../../lessons/7.4-locks/rw_lock.ts";
import { script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { because } from "./because.ts";
import { equalInScript } from "./in_script.ts";
import { BYTES, DATA, OFFSET, WRITER } from "./models/rw_lock.ts";
import * as models from "./models/rw_lock_script.ts";
import { refusesBadPlaces } from "./places.ts";
import { givesUp, waitOn } from "./patience.ts";
import { whyRwLock } from "./reasons/rw_lock.ts";

const cause = because(whyRwLock);

lessonTest("7.4.7 RwLock.lockRead() lets readers in side by side", (story) => {
  const s = script(story, models.readersAndWriter, cause);
  s.run(0).until("reads");
  s.run(1, "another thread reads: reading beside it is fine").until("reads");
  s.run(3, "two threads read: a third one may come and go").toEnd();
});

lessonTest(
  "7.4.7 RwLock.lockWrite() waits for the last reader, who wakes it",
  (story) => {
    const s = script(story, models.readersAndWriter, cause);
    s.run(0).until("reads");
    s.run(1).until("reads");
    s.run(2, "two threads read: lockWrite() must wait").untilBlocked();
    s.run(0).toEnd();
    if (s.status(2).state === "runnable") {
      s.run(2, "one thread still reads: lockWrite() must wait").untilBlocked();
    }
    s.run(1).toEnd();
    s.run(2, "the last reader is out, and wakes the writer").toEnd();
  },
);

lessonTest(
  "7.4.7 RwLock lets a waiting writer in, and then the reader behind it",
  (story) => {
    const s = script(story, models.readersAndWriter, cause);
    s.run(0).until("reads");
    s.run(2, "a thread reads: lockWrite() must wait").untilBlocked();
    s.run(
      1,
      "a writer waits: lockRead() must wait behind it, or a stream of readers keeps the writer out for ever",
    ).untilBlocked();
    s.run(0).toEnd();
    if (s.status(2).state === s.status(1).state) {
      s.run(1, "the writer comes first: lockRead() must wait behind it")
        .untilBlocked(because(() => "wakes-readers-beside-the-writer"));
    }
    s.run(2, "the last reader is out, and wakes the writer").until("writes");
    s.run(2).toEnd();
    s.run(1, "the writer is out: the waiting reader must be woken").toEnd();
  },
);

lessonTest(
  "7.4.7 RwLock.lockRead() looks again for waiting writers after it slept",
  (story) => {
    const s = script(story, models.readersAndWriter, cause);
    s.run(0).until("reads");
    s.run(2, "a thread reads: lockWrite() must wait").untilBlocked();
    s.run(1, "a writer waits: lockRead() must wait behind it").untilBlocked();
    s.wakeSpuriously(1);
    s.run(
      1,
      "the writer waits still: a reader that was woken must wait behind it, as any other",
    ).untilBlocked();
  },
);

lessonTest(
  "7.4.7 RwLock wakes every waiting reader after a writer",
  (story) => {
    const s = script(story, models.writersAndReaders, cause);
    s.run(0).until("writes");
    s.run(1, "a thread writes: lockRead() must wait").untilBlocked();
    s.run(2, "a thread writes: lockRead() must wait").untilBlocked();
    s.run(0).toEnd();
    s.run(1, "the writer is out: every reader must be woken").until("reads");
    s.run(2, "the writer is out: every reader must be woken").until("reads");
    s.run(3, "two threads read: lockWrite() must wait").untilBlocked();
    s.run(1).toEnd();
    s.run(2).toEnd();
    s.run(3, "the last reader is out: lockWrite() must return").toEnd();
  },
);

lessonTest(
  "7.4.7 RwLock serves writers and readers that wait for the same writer",
  (story) => {
    const s = script(story, models.writersAndReaders, cause);
    s.run(0).until("writes");
    s.run(1, "a thread writes: lockRead() must wait").untilBlocked();
    s.run(3, "a thread writes: lockWrite() must wait").untilBlocked();
    s.run(2, "a thread writes: lockRead() must wait").untilBlocked();
    s.run(0).toEnd();
    if (s.status(2).state === s.status(3).state) {
      s.run(2, "the writer came before it: lockRead() must wait behind it")
        .untilBlocked(because(() => "wakes-readers-beside-the-writer"));
    }
    for (let round = 0; round < 4; round++) {
      for (const thread of [1, 2, 3]) {
        if (s.status(thread).state === "runnable") s.run(thread).steps(100);
      }
    }
    for (const thread of [1, 2, 3]) {
      equalInScript(s, s.status(thread).state, "finished", {
        what: `the state of thread ${thread} after all others had their turn`,
        cause,
      });
    }
  },
);

lessonTest(
  "7.4.7 RwLock keeps threads waiting however often another one is faster",
  (story) => {
    const s = script(story, models.greedy, because(givesUp, whyRwLock));
    for (const thread of [0, 1, 2]) s.run(thread).untilBlocked();
    waitOn(s, [1, 2], DATA);
  },
);

/** The words of the lock when these threads have come so far. */
function wordsOf(
  model: typeof models.readersAndWriter,
  threads: number[],
  label: string,
): number[] {
  const s = script(new Story(), model, cause);
  for (const thread of threads) s.run(thread).until(label);
  return [...s.words().subarray(OFFSET / 4, DATA / 4 - 1)];
}

lessonTest(
  "7.4.7 RwLock.lockRead() counts no reader in that would look like a writer",
  (story) => {
    const { readersAndWriter, writersAndReaders, heldBy } = models;
    // Whoever counts in another way has another limit, or none.
    const isCounted = equal(
      [
        wordsOf(readersAndWriter, [0], "reads"),
        wordsOf(readersAndWriter, [0, 1], "reads"),
        wordsOf(writersAndReaders, [0], "writes"),
      ],
      [1, 2, WRITER].map(heldBy),
    );
    if (!isCounted) return;
    story.did("the state was set to WRITER - 3: so many readers hold the lock");
    const s = script(story, models.crowded);
    s.run(
      0,
      "with WRITER - 1 readers inside, lockRead() must wait: one more would look like a WRITER",
    ).untilBlocked(
      because(({ words }) =>
        words[OFFSET / 4] === WRITER
          ? "last-reader-looks-like-a-writer"
          : undefined
      ),
    );
  },
);

lessonTest("7.4.7 RwLock counts hundreds of readers", async (story) => {
  await runThreads(story, new SharedArrayBuffer(BYTES), [{
    module: import.meta.resolve("./threads/rw_lock.ts"),
    run: "readOften",
    data: 300,
  }], {
    expected: "300 readers come and go, and then a writer",
  });
});

lessonTest("7.4.7 RwLock keeps to its byteOffset", (story: Story) => {
  const s = script(
    story,
    models.sideBySide,
    because(({ sleepers: [asleep] }) =>
      asleep !== undefined && asleep.address < RwLock.BYTE_LENGTH
        ? "ignores-byte-offset"
        : undefined
    ),
  );
  s.run(0).until("writes");
  s.run(1, "nobody holds the second lock").toEnd();
  s.run(0).toEnd();
  refusesBadPlaces(story, RwLock);
});
