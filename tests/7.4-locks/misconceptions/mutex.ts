import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "742-a-mutex-that-sleeps";

/** Mistakes with a mutex that sleeps. */
export const mutex = {
  "lock-takes-nothing": {
    says:
      "lock() returns without having changed the word, so nobody can see that the mutex is held.",
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
      "The end of the block does not unlock: [Symbol.dispose]() marks the token, and the mutex stays locked for good.",
    section,
    about: ["MutexToken[Symbol.dispose]()"],
  },
  "unlock-gives-up": {
    says:
      "The unlock frees the word only if that says what the unlock expects. A thread that is about to sleep has marked it just before, nothing is freed, and nobody tries again.",
    section,
    about: ["release()"],
  },
  "unlock-leaves-it-locked": {
    says:
      "The unlock takes something away from the word, and what is left does not say that the lock is free: to all others it is still held.",
    section,
    about: ["RwLock.unlockWrite()", "release()"],
  },
  "marks-a-free-mutex": {
    says:
      "A thread that is about to sleep writes its mark without looking at what it overwrites. The mutex was freed just before, and now looks held, by nobody.",
    section,
  },
  "frees-without-a-notify": {
    says:
      "A thread frees a mutex that others sleep on, and does not notify, as it has seen something else by then. Whoever took the mutex meanwhile does not know of the sleepers: what the word was when you freed it decides.",
    section,
  },
  "disposing-is-no-unlock": {
    says:
      "[Symbol.dispose]() throws when the token has unlocked already. `using` calls it at the end of each block, also after an unlock(): it then has nothing to do.",
    section,
    about: ["MutexToken[Symbol.dispose]()"],
  },
  "disposes-twice": {
    says:
      "A token that was disposed before unlocks once more. By then the mutex may be another thread's, and a third one comes in beside it.",
    section,
    about: ["MutexToken[Symbol.dispose]()"],
  },
} satisfies Catalogue;
