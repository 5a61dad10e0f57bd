/** What the explorer most often finds in a wrong mailbox. */
export const CAUSE = {
  assertion:
    "a value was taken twice, lost, or seen half. Look at the state and touch the numbers with the mutex locked, and look again after each wake-up.",
  race: "the state or the numbers are touched without the mutex.",
  deadlock:
    "somebody sleeps whom nobody wakes. Putting wakes a taker, taking wakes a putter, closing wakes all on both sides.",
  spinning: "a thread asks again and again. Wait on a condition.",
  exception: "the code throws where nothing is wrong.",
} as const;

/** The threads that run the tests' functions. */
export const module = import.meta.resolve("./threads/mailbox.ts");
