import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "746-wait-for-a-condition";

/** Mistakes with waiting for something to become true. */
export const condition = {
  "sleeps-with-the-mutex-held": {
    says:
      "wait() sleeps without unlocking the mutex. Whoever is to make the predicate true needs it, and waits in turn.",
    section,
  },
  "does-not-lock-again": {
    says:
      "After a sleep the mutex is not locked again, and the predicate looks at what others change meanwhile.",
    section,
  },
  "does-not-lock-when-time-is-over": {
    says:
      "After a sleep whose time ran out the mutex is not locked again, as it is after others. The predicate then looks at what others change meanwhile.",
    section,
  },
  "looks-without-the-mutex": {
    says:
      "The predicate is called with the mutex unlocked. What it looks at may change while it looks.",
    section,
    about: ["Condition.wait()", "Condition.waitFor()"],
  },
  "woken-means-true": {
    says:
      "A wait returns as if the predicate had become true, and what that said last is false. A thread may wake for no reason, and another one may be faster: ask again after each sleep.",
    section,
    about: ["Condition.wait()", "Condition.waitFor()"],
  },
  "swallows-the-exception": {
    says:
      "wait() catches what the predicate throws and returns as if it had become true.",
    section,
    about: ["Condition.wait()"],
  },
  "time-starts-anew": {
    says:
      "After each wake-up waitFor() sleeps for the whole time once more. Somebody who notifies often enough keeps it waiting for ever.",
    section,
    about: ["Condition.waitFor()"],
  },
  "time-limit-is-a-moment": {
    says:
      "Atomics.wait() is told a number that grows with the clock: the moment at which the time is over. It takes how long to sleep at most: what is left until that moment.",
    section,
    about: ["Condition.waitFor()"],
  },
  "reckons-with-two-clocks": {
    says:
      "What is left of the time is worked out wrong. It is the moment at which the time is over, less the present moment, both by the same clock: Date.now() counts from 1970, and performance.now() from the program's start.",
    section,
    about: ["Condition.waitFor()"],
  },
  "wakes-others-when-it-wakes": {
    says:
      "A thread that has slept notifies when it goes on. So one notification wakes all that sleep, one after another, and for nothing.",
    section,
  },
  "gives-up-too-early": {
    says:
      "waitFor() gives up before its time is over. `ms` is how long it waits at most, in milliseconds: any number from 0 up, also a fraction or Infinity.",
    section,
    about: ["Condition.waitFor()"],
  },
  "sleeps-for-less-than-is-left": {
    says:
      "After a wake-up for nothing, your code takes too much off the time that is left, and gives up too early. Left is `ms` less what has passed since the call: each ms of that is taken off once.",
    section,
    about: ["Condition.waitFor()"],
  },
  "notify-ignores-its-count": {
    says:
      "notify() calls Atomics.notify() with another number than it was told, or with none, which stands for all that sleep.",
    section,
    about: ["Condition.notify()"],
  },
  "notify-passes-by": {
    says:
      "notify() does nothing with the word that other threads sleep on. Whether any do, its own object cannot know: each thread has another one.",
    section,
    about: ["Condition.notify()"],
  },
  "notify-returns-its-count": {
    says:
      "notify() returns how many it was told to wake. Fewer may have slept: Atomics.notify() tells how many woke.",
    section,
    about: ["Condition.notify()"],
  },
  "no-last-look": {
    says:
      "waitFor() returns false because its time is over, without a last look. The predicate may have become true while it waited for the mutex.",
    section,
    about: ["Condition.waitFor()"],
  },
  "gives-up-after-one-wake-up": {
    says:
      'waitFor() gives up before its time is over. That Atomics.wait() has returned is no reason, unless it says "timed-out": while there is time left and the predicate is false, it must sleep again.',
    section,
    about: ["Condition.waitFor()"],
  },
  "gives-up-on-not-equal": {
    says:
      'waitFor() gives up before its time is over, as Atomics.wait() says "not-equal": a notification came just before the sleep. Only "timed-out" is a reason to give up. After any other answer it asks the predicate, and sleeps again while there is time left.',
    section,
    about: ["Condition.waitFor()"],
  },
  "no-time-limit": {
    says:
      "waitFor() sleeps without a limit: if nobody notifies, it never comes back.",
    section,
    about: ["Condition.waitFor()"],
  },
  "no-time-is-no-limit": {
    says:
      "With 0 ms the sleep has no time limit: if nobody notifies, it never ends. Both the time that waitFor() is told and what is left of it may be 0. That is a limit, too, at which Atomics.wait() returns at once; none is Infinity.",
    section,
    about: ["Condition.sleep()", "Condition.waitFor()"],
  },
  "sleeps-again-when-time-is-over": {
    says:
      'waitFor() sleeps again after its time has run out, and again. When Atomics.wait() says "timed-out", or nothing of the time is left, it has to return.',
    section,
    about: ["Condition.sleep()", "Condition.waitFor()"],
  },
  "sleeps-on-in-a-loop": {
    says:
      'Around Atomics.wait() is a loop of its own, which sleeps again when the time is over: before the mutex is locked, and before anybody asks the predicate. Sleep once, and return what Atomics.wait() said: "timed-out" ends the wait, and after any other answer the caller looks and sleeps again.',
    section,
    about: ["Condition.sleep()"],
  },
  "wait-has-a-time-limit": {
    says:
      "wait() sleeps for a short time and looks again, however long that lasts. Whoever makes the predicate true notifies: give its sleep no limit, which is Infinity.",
    section,
    about: ["Condition.wait()"],
  },
  "sleeps-before-it-looks": {
    says:
      "A thread sleeps before it has asked the predicate. What it is to wait for may be true already, and nobody notifies a second time.",
    section,
    about: ["Condition.wait()", "Condition.waitFor()"],
  },
  "returns-unlocked": {
    says:
      "The mutex is unlocked when the wait returns. The caller still has the token and counts on it: it looks, changes what the mutex guards, and unlocks.",
    section,
    about: ["Condition.wait()", "Condition.waitFor()"],
  },
  "unlocks-on-an-exception": {
    says:
      "When the predicate throws, wait() unlocks the mutex. The caller still has the token and counts on it: the error goes to it with the mutex held.",
    section,
    about: ["Condition.wait()"],
  },
  "sequence-comes-back": {
    says:
      "notify() leaves a number in the word that has been there before: the next one changes it back, or writes the same once more. A thread that is about to sleep finds the value that it has seen, as if nothing had come. Let the word count.",
    section,
    about: ["Condition.notify()"],
  },
  "notify-adds-nothing": {
    says:
      "The notification adds 0 to the word, which stays as it was: a thread that is just about to sleep sees no difference, and sleeps through it. As an integer of 32 bits Infinity is 0, too. Whatever its count, each notification moves the number on.",
    section,
    about: ["Condition.notify()"],
  },
  "reads-the-sequence-after-unlocking": {
    says:
      "The sequence number is read when the mutex has been unlocked. A notification between the two is already in the number, so the thread sleeps although it has come.",
    section,
  },
  "puts-the-sequence-back": {
    says:
      "A wait that has timed out changes the word. A notification that has come since is undone, and another thread sleeps through it.",
    section,
  },
  "flag-for-a-sequence": {
    says:
      "A thread that waits writes to the word that tells of notifications, before its sleep or after it, and what one has left there for another thread is lost. Only notify() changes the word, and moves a number on.",
    section,
    about: ["Condition.notify()", "Condition.sleep()"],
  },
  "no-time-no-look": {
    says:
      "waitFor() with 0 ms returns false without a look. No time means no sleep; the predicate is asked all the same.",
    section,
    about: ["Condition.waitFor()"],
  },
  "clock-has-the-last-word": {
    says:
      "waitFor() returns false, and what the predicate said last is true. Return what it says, and not whether there is time left: when the time is over, the predicate has the last word.",
    section,
    about: ["Condition.waitFor()"],
  },
  "waits-longer-than-told": {
    says:
      "waitFor() sleeps longer than it was told: `ms` and the time limit of Atomics.wait() are both in milliseconds.",
    section,
    about: ["Condition.waitFor()"],
  },
} satisfies Catalogue;
