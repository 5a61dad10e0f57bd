import type { TestResult } from "../../../scripts/runner/result.ts";
import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "754-a-message-queue-that-is-found-by-its-key";

/** Mistakes with message queues. */
export const queues = {
  "types-compared-as-text": {
    says:
      "Types are compared as texts, where 10 comes before 9. They are numbers: sort() alone compares texts.",
    section,
    about: ["choose()"],
  },
  "oldest-up-to-n": {
    says:
      "-n takes the oldest message of all types up to n. It is the lowest type first, and among those the oldest.",
    section,
    about: ["choose()"],
  },
  "lowest-whatever-n-is": {
    says:
      "-n takes the lowest type whatever n is. A type above n is not for this receiver.",
    section,
    about: ["choose()"],
  },
  "n-itself-is-left-out": {
    says: '-n takes types below n only. "At most n" includes n.',
    section,
    about: ["choose()"],
  },
  "takes-the-newest": {
    says:
      "Of several messages of the type that is to be taken, the newest is. Within a type the order of sending holds.",
    section,
    about: ["choose()"],
  },
  "lowest-takes-its-newest": {
    says:
      "-n finds the lowest type, and takes the newest message of it. Within a type the order of sending holds.",
    section,
    about: ["choose()"],
  },
  "newest-comes-first": {
    says:
      "Of several messages that may be taken the newest is, whatever is asked for. The order of sending holds: for 0 among all, else within a type.",
    section,
    about: ["choose()"],
  },
  "zero-takes-the-newest": {
    says:
      "For 0 your code takes the message that was sent last. 0 asks for the one that was sent first, whatever its type.",
    section,
    about: ["choose()"],
  },
  "zero-takes-the-lowest": {
    says:
      "0 takes the lowest type. It takes the message that was sent first, whatever its type.",
    section,
    about: ["choose()"],
  },
  "takes-another-type": {
    says:
      "N takes a message of another type if there is none of type n. That one is for somebody else: there is nothing to take.",
    section,
    about: ["choose()"],
  },
  "last-byte-is-left-free": {
    says:
      "The last byte of the queue is never used: maxBytes is what may lie in it, not the first that may not.",
    section,
    about: ["fits()"],
  },
  "empty-takes-a-byte": {
    says:
      "An empty message counts as a byte, which then is missing for a text. It has none: the bytes and the number of messages are two sums, each of which may come to maxBytes.",
    section,
    about: ["fits()"],
  },
  "full-of-bytes-is-full": {
    says:
      "Where the bytes have come to maxBytes, your queue takes no empty message, either. It adds none to them: only the number of messages bounds it there.",
    section,
    about: ["fits()"],
  },
  "counts-only-the-new-one": {
    says:
      "Only the new message is compared with maxBytes, and not what lies in the queue already.",
    section,
    about: ["fits()"],
  },
  "any-message-if-not-full": {
    says:
      "A queue that is not full takes any message, however long. The new message counts, too.",
    section,
    about: ["fits()"],
  },
  "empty-messages-are-unbounded": {
    says:
      "Empty messages take no bytes, so your queue takes any number of them: they would fill the disk with files.",
    section,
    about: ["fits()"],
  },
  "numbers-by-how-many": {
    says:
      "Messages are numbered by how many there are. When one was taken out, the next one gets a number that another still has, and overwrites it.",
    section,
  },
  "numbers-by-the-last-again": {
    says:
      "The new message gets the last one's number, and overwrites it: the 1 is not added. Without parentheses, `a ?? 0 + 1` is `a ?? 1`.",
    section,
    about: ["nextSequence()"],
  },
  "numbers-by-the-clock": {
    says:
      "Messages are numbered by a clock. Two processes have two of them, and what is sent later can get the lower number.",
    section,
  },
  "numbers-by-its-own-count": {
    says:
      "Messages are numbered by a count of this process. Other processes count for themselves, and overwrite its messages: only what lies in the queue tells all of them the last number.",
    section,
  },
  "looks-then-watches": {
    says:
      "The last look is before the watching: a message that comes in between wakes nobody. Watch first, then look, then sleep.",
    section,
  },
  "sleeps-without-a-look": {
    says:
      "After a change your code sleeps again before it has looked. What it was woken for may lie there, and no other change come.",
    section,
  },
  "sleeps-before-it-looks": {
    says:
      "Your code sleeps before it has looked at all. What it waits for may be there already, and then no change comes: look first.",
    section,
    about: ["MessageQueue.wait()"],
  },
  "asks-again-and-again": {
    says:
      "A waiting receiver or sender looks again and again while nothing changes. It must sleep until the folder changes: await `next()`, and nothing beside it.",
    section,
  },
  "signal-is-not-passed-on": {
    says:
      "A call that sleeps does not hear of the signal: whatever waits must be given it, here Changes.",
    section,
  },
  "aborted-before-is-overlooked": {
    says:
      "Your code looks for a message before it looks at the signal. It takes one for somebody who has called off the wait, and nobody else can have it: ask `signal?.throwIfAborted()` first.",
    section,
  },
  "goes-on-behind-an-abort": {
    says:
      "The call has rejected, but its loop goes on behind it: it takes the next message that comes, and nobody gets that one. An abort has to end the loop itself.",
    section,
    about: ["MessageQueue.wait()"],
  },
  "found-and-thrown-away": {
    says:
      "A signal that is aborted during an attempt throws away what that attempt gives. A message that was taken out is lost then, and one that was sent is said not to be: what an attempt gives is returned.",
    section,
    about: ["MessageQueue.wait()"],
  },
  "goes-on-watching": {
    says:
      "The folder is still watched when the wait is over. Each wait leaves a watcher behind, and the system has few.",
    section,
  },
  "minus-n-is-n": {
    says:
      "-n takes messages of type n. It asks for all types up to n, and for the lowest of those first.",
    section,
    about: ["choose()"],
  },
  "takes-types-above-n": {
    says:
      "n takes messages of higher types, too. n asks for type n and no other.",
    section,
    about: ["choose()"],
  },
  "zero-is-a-type": {
    says:
      "For 0, or for -n, your code finds nothing. Neither is a type that a message has: 0 asks for the message that was sent first, of whatever type, and -n for the lowest type up to n.",
    section,
    about: ["choose()"],
  },
  "one-bound-is-enough": {
    says:
      "One of the two bounds is enough for your code: a message is let in if the bytes fit or the number does. Both must.",
    section,
    about: ["fits()"],
  },
  "one-message-too-many": {
    says:
      "One message more fits than the rule says: the number of those that lie there is compared with maxBytes, without the one that is to be added.",
    section,
    about: ["fits()"],
  },
  "only-empty-ones-are-counted": {
    says:
      "Only empty messages are bounded in number. All count, with or without bytes, and no message may make them more than maxBytes.",
    section,
    about: ["fits()"],
  },
  "one-message-too-few": {
    says:
      "One message fewer fits than the rule says: with this one there may be maxBytes of them.",
    section,
    about: ["fits()"],
  },
  "numbers-by-the-first": {
    says:
      "The number of the first message is counted on, not that of the last: the new message gets a number that another one has.",
    section,
    about: ["nextSequence()"],
  },
  "numbers-from-the-first": {
    says:
      "The number is that of the first message plus how many there are. Messages are taken out of the middle, too: the numbers that are there have gaps, and the last one is higher.",
    section,
    about: ["nextSequence()"],
  },
  "nothing-to-choose-throws": {
    says:
      "choose() fails where there is nothing to choose from, as in an empty queue: the answer is undefined then.",
    section,
    about: ["choose()"],
  },
  "rule-changes-the-entries": {
    says:
      "The caller's own array is changed, which your code was only to look at. sort(), reverse(), shift(), pop() and splice() work in place: look without them, or make a new array, as toSorted() does.",
    section,
  },
  "reason-is-not-passed-on": {
    says:
      "A call that its signal has called off, before it or while it waits, ends in another way than by the signal's reason, by which the caller knows it: pass that on.",
    section,
    about: ["MessageQueue.wait()"],
  },
  "waits-for-what-is-gone": {
    says:
      "Who waits does not end when the queue is removed, and nothing will change any more. The look that follows on the change says so by its error: let that through.",
    section,
    about: ["MessageQueue.wait()"],
  },
  "looks-without-the-lock": {
    says:
      "Your code looks into the folder outside of a transaction: another process can be in the middle of a change, or have removed the queue.",
    section,
    about: ["MessageQueue.wait()"],
  },
  "takes-the-highest": {
    says:
      "-n takes the highest type up to n. The lowest comes first: 1 is the most urgent.",
    section,
    about: ["choose()"],
  },
  "begins-with-another-number": {
    says:
      "Where the queue is empty there is no last number, and what your code counts on from in its place is wrong (Math.max() of nothing is -Infinity). The first message has number 1.",
    section,
    about: ["nextSequence()"],
  },
  "numbers-fill-a-gap": {
    says:
      "A new message gets a lower number than the last one has, and so comes before older ones: its number must be above them all.",
    section,
    about: ["nextSequence()"],
  },
  "gives-up-after-a-change": {
    says:
      "A change wakes all who wait, and one of them gets what has come. Who finds nothing sleeps again: your code returns without a message.",
    section,
    about: ["MessageQueue.wait()"],
  },
} satisfies Catalogue;

/** The mistakes that no assertion sees. */
export function recogniseQueues(
  { step, failure }: TestResult,
): keyof typeof queues | undefined {
  if (step !== "7.5.4") return undefined;
  if (failure?.kind === "threw") {
    return /^TypeError: (Cannot read|Reduce of)[^]*at choose /.test(
        failure.error,
      )
      ? "nothing-to-choose-throws"
      // A message came into the folder while remove() had the lock.
      : /Directory not empty[^]*QueueStore\.remove/.test(failure.error)
      ? "looks-without-the-lock"
      : undefined;
  }
  return failure?.kind === "deno" &&
      /watcher was (created|opened)/i.test(failure.message)
    ? "goes-on-watching"
    : undefined;
}
