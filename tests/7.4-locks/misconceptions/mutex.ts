import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "742-a-mutex-that-sleeps";
const unlocking = {
  "7.4.2": section,
  "7.4.7": "747-many-readers-or-one-writer",
};

/** Mistakes with a mutex that sleeps. */
export const mutex = {
  "lock-takes-nothing": {
    says:
      "lock() returns without having changed the word, so nobody can see that the mutex is held.",
    section,
    about: ["acquire()"],
  },
  "takes-what-is-held": {
    says:
      "A thread finds in the word that the mutex is held, and goes on as if it had taken it. LOCKED says so, and CONTENDED does, too: a thread has the mutex only when its operation has found UNLOCKED there.",
    section,
    about: ["acquire()"],
  },
  "unlocks-in-two-operations": {
    says:
      "The unlock reads the word with one operation and frees it with another. A thread that marks between the two that it will sleep is overlooked, and nobody wakes it.",
    section,
  },
  "never-unlocks": {
    says:
      "The end of the block does not free the mutex, which stays locked for good: [Symbol.dispose]() calls release(), once, and release() changes the word.",
    section,
    about: ["MutexToken[Symbol.dispose]()", "release()"],
  },
  "unlock-gives-up": {
    says:
      "The unlock frees the word only if that says what the unlock expects. A thread that sleeps, or is about to, has marked it: nothing is freed, the word goes on saying that the lock is held, and nobody tries again.",
    section: unlocking,
    about: ["RwLock.unlockWrite()", "release()"],
  },
  "unlock-leaves-it-locked": {
    says:
      "The unlock leaves something in the word that does not say that the lock is free: others take it for held.",
    section: unlocking,
    about: ["RwLock.unlockWrite()", "release()"],
  },
  "marks-a-free-mutex": {
    says:
      "A thread changes the word of a mutex that is free, and sleeps all the same: the mutex now looks held, by nobody. What stood in the word just when the thread changed it decides whether it may sleep.",
    section,
  },
  "sleeps-unmarked": {
    says:
      "A thread sleeps while the mutex says LOCKED, as if nobody waited, and whoever unlocks then wakes nobody. Write CONTENDED before each sleep, and tell Atomics.wait() this value and no other: a mark may be gone again when you sleep.",
    section,
    about: ["acquire()"],
  },
  "wipes-the-mark": {
    says:
      "A thread writes LOCKED over the CONTENDED of another one, which sleeps by then: the unlock finds no mark, and wakes nobody. Once another thread may sleep, the mark stays until the unlock.",
    section,
    about: ["acquire()"],
  },
  "frees-without-a-notify": {
    says:
      "A thread frees a mutex that others sleep on, and does not notify. What the word was when you freed it decides, and not what it is before or afterwards: whoever takes the mutex meanwhile does not know of the sleepers.",
    section,
  },
  "hands-over-to-the-woken": {
    says:
      "The unlock frees the word only after its notify, and a thread that wakes goes on without a look at the word. A wake-up may be for nothing, and a notify misses a thread that is just about to sleep: free the word first and wake then, and let whoever wakes look again.",
    section,
    about: ["acquire()", "release()"],
  },
  "disposing-is-no-unlock": {
    says:
      "[Symbol.dispose]() throws when the token has unlocked already. `using` calls it at the end of each block, also after an unlock(): it then has nothing to do.",
    section,
    about: ["MutexToken[Symbol.dispose]()"],
  },
  "disposes-twice": {
    says:
      "A token that was disposed before unlocks once more. By then another thread may hold the mutex, or this thread by a newer token, and whoever locks next comes in beside the one that holds it. Each token must know for itself that it has unlocked.",
    section,
    about: ["MutexToken[Symbol.dispose]()"],
  },
} satisfies Catalogue;
