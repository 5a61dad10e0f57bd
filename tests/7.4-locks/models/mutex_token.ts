import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { refusal } from "../refusal.ts";
import { assertBumped, bump, BYTES, Mutex, OFFSET, WORDS } from "./mutex.ts";

const lock: Thread = (shared, t) => {
  using _token = new Mutex(shared, OFFSET).lock();
  t.inside("the critical section", () => bump(shared));
};

/** Counts if the mutex is free, and tells whether it was. */
const attempt: Thread = (shared, t) => {
  const mutex = new Mutex(shared, OFFSET);
  using token = t.neverWaits(
    "lockIfAvailable()",
    () => mutex.lockIfAvailable(),
  );
  t.log(token !== null);
  if (token === null) return;
  t.inside("the critical section", () => bump(shared));
};

const attemptThenLock: Thread = (shared, t) => {
  attempt(shared, t);
  lock(shared, t);
};

/** How many of the threads' attempts found the mutex free. */
function successes(logs: readonly (readonly unknown[])[]): number {
  return logs.flat().filter((value) => value === true).length;
}

/** Two threads that try, and lock if they must. */
export const attempts: Model = {
  name: "7.4.3-attempts",
  bytes: BYTES,
  words: WORDS,
  threads: [attemptThenLock, attemptThenLock],
  final: (words, logs) => assertBumped(words, 2 + successes(logs)),
};

/** A thread tries while one holds the mutex and another sleeps on it. */
export const attemptOnQueue: Model = {
  ...attempts,
  name: "7.4.3-attempt-on-queue",
  threads: [lock, lock, attempt],
};

/** A holder that a script can freeze, and a thread that only tries. */
export const frozenHolder: Model = {
  name: "7.4.3-frozen-holder",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t) => {
    using _token = new Mutex(shared, OFFSET).lock();
    t.reach("holds the mutex");
  }, attempt],
};

/** A thread that tries while another holds the mutex. */
export const triedInVain: Model = {
  name: "7.4.3-tried-in-vain",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t) => {
    using _token = new Mutex(shared, OFFSET).lock();
    t.reach("holds the mutex");
  }, attempt],
};

/** A thread that tries while it holds the mutex itself, in either way. */
export const triedByHolder: Model = {
  ...triedInVain,
  name: "7.4.3-tried-by-holder",
  threads: [(shared, t: ThreadContext) => {
    const mutex = new Mutex(shared, OFFSET);
    for (const take of [() => mutex.lock(), () => mutex.lockIfAvailable()]) {
      using _token = take();
      const again = t.neverWaits(
        "lockIfAvailable()",
        () => mutex.lockIfAvailable(),
      );
      t.assert(
        again === null,
        "This thread holds the mutex, and lockIfAvailable() returned a token.",
      );
    }
  }],
};

/** A thread that tries, and holds what it got; another that locks. */
export const triedAndHeld: Model = {
  name: "7.4.3-tried-and-held",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const token = new Mutex(shared, OFFSET).lockIfAvailable();
    t.log(token !== null);
    t.assert(
      token !== null,
      "Nobody held the mutex, and lockIfAvailable() returned null.",
    );
    t.reach("holds the mutex");
    t.assert(token.locked, "The token of a held mutex says 'locked: false'.");
    token.unlock();
    t.log(token.locked);
    t.assert(!token.locked, "The token says 'locked: true' after unlock().");
  }, lock],
};

/** Where a thread stands when an unlock() too many was refused. */
export const REFUSED = "unlock() threw an error";

/** A thread that unlocks twice, while others may hold the mutex. */
export const unlockedTwice: Model = {
  ...attempts,
  name: "7.4.3-unlocked-twice",
  threads: [(shared, t: ThreadContext) => {
    const token = new Mutex(shared, OFFSET).lock();
    token.unlock();
    t.log(token.locked);
    t.reach("unlock() again");
    const error = refusal(() => token.unlock());
    t.assert(error, "A second unlock() through one token threw no error.");
    t.reach(REFUSED);
    token[Symbol.dispose]();
    lock(shared, t);
  }, lock],
  final: (words) => assertBumped(words, 2),
};

/** As {@linkcode unlockedTwice}, after the block's end unlocked. */
export const unlockedAfterBlock: Model = {
  ...unlockedTwice,
  name: "7.4.3-unlocked-after-block",
  threads: [(shared, t: ThreadContext) => {
    const token = new Mutex(shared, OFFSET).lock();
    token[Symbol.dispose]();
    t.log(token.locked);
    t.reach("unlock() after the block's end");
    const error = refusal(() => token.unlock());
    t.assert(error, "unlock() after the block's end threw no error.");
    t.reach(REFUSED);
    lock(shared, t);
  }, lock],
};

/** As {@linkcode unlockedTwice}, while this thread has a newer token. */
export const unlockedBesideNewer: Model = {
  ...unlockedTwice,
  name: "7.4.3-unlocked-beside-newer",
  threads: [(shared, t: ThreadContext) => {
    const mutex = new Mutex(shared, OFFSET);
    const older = mutex.lock();
    older.unlock();
    using newer = mutex.lock();
    t.reach("unlock() through the older token");
    const error = refusal(() => older.unlock());
    t.assert(
      error,
      "unlock() through an older token, which had unlocked, threw no error while a newer one of the same thread held the mutex.",
    );
    t.reach(REFUSED);
    older[Symbol.dispose]();
    t.assert(
      newer.locked,
      "The newer token says 'locked: false' after the older one's unlock() was refused.",
    );
    t.inside("the critical section", () => bump(shared));
  }, lock],
};

/** A mutex whose bytes are zeroed under its holder: it is unlocked then. */
export const wiped: Model = {
  name: "7.4.3-wiped",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const token = new Mutex(shared, OFFSET).lock();
    const words = new Int32Array(shared, OFFSET, Mutex.BYTE_LENGTH / 4);
    for (let i = 0; i < words.length; i++) Atomics.store(words, i, 0);
    t.reach("unlock() of the mutex that is not locked");
    const error = refusal(() => token.unlock());
    t.log(error !== undefined);
    t.assert(error, "unlock() of a mutex that is not locked threw no error.");
    for (let i = 0; i < words.length; i++) {
      t.assert(
        Atomics.load(words, i) === 0,
        "unlock() threw an error and changed the mutex nevertheless.",
      );
    }
  }],
};
