// Your own code can be asked, too: here the mutex of step 7.4.2, by two threads
// that are inside one after the other, and a count that loses nothing.

import type {
  Model,
  Thread,
  ThreadContext,
} from "../../../tests/harness/explorer/mod.ts";
import { Mutex } from "../../../lessons/7.4-locks/mutex.ts";

const COUNT = Mutex.BYTE_LENGTH / 4;

const counts: Thread = (shared, t: ThreadContext) => {
  const words = new Int32Array(shared);
  using _token = new Mutex(shared, 0).lock();
  t.inside("the critical section", () => {
    // A plain read and a plain write: the mutex must order them.
    words[COUNT] = (words[COUNT] ?? 0) + 1;
  });
};

export const ownMutex: Model = {
  name: "own-mutex",
  bytes: Mutex.BYTE_LENGTH + 4,
  threads: [counts, counts],
  words: { 0: "mutex", [Mutex.BYTE_LENGTH]: "count" },
  final(words) {
    if (words[COUNT] !== 2) throw new Error(`2 counts made ${words[COUNT]}`);
  },
};
