import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what a call answers, and of who is told what. */
export const bothAnswersMutants: Mutant[] = [
  {
    name: "trylock: throws when the mutex is held",
    step: "7.4.3",
    shows: "held-is-an-error",
    file: "mutex.ts",
    edits: [[
      "      : null;\n",
      "      : (() => {\n        throw new Error('Cannot lock mutex as it is held');\n      })();\n",
    ]],
  },
  {
    name: "unlock: wakes nobody",
    step: "7.4.3",
    shows: "unlock-wakes-nobody",
    file: "mutex.ts",
    edits: [[
      "    if (!release(this.#words)) {\n",
      "    if (Atomics.exchange(this.#words, 0, UNLOCKED) === UNLOCKED) {\n",
    ]],
  },
  {
    name: "semaphore: release sets the waiters to none",
    step: "7.4.5",
    shows: "wipes-the-count-of-waiters",
    file: "semaphore.ts",
    edits: [[
      "      Atomics.notify(this.#words, PERMITS);\n",
      "      Atomics.store(this.#words, WAITERS, 0);\n      Atomics.notify(this.#words, PERMITS);\n",
    ]],
  },
  {
    name: "semaphore: release gives up when another thread was faster",
    step: "7.4.5",
    shows: "release-gives-up-when-another-was-faster",
    file: "semaphore.ts",
    edits: [[
      "      if (seen === permits) break;\n      permits = seen;\n    }\n    if",
      "      if (seen === permits) break;\n      return;\n    }\n    if",
    ]],
  },
  {
    name: "semaphore: takes permits, and gives them back if there were too few",
    step: "7.4.5",
    shows: "takes-before-it-looks",
    file: "semaphore.ts",
    edits: [[
      "    let permits = Atomics.load(this.#words, PERMITS);\n    while (permits >= count) {",
      "    const had = Atomics.sub(this.#words, PERMITS, count);\n    if (had >= count) return undefined;\n    Atomics.add(this.#words, PERMITS, count);\n    let permits = had;\n    while (false) {",
    ]],
  },
  {
    name: "condition: notifies only those who wait by the same handle",
    step: "7.4.6",
    shows: "notify-passes-by",
    file: "condition.ts",
    edits: [
      [
        "    Atomics.add(this.#words, 0, 1);\n",
        "    if (this.#waiting === 0) return 0;\n    Atomics.add(this.#words, 0, 1);\n",
      ],
      ["    token.unlock();\n", "    this.#waiting++;\n    token.unlock();\n"],
      [
        "  readonly #words: Int32Array<SharedArrayBuffer>;\n",
        "  readonly #words: Int32Array<SharedArrayBuffer>;\n  #waiting = 0;\n",
      ],
    ],
  },
  {
    name: "waitFor: does not look without time",
    step: "7.4.6",
    shows: "no-time-no-look",
    file: "condition.ts",
    edits: [[
      "    const end = performance.now() + ms;\n",
      "    if (ms === 0) return false;\n    const end = performance.now() + ms;\n",
    ]],
  },
  {
    name: "waitFor: takes its milliseconds for seconds",
    step: "7.4.6",
    shows: "waits-longer-than-told",
    file: "condition.ts",
    edits: [[
      "const end = performance.now() + ms;",
      "const end = performance.now() + ms * 1000;",
    ]],
  },
  {
    name: "rwlock: a reader that was woken is in",
    step: "7.4.7",
    shows: "woken-means-owner",
    file: "rw_lock.ts",
    edits: [[
      "        Atomics.wait(this.#words, STATE, state | READERS_WAIT);\n",
      "        Atomics.wait(this.#words, STATE, state | READERS_WAIT);\n        Atomics.add(this.#words, STATE, 1);\n        break;\n",
    ]],
  },
  {
    name: "transfer: too little money is an error",
    step: "7.4.8",
    shows: "too-little-is-an-error",
    file: "transfer.ts",
    edits: [[
      "if (from.balance < cents) return false;",
      "if (from.balance < cents) throw new RangeError('Cannot transfer as the payer has too little');",
    ]],
  },
  {
    name: "transfer: says that it moved what is not there",
    step: "7.4.8",
    shows: "says-that-it-moved",
    file: "transfer.ts",
    edits: [[
      "if (from.balance < cents) return false;",
      "if (from.balance < cents) return true;",
    ]],
  },
  {
    name: "transfer: the account that was locked first pays",
    step: "7.4.8",
    shows: "moves-the-wrong-way",
    file: "transfer.ts",
    edits: [[
      "  from.balance -= cents;\n  to.balance += cents;\n",
      "  first.balance -= cents;\n  second.balance += cents;\n",
    ]],
  },
  {
    name: "transfer: leaves the last cent of room",
    step: "7.4.8",
    shows: "leaves-the-last-cent-of-room",
    file: "transfer.ts",
    edits: [["to.balance > MOST - cents", "to.balance >= MOST - cents"]],
  },
  {
    name: "counter: value is what adding one and taking it back gives",
    step: "7.4.1",
    shows: "value-changes-the-word",
    file: "counter.ts",
    edits: [[
      "    return Atomics.load(this.#words, 0);",
      "    Atomics.add(this.#words, 0, 1);\n    return Atomics.sub(this.#words, 0, 1) - 1;",
    ]],
  },
  {
    name: "semaphore: tryAcquire says the reverse",
    step: "7.4.5",
    shows: "says-the-reverse",
    file: "semaphore.ts",
    edits: [[
      "this.#take(count) === undefined;",
      "this.#take(count) !== undefined;",
    ]],
  },
  {
    name: "transfer: no room is a refusal",
    step: "7.4.8",
    shows: "no-room-is-no-error",
    file: "transfer.ts",
    edits: [[
      "to.balance > MOST - cents) {",
      "to.balance > MOST - cents) return false;\n  if (cents > MOST) {",
    ]],
  },
];
