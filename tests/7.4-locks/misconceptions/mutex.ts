import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "742-a-mutex-that-sleeps";

/** Mistakes with a mutex that sleeps. */
export const mutex = {
  "lock-takes-nothing": {
    says:
      "lock() returns without having changed the word, so nobody can see that the mutex is held.",
    section,
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
  },
  "disposes-twice": {
    says:
      "A token that was disposed before unlocks once more. By then the mutex may be another thread's, and a third one comes in beside it.",
    section,
  },
} satisfies Catalogue;
