import type { Mutant } from "../../harness/mutant.ts";

const FAST =
  "  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;\n";
const NOTIFY = "if (state === CONTENDED) Atomics.notify(words, 0, 1);";
const REFUSE = `    if (this.#locked) {
      throw new Error(
        "Cannot lock mutex as this token holds it already: unlock it first",
      );
    }
`;
const AGAIN = `    acquire(this.#words);
    this.#locked = true;`;
const at = { step: "7.4.4", file: "mutex.ts" };

/** Correct but dear, and wrong ways to lock again. */
export const mutexCostMutants: Mutant[] = [
  {
    ...at,
    name: "cost: wakes all",
    shows: "wakes-all-for-one",
    edits: [[NOTIFY, "if (state === CONTENDED) Atomics.notify(words, 0);"]],
  },
  {
    ...at,
    name: "cost: notifies at each unlock",
    shows: "notifies-without-sleepers",
    edits: [[NOTIFY, "Atomics.notify(words, 0, 1);"]],
  },
  {
    ...at,
    name: "cost: is to wake 0 threads if nobody waits",
    shows: "notifies-without-sleepers",
    edits: [[NOTIFY, "Atomics.notify(words, 0, state === CONTENDED ? 1 : 0);"]],
  },
  {
    ...at,
    name: "cost: takes a free mutex as contended",
    shows: "takes-free-as-contended",
    edits: [[FAST, ""]],
  },
  {
    ...at,
    name: "relock: takes a free mutex as contended",
    shows: "takes-free-as-contended",
    edits: [[
      AGAIN,
      `    while (Atomics.exchange(this.#words, 0, CONTENDED) !== UNLOCKED) {
      Atomics.wait(this.#words, 0, CONTENDED);
    }
    this.#locked = true;`,
    ]],
  },
  {
    ...at,
    name: "relock: marks the mutex that it has taken",
    shows: "takes-free-as-contended",
    edits: [[
      AGAIN,
      `${AGAIN}
    Atomics.store(this.#words, 0, CONTENDED);`,
    ]],
  },
  {
    ...at,
    name: "cost: looks before it takes",
    shows: "looks-before-it-takes",
    edits: [[
      FAST,
      `  if (
    Atomics.load(words, 0) === UNLOCKED &&
    Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED
  ) return;
`,
    ]],
  },
  {
    ...at,
    name: "cost: looks before it frees",
    shows: "looks-before-it-takes",
    edits: [[
      "  const state = Atomics.exchange(",
      "  if (Atomics.load(words, 0) === UNLOCKED) return false;\n  const state = Atomics.exchange(",
    ]],
  },
  {
    ...at,
    name: "relock: asks the word whether the token holds the mutex",
    shows: "relock-asks-the-word",
    edits: [[
      "    if (this.#locked) {",
      "    if (Atomics.load(this.#words, 0) !== UNLOCKED) {",
    ]],
  },
  {
    ...at,
    name: "relock: waits as a mutex of two states does",
    shows: "relock-waits-in-its-own-way",
    edits: [[
      AGAIN,
      `    while (
      Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) !== UNLOCKED
    ) Atomics.wait(this.#words, 0, LOCKED);
    this.#locked = true;`,
    ]],
  },
  {
    ...at,
    name: "relock: sleeps as if somebody had marked the word",
    shows: "relock-waits-in-its-own-way",
    edits: [[
      AGAIN,
      `    while (
      Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) !== UNLOCKED
    ) Atomics.wait(this.#words, 0, CONTENDED);
    this.#locked = true;`,
    ]],
  },
  {
    ...at,
    name: "relock: forgets who else sleeps",
    shows: "forgets-other-sleepers",
    edits: [[
      AGAIN,
      `    while (
      Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) !== UNLOCKED
    ) {
      const seen = Atomics.compareExchange(this.#words, 0, LOCKED, CONTENDED);
      if (seen !== UNLOCKED) Atomics.wait(this.#words, 0, CONTENDED);
    }
    this.#locked = true;`,
    ]],
  },
  {
    ...at,
    name: "relock: waits for itself",
    shows: "relock-waits-for-itself",
    edits: [[REFUSE, ""]],
  },
  {
    ...at,
    name: "relock: the token does not know that it holds",
    shows: "relock-leaves-the-token-unlocked",
    edits: [[AGAIN, "    acquire(this.#words);"]],
  },
  {
    ...at,
    name: "relock: the block's end goes by a mark that lock() leaves",
    shows: "relock-leaves-the-token-unlocked",
    edits: [
      ["  #locked = true;", "  #locked = true;\n  #isOver = false;"],
      [
        "    if (!this.#locked) return;",
        "    if (this.#isOver) return;\n    this.#isOver = true;",
      ],
      [
        "    if (!release(this.#words)) {",
        "    this.#isOver = true;\n    if (!release(this.#words)) {",
      ],
    ],
  },
  {
    ...at,
    name: "relock: does not lock",
    shows: "relock-takes-nothing",
    edits: [[AGAIN, "    this.#locked = true;"]],
  },
  {
    ...at,
    name: "relock: gives up if the mutex is held",
    shows: "relock-gives-up",
    edits: [[
      AGAIN,
      `    if (Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) === UNLOCKED) {
      this.#locked = true;
    }`,
    ]],
  },
  {
    ...at,
    name: "relock: takes the mutex at the buffer's start",
    shows: "relock-takes-nothing",
    edits: [[
      AGAIN,
      AGAIN.replace("this.#words", "new Int32Array(this.#words.buffer)"),
    ]],
  },
];
