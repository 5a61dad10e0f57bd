/** A wrong version that is worth breaking by hand. */
export interface Chosen {
  /** Its name in the lesson's `mutants.ts`. */
  mutant: string;
  /** What it is called in the gallery. */
  title: string;
  /** The model that a person steers. */
  model: string;
  /** How many steps the shortest schedule has that breaks it. */
  par: number;
}

/** What hangs in the gallery: a room a kind, the easiest first. */
export const CHOSEN: Readonly<Record<string, readonly Chosen[]>> = {
  Counters: [
    {
      mutant: "counter: load, then store",
      title: "One and one is one",
      model: "7.4.1-two-threads",
      par: 4,
    },
    {
      mutant: "counter: gives up after three lost races",
      title: "Three strikes",
      model: "7.4.1-losing-often",
      par: 14,
    },
  ],
  Mutexes: [
    {
      mutant: "mutex: check, then set",
      title: "After you. No, after you",
      model: "7.4.2-two-threads",
      par: 4,
    },
    {
      mutant: "mutex: disposing twice unlocks twice",
      title: "The second key",
      model: "7.4.2-disposed-twice",
      par: 5,
    },
    {
      mutant: "mutex: stores 0 and never notifies",
      title: "Sleeping beauty",
      model: "7.4.2-two-threads",
      par: 6,
    },
    {
      mutant: "mutex: notify before the store",
      title: "A bell before the door",
      model: "7.4.2-two-threads",
      par: 7,
    },
    {
      mutant: "mutex: `if` for `while`",
      title: "Awake, so mine",
      model: "7.4.2-three-threads",
      par: 7,
    },
    {
      mutant: "mutex: forgets after waking that others may still sleep",
      title: "The third man",
      model: "7.4.2-three-threads",
      par: 13,
    },
  ],
  Semaphores: [
    {
      mutant: "semaphore: load, then sub",
      title: "The last ticket, sold twice",
      model: "7.4.5-one-permit",
      par: 4,
    },
    {
      mutant: "semaphore: counts as waiter only after it has slept",
      title: "Not in the queue yet",
      model: "7.4.5-one-permit",
      par: 8,
    },
    {
      mutant: "semaphore: whoever wakes takes without looking",
      title: "An old invitation",
      model: "7.4.5-one-permit",
      par: 13,
    },
  ],
  Conditions: [
    {
      mutant: "condition: sleeps with the mutex held",
      title: "Asleep on the keys",
      model: "7.4.6-one-taker",
      par: 5,
    },
    {
      mutant: "condition: reads the sequence after unlocking",
      title: "The blink of an eye",
      model: "7.4.6-one-taker",
      par: 10,
    },
    {
      mutant: "condition: a flag instead of a sequence number",
      title: "The flag that came down",
      model: "7.4.6-to-and-fro",
      par: 12,
    },
  ],
  "Readers and writers": [
    {
      mutant: "rwlock: a writer takes the lock in two steps",
      title: "Two pens, one page",
      model: "7.4.7-two-writers",
      par: 4,
    },
    {
      mutant: "rwlock: a writer sleeps without a last look",
      title: "One look too few",
      model: "7.4.7-two-writers",
      par: 11,
    },
    {
      mutant: "rwlock: a writer forgets that other writers wait",
      title: "The forgotten author",
      model: "7.4.7-three-writers",
      par: 20,
    },
  ],
  Queues: [
    {
      mutant: "sleeps with the mutex locked",
      title: "The cook who locked the kitchen",
      model: "7.3.1-order",
      par: 4,
    },
    {
      mutant: "no signal on push",
      title: "Mail without a bell",
      model: "7.3.1-empty",
      par: 8,
    },
    {
      mutant: "if for while in pop()",
      title: "Somebody ate my lunch",
      model: "7.3.1-two-consumers-asleep",
      par: 18,
    },
  ],
  Transfers: [
    {
      mutant: "transfer: compares accounts with ===",
      title: "A cheque to myself",
      model: "7.4.8-to-itself",
      par: 3,
    },
    {
      mutant: "transfer: locks in the order of its arguments",
      title: "Each has a key",
      model: "7.4.8-opposite",
      par: 4,
    },
    {
      mutant: "transfer: draws, unlocks, and then pays in",
      title: "Money in the air",
      model: "7.4.8-audited",
      par: 4,
    },
    {
      mutant: "transfer: overdraws",
      title: "Two bills, one purse",
      model: "7.4.8-shortage-0",
      par: 8,
    },
    {
      mutant: "transfer: backs off and tries again at once",
      title: "Two in a corridor",
      model: "7.4.8-opposite",
      par: 10,
    },
  ],
  Rings: [
    {
      mutant: "the index is published by a plain write",
      title: "Said in passing",
      model: "7.5.5-end",
      par: 3,
    },
    {
      mutant: "the index is published before the data",
      title: "The ink is still wet",
      model: "7.5.5-end",
      par: 5,
    },
    {
      mutant: "full equals empty",
      title: "Once around",
      model: "7.5.5-long",
      par: 8,
    },
    {
      mutant: "looks at the head before it looks for the end",
      title: "One last byte",
      model: "7.5.5-end",
      par: 9,
    },
    {
      mutant: "the reader sleeps without looking again",
      title: "Eyes shut too soon",
      model: "7.5.5-end",
      par: 11,
    },
    {
      mutant: "wakes before it changes the word",
      title: "First the knock, then the lamp",
      model: "7.5.5-end",
      par: 15,
    },
  ],
  Mailboxes: [
    {
      mutant: "the value is copied after unlocking",
      title: "A letter in the doorway",
      model: "7.5.6-two-values",
      par: 11,
    },
    {
      mutant: "who puts wakes nobody",
      title: "A postman who never rings",
      model: "7.5.6-two-values",
      par: 13,
    },
    {
      mutant: "torn pair: unlocks between the two numbers",
      title: "Half of yesterday",
      model: "7.5.6-looking",
      par: 16,
    },
    {
      mutant: "one reader is woken, not all",
      title: "One call, two readers",
      model: "7.5.6-waiting",
      par: 18,
    },
    {
      mutant: "close() throws the last value away",
      title: "Closing time",
      model: "7.5.6-closed-for-takers",
      par: 21,
    },
  ],
};
