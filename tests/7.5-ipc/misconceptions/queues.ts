import type { TestResult } from "../../../scripts/runner/result.ts";
import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "754-a-message-queue-that-is-found-by-its-key";

/** Mistakes with message queues. */
export const queues = {
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
      "Of several messages of a type the newest is taken. Within a type the order of sending holds.",
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
  "asks-again-and-again": {
    says:
      "A waiting receiver or sender looks again and again while nothing changes. It must sleep until the folder changes.",
    section,
  },
  "signal-is-not-passed-on": {
    says:
      "A call that sleeps does not hear of the signal: whatever waits must be given it, here Changes.",
    section,
  },
  "aborted-before-is-overlooked": {
    says:
      "Your code looks for a message before it looks at the signal. Whoever has called off the wait gets one all the same, and nobody else can have it: ask `signal?.throwIfAborted()` first.",
    section,
  },
  "goes-on-watching": {
    says:
      "The folder is still watched when the wait is over. Each wait leaves a watcher behind, and the system has few.",
    section,
  },
} satisfies Catalogue;

/** The mistakes that no assertion sees. */
export function recogniseQueues(
  { step, failure }: TestResult,
): keyof typeof queues | undefined {
  return step === "7.5.4" && failure?.kind === "deno" &&
      /watcher was (created|opened)/i.test(failure.message)
    ? "goes-on-watching"
    : undefined;
}
