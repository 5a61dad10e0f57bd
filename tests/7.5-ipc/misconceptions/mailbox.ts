import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "756-a-shared-variable-with-a-lock-and-a-condition";

/** Mistakes with a mailbox and a place for the latest value. */
export const mailbox = {
  "woken-means-there": {
    says:
      "A thread that wakes goes on as if what it waits for had come. It may wake for no reason: it has to ask again, and to sleep again.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()", "LatestValue.next()"],
  },
  "closed-is-an-error": {
    says:
      "A call throws as the mailbox is closed. That is one of its answers and no error: put() gives false, and take() undefined when nothing is left.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()"],
  },
  "put-overwrites": {
    says:
      "put() does not wait until the mailbox is empty: it writes over a value that nobody has taken.",
    section,
    about: ["Mailbox.put()"],
  },
  "put-gives-up": {
    says:
      "put() of a full mailbox does not wait for room: it returns at once, and its value is not in the mailbox. It waits, and returns false only when the mailbox is closed.",
    section,
    about: ["Mailbox.put()"],
  },
  "close-locks-again": {
    says:
      "close() waits for the mutex, which nobody but itself has locked: it waits for itself, for ever. Lock it once, and unlock it on each way out.",
    section,
    about: ["Mailbox.close()"],
  },
  "wakes-no-one": {
    says:
      "The state is changed, and nobody is woken: whoever waits for just that sleeps on, beside a value that is there or in front of an empty mailbox.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()"],
  },
  "put-wakes-putters": {
    says:
      "put() notifies `emptied`, on which other producers wait, and not `filled`: whoever waits in take() sleeps on beside a value that is there.",
    section,
    about: ["Mailbox.put()"],
  },
  "take-wakes-takers": {
    says:
      "take() notifies `filled`, on which other consumers wait, and not `emptied`: whoever waits in put() sleeps on beside an empty mailbox.",
    section,
    about: ["Mailbox.take()"],
  },
  "taken-value-stays": {
    says:
      "take() copies the value and leaves the state FULL: the next one takes the same value again.",
    section,
    about: ["Mailbox.take()"],
  },
  "taking-reopens": {
    says:
      "Taking the last value out of a closed mailbox opens it again: the state is set to EMPTY, and that it is CLOSED is forgotten.",
    section,
    about: ["Mailbox.take()"],
  },
  "close-drops-the-value": {
    says:
      "close() sets the state to CLOSED, and that it was FULL is forgotten. What was put in before must still be taken: add CLOSED to what is there.",
    section,
    about: ["Mailbox.close()"],
  },
  "closed-is-taken-for-empty": {
    says:
      "take() gives undefined as soon as the mailbox is closed, though a value lies in it. That can still be taken: undefined means closed and empty.",
    section,
    about: ["Mailbox.take()"],
  },
  "puts-into-a-closed-one": {
    says:
      "put() puts a value into a mailbox that is closed and returns true. Nobody has to come for it any more: return false, and change nothing.",
    section,
    about: ["Mailbox.put()"],
  },
  "puts-into-a-closed-full-one": {
    says:
      "put() takes a mailbox that was closed while it was full for an open one: it writes over the value that nobody has taken, and returns true. The state is FULL and CLOSED then, which is neither FULL nor CLOSED: only into an EMPTY one may be put.",
    section,
    about: ["Mailbox.put()"],
  },
  "asks-closed-before-its-wait": {
    says:
      "A call asks whether the mailbox is closed only before it waits. When close() wakes it, it goes on as in an open one: put() writes into it and returns true, take() gives what nobody has put in. Ask again behind the wait.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()"],
  },
  "closed-again-is-another-state": {
    says:
      "A second close() makes another state out of one that is CLOSED. A flag is set by `|`, which leaves the others as they are and changes nothing when it is there.",
    section,
    about: ["Mailbox.close()"],
  },
  "close-wakes-one-side": {
    says:
      "close() does not notify the condition on which they sleep: they sleep on, and nobody comes any more. A mailbox has two, and each has its own sleepers.",
    section,
    about: ["Mailbox.close()"],
  },
  "close-wakes-one": {
    says:
      "close() wakes one of those who wait on a side. None of the others is woken later: each of them must learn that it is closed.",
    section,
    about: ["Mailbox.close()"],
  },
  "close-wakes-by-the-state": {
    says:
      "close() wakes only those who can wait in the state that it finds. Who was woken just before has not run yet, and others still sleep beside it: wake both sides, whatever the state is.",
    section,
    about: ["Mailbox.close()"],
  },
  "publish-wakes-nobody": {
    says:
      "publish() wakes nobody, or not for every value: who waits in next() sleeps on beside a value that is new. Notify all who wait, each time.",
    section,
    about: ["LatestValue.publish()"],
  },
  "publish-wakes-one": {
    says:
      "publish() wakes one reader. Every reader wants the value, as reading does not take it away: wake them all.",
    section,
    about: ["LatestValue.publish()"],
  },
  "waits-with-a-time-limit": {
    says:
      "A thread that waits looks again each millisecond. Whoever changes the state notifies the condition: wait on it without a time limit.",
    section,
    about: ["LatestValue.next()", "Mailbox.put()", "Mailbox.take()"],
  },
  "waits-on-the-other-condition": {
    says:
      "put() or take() waits on the condition that its own side notifies, and sleeps on when the other side tells of the change: put() waits on `emptied`, and take() on `filled`.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()"],
  },
  "close-is-not-noted": {
    says:
      "close() leaves the state as it was, and nobody can see that the mailbox is closed. CLOSED is added whatever the state is, also where a value lies there.",
    section,
    about: ["Mailbox.close()"],
  },
  "closes-without-lock": {
    says:
      "The state is read or changed without the mutex: put() or take() in another thread may be between its look at the state and its own change.",
    section,
  },
  "copies-after-unlock": {
    says:
      "The numbers are copied after the mutex was unlocked: the next put() may already write over them.",
    section,
    about: ["Mailbox.take()"],
  },
  "publishes-without-lock": {
    says:
      "publish() changes what is shared, or looks at it, without the mutex: a reader can see half of the old value and half of the new one, or a new count beside the old numbers.",
    section,
    about: ["LatestValue.publish()"],
  },
  "reads-without-lock": {
    says:
      "The value, or its count, is read without the mutex: publish() may be in the middle of it, and what comes out belongs to two values.",
    section,
    about: ["LatestValue.latest()", "LatestValue.next()"],
  },
  "unlocks-between-the-numbers": {
    says:
      "The mutex is locked for each number by itself. In between a reader gets in and sees a value that was never published: lock around all that belongs together.",
    section,
    about: ["LatestValue.publish()"],
  },
  "next-gives-a-value-again": {
    says:
      "next() asks whether there is a value, not whether there is one that it has not given: it gives the same one again and again.",
    section,
    about: ["LatestValue.copy()", "LatestValue.next()"],
  },
  "next-waits-for-a-later-one": {
    says:
      "next() waits for a change since it was called: a value that was published before, and never given, is passed over.",
    section,
    about: ["LatestValue.next()"],
  },
  "state-comes-back": {
    says:
      "After a value, or after some, the state is what it was before, and next() takes it for one that is not new. Count the values.",
    section,
    about: ["LatestValue.publish()"],
  },
  "count-wraps": {
    says:
      "The count of values wraps around after 2147483647, and is below 0 then. A value is new if the count differs from the one that was seen, and there is one if it is not 0.",
    section,
    about: ["LatestValue.latest()", "LatestValue.next()"],
  },
  "latest-gives-news-only": {
    says:
      "latest() gives undefined where its value was given before. Only next() wants news: latest() gives the newest value each time, once there is one.",
    section,
    about: ["LatestValue.latest()"],
  },
  "latest-does-not-count": {
    says:
      "When latest() has given a value, no note is left of it: next() gives that one a second time, and should wait for a newer one.",
    section,
    about: ["LatestValue.latest()", "LatestValue.copy()"],
  },
  "seen-by-all-handles": {
    says:
      "Which value was given last is kept in one place for all handles. What one reader has seen is news for another: it belongs to the handle.",
    section,
    about: ["LatestValue.copy()"],
  },
  "one-condition-wakes-the-wrong-one": {
    says:
      "put() and take() wait on one condition, and one thread is woken for each change: it can be one of those that wait for the opposite, and who could go on sleeps. Each side has a condition of its own, or all are woken.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()"],
  },
  "sleeps-on-though-closed": {
    says:
      "A thread sleeps though the mailbox is closed: it waits for a value or for room only. What it waits for must be true when the mailbox is closed, too, whether a value lies in it or not.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()"],
  },
  "close-waits": {
    says:
      "close() waits until the mailbox is empty. It says that nothing more is put in, and waits for nobody: what lies there can still be taken.",
    section,
    about: ["Mailbox.close()"],
  },
  "keeps-the-lock": {
    says:
      "On one of its ways out, your code leaves the mutex locked: all other threads wait for ever. `using` unlocks on each of them.",
    section,
    about: ["Mailbox.put()", "Mailbox.take()", "LatestValue.next()"],
  },
  "hands-out-shared-memory": {
    says:
      "What take() returns is the shared memory itself and no copy: the next put() changes it in the taker's hands.",
    section,
    about: ["Mailbox.take()"],
  },
  "put-writes-before-it-may": {
    says:
      "put() writes the numbers before it knows that the mailbox is empty and open: it overwrites the value that lies there.",
    section,
    about: ["Mailbox.put()"],
  },
  "zeros-before-the-first-value": {
    says:
      "latest() gives the numbers of the fresh memory, all 0, where nothing was published. There is no value before the first: undefined.",
    section,
    about: ["LatestValue.latest()"],
  },
  "notifies-before-it-publishes": {
    says:
      "publish() wakes the readers before the value is counted: who looks in between finds nothing new, and sleeps for ever. Notify behind the change.",
    section,
    about: ["LatestValue.publish()"],
  },
  "counts-what-it-gave": {
    says:
      "The handle counts the values that it has given, not those that were published: where it has missed one, it falls behind and gives the same one again. Note the state's own count.",
    section,
    about: ["LatestValue.copy()"],
  },
  "same-value-is-passed-over": {
    says:
      "A reader sleeps on though a value was published and counted, as its numbers are those that were given before. Whether it is a new one, the state's count says.",
    section,
    about: ["LatestValue.next()"],
  },
  "same-value-is-left-out": {
    says:
      "publish() spares the readers a value that equals the last one. A reader waits for the next one, whatever its numbers are.",
    section,
    about: ["LatestValue.publish()"],
  },
  "returns-one-array": {
    says:
      "Each call returns the same array with other numbers: what a caller got before changes in its hands.",
    section,
    about: ["LatestValue.copy()"],
  },
  "notes-what-was-before-the-sleep": {
    says:
      "next() notes the count that it saw before it slept, and returns what has come since: the next call gives the same value again. Note which value you return.",
    section,
    about: ["LatestValue.next()"],
  },
} satisfies Catalogue;
