import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "747-many-readers-or-one-writer";

/** Mistakes with readers and writers. */
export const rwLock = {
  "counts-readers-wrong": {
    says:
      "What a thread takes away from the state when it leaves is not what it has added. The state then says that nobody reads while others do, or that somebody does while nobody is there.",
    section,
    about: [
      "RwLock.lockWrite()",
      "RwLock.unlockRead()",
      "RwLock.unlockWrite()",
      "RwLock.wake()",
    ],
  },
  "readers-exclude-each-other": {
    says:
      "A reader waits for another reader although no writer is there. Readers may be inside together: only if READERS says WRITER, which is all of its bits, a writer is in.",
    section,
    about: ["RwLock.lockRead()"],
  },
  "readers-pass-waiting-writers": {
    says:
      "A reader comes in although a writer waits. The writer waits for ever, as long as one reader comes before the last has left.",
    section,
    about: ["RwLock.lockRead()"],
  },
  "reader-beside-a-writer": {
    says:
      "A reader counts itself in while a writer holds the lock, be it for a moment: the bits of READERS are all set then, and one more runs into the flags, or past both of them into the word's sign.",
    section,
    about: ["RwLock.lockRead()"],
  },
  "unlocks-without-this": {
    says:
      "A method is handed over without its object, as with `new RwLockToken(this.#unlockRead)`: `this` is undefined in it when the token calls it. Hand over a function that calls the method of this object: `() => this.#unlockRead()`.",
    section,
    about: ["RwLock.lockRead()", "RwLock.lockWrite()"],
  },
  "last-reader-looks-like-a-writer": {
    says:
      "lockRead() counts one reader in too many: their number is WRITER then, and all others take them for a writer. A reader waits as long as one more would make WRITER.",
    section,
    about: ["RwLock.lockRead()"],
  },
  "sleeps-without-its-flag": {
    says:
      "A thread goes to sleep without its flag in the state. Whoever unlocks sees no flag, and wakes nobody.",
    section,
    about: ["RwLock.lockRead()", "RwLock.lockWrite()"],
  },
  "sleeps-though-its-flag-is-gone": {
    says:
      "A writer sets its flag and goes to sleep. In between, somebody has unlocked and taken the flag away, and another thread has taken the lock: it sees no flag when it unlocks, and wakes nobody. The last look before the sleep asks two things: is the lock held, and is the flag still there?",
    section,
    about: ["RwLock.lockWrite()"],
  },
  "sets-its-flag-once": {
    says:
      "A writer that was woken finds the lock taken again, and does not set WRITERS_WAIT again. Whoever wakes it has taken the flag back, and without it the writer does not sleep but goes round and round: set it each time that the state does not have it.",
    section,
    about: ["RwLock.lockWrite()"],
  },
  "sleeps-on-the-other-word": {
    says:
      "A thread sets the flag of those that sleep on one word, and sleeps on the other one: readers sleep on STATE, writers on WRITER_NOTIFY. Whoever sees the flag wakes the others.",
    section,
    about: ["RwLock.lockRead()", "RwLock.lockWrite()"],
  },
  "writer-beside-readers": {
    says:
      "lockWrite() takes the lock although readers are counted in the state.",
    section,
    about: ["RwLock.lockWrite()"],
  },
  "sleeps-without-a-last-look": {
    says:
      "A writer reads the number of wake-ups and sleeps, without another look at the state. The lock may have become free before it read: that wake-up is in the number already.",
    section,
  },
  "reader-waits-behind-readers": {
    says:
      "A reader that lost a race against another reader goes to sleep, as if a writer were there. Losing a race is a reason to look again.",
    section,
  },
  "reader-passes-waiting-readers": {
    says:
      "A reader comes in while others still sleep. Whoever was about to wake those sees that the lock was taken, and leaves it at that: they sleep beside a reader. A flag, whichever it is, says that one has to wait.",
    section,
    about: ["RwLock.lockRead()"],
  },
  "last-out-wakes-nobody": {
    says:
      "The last one out wakes none of those that wait. Either #wake() is not called, or it does not get as far as a notify with the state that it is given: Atomics.sub() and the like return what was there before. Whoever takes back a flag wakes those that it stands for.",
    section,
    about: ["RwLock.unlockRead()", "RwLock.unlockWrite()", "RwLock.wake()"],
  },
  "wakes-by-some-of-the-flags": {
    says:
      "The last one out wakes somebody for some of the flags, and nobody for those that it leaves in the state here. READERS_WAIT, WRITERS_WAIT or both: each time threads wait, and somebody is to be woken.",
    section,
    about: ["RwLock.unlockRead()", "RwLock.unlockWrite()", "RwLock.wake()"],
  },
  "wakes-while-one-still-reads": {
    says:
      "The reader before the last one tries to wake, when the lock is not free yet, and the last one does not.",
    section,
  },
  "wipes-the-flags": {
    says:
      "An unlock takes away a flag of those that wait, together with the lock, and does not wake them. Only whoever wakes those that a flag stands for takes it back.",
    section,
    about: ["RwLock.unlockRead()", "RwLock.unlockWrite()", "RwLock.wake()"],
  },
  "drops-a-flag": {
    says:
      "A flag is taken out of the state while somebody holds the lock. Those that it stands for still wait, and whoever unlocks does not see it, and wakes nobody.",
    section,
    about: ["RwLock.lockRead()", "RwLock.lockWrite()", "RwLock.unlockRead()"],
  },
  "takes-and-drops-the-flags": {
    says:
      "A writer that takes the lock drops a flag of those that wait. Whoever unlocks does not see it, and wakes nobody.",
    section,
    about: ["RwLock.lockWrite()"],
  },
  "overwrites-the-state": {
    says:
      "The state is stored as if nobody else could have changed it. A thread that has taken the lock since you looked is not in it any more: #swap() notices that.",
    section,
    about: ["RwLock.wake()"],
  },
  "wakes-readers-before-the-writer": {
    says:
      "Readers are woken while a writer sleeps. They see that a writer waits and sleep again, and nobody wakes the writer.",
    section,
    about: ["RwLock.wake()"],
  },
  "wakes-one-reader": {
    says:
      "One of the waiting readers is woken. All of them could read now, and nobody is left to wake the others.",
    section,
    about: ["RwLock.wake()"],
  },
  "leaves-the-flag-of-whom-it-woke": {
    says:
      "Readers are woken while their flag stays in the state. They look, see that somebody waits, and sleep again: they wait for themselves.",
    section,
    about: ["RwLock.wake()"],
  },
  "waits-for-the-flags": {
    says:
      "A writer waits although nobody holds the lock: it takes it only when the state is 0. The flags say who waits. Whether somebody is in, only the bits of READERS say.",
    section,
    about: ["RwLock.lockWrite()"],
  },
  "wakes-readers-beside-the-writer": {
    says:
      "Readers are woken together with a writer that waits, and may come in before it, also those that came later. Wake one writer, or all readers if no writer waits.",
    section,
    about: ["RwLock.wake()", "RwLock.unlockWrite()"],
  },
  "leaves-the-writers-flag": {
    says:
      "The flag of writers stays in the state though no writer waits, and nobody takes it back. Readers wait behind a writer that is not there.",
    section,
    about: ["RwLock.wake()"],
  },
  "stays-counted": {
    says:
      "A reader that leaves tries once to count itself out, and another thread has changed the state just then. It is counted for ever, and no writer comes in.",
    section,
    about: ["RwLock.unlockRead()"],
  },
  "forgets-the-readers": {
    says:
      "Whoever wakes a writer takes back the flag of the readers, too. The writer then does not see that readers wait, and wakes none.",
    section,
    about: ["RwLock.wake()"],
  },
  "counts-on-a-writer-not-asleep": {
    says:
      "Atomics.notify() has woken no writer, as none was asleep, and nobody wakes the readers. #wakeWriter() must return false then, and #wake() must go by that and wake them.",
    section,
    about: ["RwLock.wakeWriter()", "RwLock.wake()"],
  },
  "gives-up-when-a-flag-came-in": {
    says:
      "The state changed before the swap, and your code gives up waking. Only a thread that has taken the lock will wake the others; one that has set its flag relies on you.",
    section,
    about: ["RwLock.wake()"],
  },
} satisfies Catalogue;
