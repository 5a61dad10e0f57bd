import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "745-a-semaphore-for-several-permits-at-a-time";

/** Mistakes with permits. */
export const semaphore = {
  "refuses-the-last-permits": {
    says:
      "Your code finds as many permits free as are asked for, and does not take them. Just enough is enough.",
    section,
  },
  "goes-on-without-permits": {
    says:
      "A thread goes on though it has taken no permits: at its last look there were too few. acquire() ends only when #take() has returned undefined, which says that it took them; what an earlier look found may be gone by then.",
    section,
    about: ["Semaphore.acquire()", "Semaphore.take()"],
  },
  "counts-itself-too-late": {
    says:
      "A thread sleeps without being counted as a waiter. A release looks at that number, finds nobody, and wakes nobody: count yourself in before each sleep.",
    section,
    about: ["Semaphore.acquire()"],
  },
  "looks-for-waiters-too-early": {
    says:
      "release() looks for waiters first and adds the permits then. A thread that finds too few permits between the two counts itself too late, and is not woken.",
    section,
  },
  "wakes-some-of-different-waiters": {
    says:
      "A release wakes only some of the waiters. They want different numbers: the one that is woken may still find too few permits, while another that sleeps on could have them.",
    section,
    about: ["Semaphore.release()"],
  },
  "try-gives-up-when-another-was-faster": {
    says:
      "tryAcquire() returns false as another thread has changed the number meanwhile. There may be enough permits still: only too few of them are a reason.",
    section,
  },
  "try-gives-way-to-waiters": {
    says:
      "tryAcquire() returns false as others wait, though there are permits enough for it. They may want more than there is: only too few permits are a reason.",
    section,
    about: ["Semaphore.tryAcquire()"],
  },
  "try-keeps-what-it-took": {
    says:
      "tryAcquire() takes the permits first and looks then. If they were too few, it returns false, and the number stays lowered.",
    section,
  },
  "release-ignores-its-count": {
    says: "release() adds a different number of permits than it was told.",
    section,
    about: ["Semaphore.release()"],
  },
  "no-maximum": {
    says:
      "release() adds more permits than there can be, out of nothing: the sum of those that are free and of those that it adds must not exceed the maximum.",
    section,
  },
  "fills-up": {
    says:
      "A release beyond the maximum adds what there is room for. It is a mistake of the caller, who must hear of it, and nothing may change.",
    section,
    about: ["Semaphore.release()"],
  },
  "refuses-the-maximum": {
    says:
      "release() refuses to give back the last permits. As many as the maximum may be free: only more are an error.",
    section,
    about: ["Semaphore.release()"],
  },
  "stays-counted-as-waiting": {
    says:
      "A thread that does not wait any more still counts as a waiter, and each release() notifies though nobody waits. Whoever counts itself in counts itself out, whether it has slept or not.",
    section,
    about: ["Semaphore.acquire()"],
  },
  "sleeps-on-the-waiters": {
    says:
      "Atomics.wait() is called on the word that counts the waiters. A release changes the permits, and wakes those that sleep on them: a thread sleeps on the word that it waits for.",
    section,
    about: ["Semaphore.acquire()"],
  },
  "sleeps-beside-free-permits": {
    says:
      "A thread sees that there are enough permits for it and sleeps all the same, for others wait, too. Nobody gives back what nobody took: it may sleep for ever. Only too few permits are a reason.",
    section,
    about: ["Semaphore.acquire()"],
  },
  "takes-what-is-not-there": {
    says:
      "Permits are taken although fewer are free than are asked for, and the number turns negative. Compare with the count, not with 0.",
    section,
    about: ["Semaphore.take()"],
  },
  "maximum-off-by-one": {
    says:
      "release() refuses some calls beyond the maximum and lets others in. Only one thing decides: the sum of the permits that are free and of those that it adds must not exceed the maximum.",
    section,
  },
  "maximum-asked-once": {
    says:
      "release() asks too early whether its permits fit: another release came between, its compareExchange() failed, and it goes on with the new number without asking again. Ask in each round.",
    section,
    about: ["Semaphore.release()"],
  },
  "refused-release-adds": {
    says:
      "A release beyond the maximum throws, and permits that it has added stay. Find out whether all of them fit, and only then add them, all in one operation.",
    section,
    about: ["Semaphore.release()"],
  },
  "refuses-in-silence": {
    says:
      "A release beyond the maximum returns as if all were well. It is a mistake of the caller, who must hear of it.",
    section,
  },
  "takes-one-by-one": {
    says:
      "Permits are taken one after another. For many of them that takes very long, and a thread that waits for the rest keeps what it has: two such threads wait for each other. Take all of them in one operation.",
    section,
    about: ["Semaphore.acquire()", "Semaphore.tryAcquire()"],
  },
  "gives-one-by-one": {
    says:
      "release() gives the permits back one after another. For many of them that takes very long. Add all of them in one operation.",
    section,
    about: ["Semaphore.release()"],
  },
  "takes-none-for-success": {
    says:
      "tryAcquire() finds no permit, takes none, and returns true. What `#take()` found may be 0, which is as false to `if` and `!` as undefined: ask whether it is undefined.",
    section,
    about: ["Semaphore.tryAcquire()"],
  },
  "takes-fewer-than-asked": {
    says:
      "tryAcquire() takes fewer permits than it was asked for and returns true. It takes all of them, or none and returns false.",
    section,
    about: ["Semaphore.tryAcquire()"],
  },
  "adds-before-it-looks": {
    says:
      "release() adds the permits first, and takes them back if they are too many. Between the two another thread can take permits that do not exist: look first, and add only if nothing has changed since.",
    section,
  },
  "sum-beyond-a-word": {
    says:
      "The sum of the permits is cut to 32 bits before it is compared with the maximum: it turns negative, and seems to be small.",
    section,
    about: ["Semaphore.release()"],
  },
  "sleeps-on-a-fresh-look": {
    says:
      "The number to sleep on is read after the look that found too few permits. A release between the two is in it already, and the thread sleeps beside permits that it could take. Sleep on the number that you decided by.",
    section,
  },
  "counted-out-twice": {
    says:
      "A waiter is counted out by another thread, or twice, and the number of waiters falls below the number of those that wait: a release finds nobody, and does not notify. Whoever counts itself in counts itself out, once.",
    section,
    about: ["Semaphore.acquire()", "Semaphore.release()"],
  },
  "finds-waiters-and-wakes-none": {
    says:
      "release() finds that threads wait, and does not notify. How many wait, and how many permits are free, does not tell which of them can go on: where there are waiters, wake them all.",
    section,
    about: ["Semaphore.release()"],
  },
  "notifies-only-from-zero": {
    says:
      "release() notifies only if no permit was free before. Threads that want several also wait while some are free.",
    section,
    about: ["Semaphore.release()"],
  },
  "takes-any-count": {
    says:
      "A count that makes no sense is not refused by each method. More permits than there can ever be make no sense either, and are more than just too few free ones. All that take a count ask checkCount() before they do anything.",
    section,
    about: [
      "Semaphore.acquire()",
      "Semaphore.release()",
      "Semaphore.tryAcquire()",
    ],
  },
  "takes-any-count-anywhere": {
    says:
      "acquire(), tryAcquire() and release() take a count that makes no sense, so no call of checkCount() stops it. Each asks it before it does anything, and it refuses all that is no integer from 1 to the maximum.",
    section,
    about: ["Semaphore.acquire()"],
  },
  "wipes-the-count-of-waiters": {
    says:
      "The number of waiters is overwritten. Some may have counted themselves and not sleep yet, or sleep on: whoever waits counts itself in, and out again, by adding one and taking one away.",
    section,
  },
  "takes-before-it-looks": {
    says:
      "Permits are taken before it is known whether there are enough, and given back: in between another thread finds too few, though there were enough for it.",
    section,
  },
  "release-gives-up-when-another-was-faster": {
    says:
      "release() ends when another thread has come between: the permits are lost. What compareExchange() returns is the number to try again with.",
    section,
    about: ["Semaphore.release()"],
  },
  "says-the-reverse": {
    says:
      "tryAcquire() takes the permits and returns false: #take() gives undefined where it has taken them, and a number where there are too few.",
    section,
    about: ["Semaphore.tryAcquire()"],
  },
} satisfies Catalogue;
