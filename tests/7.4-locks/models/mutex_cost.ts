import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { refusal } from "../refusal.ts";
import { assertBumped, bump, BYTES, Mutex, OFFSET, WORDS } from "./mutex.ts";

/** What a token says that has locked again, and does not know it. */
export const UNMARKED =
  "lock() has returned, and its token says 'locked: false'.";

/** Locks twice through one token, counts each time, and may ask the token. */
function lockAgain(asks: boolean): Thread {
  return (shared, t: ThreadContext) => {
    using token = new Mutex(shared, OFFSET).lock();
    t.inside("the critical section", () => bump(shared));
    token.unlock();
    t.reach("unlocked once");
    token.lock();
    t.inside("the critical section", () => bump(shared));
    if (asks) t.assert(token.locked, UNMARKED);
  };
}

/** Asks nothing: a token may look at the word, which is no part of a price. */
const again = lockAgain(false);
const asking = lockAgain(true);

/** A thread alone, which a script stops between two rounds. */
export const alone: Model = {
  name: "7.4.4-alone",
  bytes: BYTES,
  words: WORDS,
  threads: [again],
  final: (words) => assertBumped(words, 2),
};

/** A thread that takes a free mutex by lockIfAvailable(), and unlocks. */
export const tried: Model = {
  name: "7.4.4-tried",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared) => {
    using _token = new Mutex(shared, OFFSET).lockIfAvailable();
  }],
};

/** Two threads that lock twice each, through one token. */
export const twoThreads: Model = {
  ...alone,
  name: "7.4.4-two-threads",
  threads: [asking, asking],
  final: (words) => assertBumped(words, 4),
};

/** A holder that locked again, and three threads that want the mutex. */
export const crowd: Model = {
  name: "7.4.4-crowd",
  bytes: BYTES,
  words: WORDS,
  threads: [
    (shared, t) => {
      const token = new Mutex(shared, OFFSET).lock();
      token.unlock();
      token.lock();
      t.reach("holds the mutex");
      token.unlock();
      t.reach("unlocked");
    },
    again,
    again,
    again,
  ],
};

/** A holder, and two threads that want the mutex again, by a token's lock(). */
export const relockers: Model = {
  name: "7.4.4-relockers",
  bytes: BYTES,
  words: WORDS,
  threads: [
    (shared, t) => {
      using _token = new Mutex(shared, OFFSET).lock();
      t.reach("holds the mutex");
    },
    again,
    again,
  ],
};

/** A quarrel of two threads, and a third one that comes when it is over. */
export const afterwards: Model = {
  name: "7.4.4-afterwards",
  bytes: BYTES,
  words: WORDS,
  threads: [
    (shared, t) => {
      using _token = new Mutex(shared, OFFSET).lock();
      t.reach("holds the mutex");
    },
    (shared) => {
      using _token = new Mutex(shared, OFFSET).lock();
    },
    again,
  ],
};

/** A thread that locks through a token which holds the mutex already. */
export const lockedTwice: Model = {
  name: "7.4.4-locked-twice",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const token = new Mutex(shared, OFFSET).lock();
    const error = refusal(() => token.lock());
    t.assert(error, "lock() through a token that holds the mutex succeeded.");
    t.assert(token.locked, "The refused lock() unlocked the mutex.");
    token.unlock();
    token.lock();
    t.assert(token.locked, "The token says 'locked: false' after lock().");
    token.unlock();
  }],
};
