import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "741-count-without-losing-any";

/** Mistakes with a number that threads count up. */
export const counter = {
  "counts-in-two-operations": {
    says:
      "increment() reads the word with one operation and writes it with another. When two threads read the same number, one of the two increments is lost.",
    section: "a-race",
  },
  "wraps-in-two-operations": {
    says:
      "At the wrap, increment() looks at the word with one operation and writes it with another: two threads that both see 2147483647 make the same number. A word of 32 bits wraps around by itself, as Atomics.add() does: no number needs a case of its own.",
    section: "a-race",
    about: ["Counter.increment()"],
  },
  "adds-and-stores": {
    says:
      "increment() adds, and then writes to the word once more. Between the two another thread may have counted: the write undoes that.",
    section,
    about: ["Counter.increment()"],
  },
  "adds-more-than-one": {
    says:
      "One call of increment() adds more than 1 to the word, and leaves out numbers that no call returns. The others count on from the word, and value reads it: each call adds 1.",
    section,
    about: ["Counter.increment()"],
  },
  "gives-up-after-lost-races": {
    says:
      "increment() ends without having counted when another thread was faster. However often that happens, it must try again: it may only return when its own change was made.",
    section,
  },
  "returns-the-old-number": {
    says:
      "increment() returns what the word was before. That is what Atomics.add() returns, and not the number that the call has made.",
    section,
  },
  "returns-an-earlier-number": {
    says:
      "Another thread was faster, so increment() tried again, and counted. But it returns a number from before that. If it calls itself, return what that call returns; in a loop, make the number anew with each attempt.",
    section,
    about: ["Counter.increment()"],
  },
  "reads-the-number-again": {
    says:
      "increment() adds in one operation and reads the number in another. Between the two other threads may have counted, and two calls return the same.",
    section,
    about: ["Counter.increment()"],
  },
  "number-beyond-the-word": {
    says:
      "After 2147483647, increment() and value must go on with -2147483648, as a word of 32 bits does by itself. Not both of yours do.",
    section,
    about: ["Counter.increment()", "Counter.value()"],
  },
  "returned-number-does-not-wrap": {
    says:
      "After 2147483647 the word goes on with -2147483648 by itself, and value reads that. increment() returns another number. A sum in JavaScript does not wrap around: what is returned must be cut to 32 bits with a sign, as the word is.",
    section,
    about: ["Counter.increment()"],
  },
  "value-is-not-the-word": {
    says:
      "After 2147483647 the word goes on with -2147483648, and increment() returns that. value gives another number: it must give the word as it is, with its sign.",
    section,
    about: ["Counter.value()"],
  },
  "reads-without-atomics": {
    says:
      "The word is read or written as an ordinary element of the array, while other threads change it. Such an access is not ordered with theirs: that is a data race.",
    section: "a-race",
  },
  "made-anew-by-each-handle": {
    says:
      "The constructor sets the word to zero. Each thread makes a handle of its own on the same counter, and what was counted before is gone.",
    section,
  },
  "wraps-elsewhere": {
    says:
      "After 2147483647 your code goes on with a number of its own choice. A word of 32 bits goes on with -2147483648 by itself: add 1 and let it, or cut the sum with `| 0`, which does the same.",
    section,
    about: ["Counter.increment()"],
  },
  "stops-at-the-largest": {
    says:
      "increment() counts no further than 2147483647, and from then on all calls return the same. The word wraps around, and so must the number.",
    section,
    about: ["Counter.increment()"],
  },
  "counts-in-a-byte": {
    says:
      "The number is kept in fewer bits than the counter has, and starts over too soon: 8 bits hold no more than 255, and 16 no more than 65535. The counter has a word of 32 bits.",
    section,
    about: ["Counter.increment()", "Counter.value()"],
  },
  "counts-in-the-handle": {
    says:
      "The number is kept in the object, which only one thread has. Others count with objects of their own: what all of them have counted is in the word alone.",
    section,
    about: ["Counter.increment()"],
  },
  "returns-another-number": {
    says:
      "The word is counted rightly, and increment() returns another number than the word then says. Look at how that number is reckoned from what was there before, and in which order the operators bind.",
    section,
    about: ["Counter.increment()"],
  },
  "value-without-a-look": {
    says:
      "value gives a number without a look at the word. What all threads have counted is there alone: each of them has an object of its own.",
    section,
    about: ["Counter.value()"],
  },
  "value-changes-the-word": {
    says:
      "value changes the word to find out what is in it, and puts it back. A thread that counts in between gets a number that nobody has made.",
    section,
    about: ["Counter.value()"],
  },
} satisfies Catalogue;
