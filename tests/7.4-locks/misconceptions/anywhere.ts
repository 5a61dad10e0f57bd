import type { Catalogue } from "../../harness/story/misconceptions.ts";

const CONSTRUCTORS = ["Condition", "Counter", "Mutex", "RwLock", "Semaphore"]
  .map((name) => `${name}.constructor()`);

/** Mistakes that any of the lesson's classes may show. */
export const anywhere = {
  "state-outside-of-the-buffer": {
    says:
      "Something outside of the buffer decides what a thread does, such as a variable of the module, a static field, or a lock in a buffer of your own. Each worker has its own copy of those: all that one thread leaves for another belongs in the buffer.",
    section: "in-deno",
  },
  "polls": {
    says:
      "A thread that must wait sleeps for a short time and looks again, however long that lasts. It must sleep without such a limit, until whoever changes the word wakes it.",
    section: "from-spinning-to-sleeping",
    about: [
      "Condition.sleep()",
      "RwLock.lockRead()",
      "RwLock.lockWrite()",
      "Semaphore.acquire()",
      "acquire()",
    ],
  },
  "spins": {
    says:
      "A thread goes round and round and never sleeps. One that waits for another sleeps until that wakes it, or it takes a processor from the very thread that it waits for; one that tries again goes by what is in the word now.",
    section: "from-spinning-to-sleeping",
    about: [
      "Condition.waitFor()",
      "Counter.increment()",
      "RwLock.lockRead()",
      "RwLock.lockWrite()",
      "Semaphore.acquire()",
      "Semaphore.release()",
      "acquire()",
      "transfer()",
    ],
  },
  "waits-without-sleeping": {
    says:
      "Atomics.waitAsync() is called, which returns a promise at once: the thread does not sleep. These locks are for workers, which may block: one that must wait calls Atomics.wait().",
    section: "from-spinning-to-sleeping",
  },
  "sleeps-on-a-value-it-never-has": {
    says:
      "Atomics.wait() is called with a value that the word does not have, so it returns at once, and the loop turns without sleeping. The value to sleep on is what the word says while the thread must wait: what it has seen there last, or has put there itself.",
    section: "from-spinning-to-sleeping",
  },
  "sleeps-on-what-was-once": {
    says:
      "Atomics.wait() is called with what this thread saw in the word a while ago. It has changed since, so each sleep ends at once, and the loop turns without sleeping. Look at the word anew before each sleep.",
    section: "from-spinning-to-sleeping",
  },
  "tries-with-what-was-once": {
    says:
      "compareExchange() is called again and again with what this thread saw in the word a while ago. It has changed since, and the call never succeeds: try again with what the word says now, which a compareExchange() that fails returns.",
    section: "eight-operations",
  },
  "sleeps-on-an-unseen-number": {
    says:
      "Atomics.wait() is called with another number than the one that this thread has seen in the word. So it sleeps only when the word has changed to that, beside the very thing that it waits for.",
    section: "from-spinning-to-sleeping",
    about: ["acquire()", "Semaphore.acquire()"],
  },
  "wakes-the-wrong-word": {
    says:
      "The notification is for a different word than the one that the thread sleeps on.",
    section: "from-spinning-to-sleeping",
    about: ["RwLock.wakeWriter()", "Semaphore.release()"],
  },
  "ignores-byte-offset": {
    says:
      "Your code uses the start of the buffer and not the bytes at byteOffset: it shares memory with whatever else lies there.",
    section: "741-count-without-losing-any",
    about: CONSTRUCTORS,
  },
  "index-beyond-the-view": {
    says:
      "Atomics is handed an index that the view does not have. The view begins at byteOffset already: its first word is index 0, wherever that lies, and an index counts words and not bytes.",
    section: "741-count-without-losing-any",
  },
  "takes-any-memory": {
    says:
      "The constructor takes a place that will not do. Memory that is not shared is copied to a worker, and each thread then has its own.",
    section: "741-count-without-losing-any",
    about: CONSTRUCTORS,
  },
  "looks-and-takes-in-two-operations": {
    says:
      "One operation looks at the word and another one changes it. Between the two another thread has changed it as well, and what the first one saw was no longer true.",
    section: "eight-operations",
    about: [
      "Condition.notify()",
      "Mutex.lockIfAvailable()",
      "RwLock.lockRead()",
      "RwLock.lockWrite()",
      "RwLock.unlockRead()",
      "RwLock.unlockWrite()",
      "RwLock.wake()",
      "RwLock.wakeWriter()",
      "Semaphore.acquire()",
      "Semaphore.release()",
      "Semaphore.take()",
      "acquire()",
    ],
  },
  "never-notifies": {
    says:
      "A thread sleeps on the word, and no thread ever calls Atomics.notify() on it. Changing a word wakes nobody.",
    section: "from-spinning-to-sleeping",
  },
  "time-limit-for-a-notify": {
    says:
      "A thread sleeps with a time limit, and whoever frees what it waits for does not notify: it sleeps on beside it until its time is over. Wake it at once; it then needs no limit.",
    section: "from-spinning-to-sleeping",
    about: [
      "RwLock.lockRead()",
      "RwLock.lockWrite()",
      "RwLock.wake()",
      "RwLock.wakeWriter()",
      "Semaphore.acquire()",
      "Semaphore.release()",
      "acquire()",
      "release()",
    ],
  },
  "told-to-wake-nobody": {
    says:
      "Atomics.notify() is called with a number of threads that comes to 0, and wakes nobody.",
    section: "from-spinning-to-sleeping",
  },
  "notify-before-store": {
    says:
      "Atomics.notify() comes before the word is changed. A thread that looks between the two still sees the old value and goes to sleep, and nobody will wake it.",
    section: "from-spinning-to-sleeping",
  },
  "notify-changes-nothing": {
    says:
      "The notification changes no word. A thread that is just about to sleep has nothing by which it could notice that it came, and sleeps through it.",
    section: "746-wait-for-a-condition",
    about: ["Condition.notify()", "RwLock.wakeWriter()"],
  },
  "reads-the-sequence-too-late": {
    says:
      "The sequence number is read after the last look at what is waited for. A notification between the two is already in the number, so the thread sleeps although it has come.",
    section: "746-wait-for-a-condition",
  },
  "woken-means-owner": {
    says:
      "A thread that comes out of Atomics.wait() goes on as if it had got what it waited for. It may have woken for no reason, or another thread may have been faster: it must look again.",
    section: "from-spinning-to-sleeping",
    about: [
      "RwLock.lockRead()",
      "RwLock.lockWrite()",
      "Semaphore.acquire()",
      "acquire()",
    ],
  },
  "loses-patience": {
    says:
      "Your code goes on without what it waits for, or gives up. Others may be faster any number of times: only the reason to wait ends a wait.",
    section: "from-spinning-to-sleeping",
    about: [
      "Condition.wait()",
      "Condition.waitFor()",
      "RwLock.lockRead()",
      "RwLock.lockWrite()",
      "Semaphore.acquire()",
      "acquire()",
    ],
  },
  "forgets-other-sleepers": {
    says:
      "A thread that has slept takes the lock as if nobody else waited, so its unlock wakes nobody. It cannot know whether others still sleep, and must leave the word saying that they may.",
    section: {
      "7.4.2": "742-a-mutex-that-sleeps",
      "7.4.7": "747-many-readers-or-one-writer",
    },
    about: ["RwLock.lockWrite()", "acquire()"],
  },
  "token-stays-locked": {
    says:
      "The token still says that it holds the lock after it has unlocked. It may unlock a second time then, when the lock is another thread's.",
    section: "743-try-and-refuse",
    about: ["MutexToken.unlock()"],
  },
} satisfies Catalogue;
