import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.6";
const file = "latest_value.ts";

/** Places that show torn or old values. */
export const latestValueMutants: Mutant[] = [
  {
    name: "latest() gives only what its handle has not given",
    step: "7.5.6",
    shows: "latest-gives-news-only",
    file: "latest_value.ts",
    edits: [[
      "state[0] === 0 ? undefined",
      "state[0] === this.#seen ? undefined",
    ]],
  },
  {
    name: "torn pair: publishes without the lock",
    step,
    shows: "publishes-without-lock",
    file,
    edits: [[
      "    using _token = mutex.lock();\n    numbers.set(value);\n",
      "    numbers.set(value);\n    void mutex;\n",
    ]],
  },
  {
    name: "torn pair: reads without the lock",
    step,
    shows: "reads-without-lock",
    file,
    edits: [[
      "    using _token = mutex.lock();\n    return state[0] === 0",
      "    void mutex;\n    return state[0] === 0",
    ]],
  },
  {
    name: "torn pair: unlocks between the two numbers",
    step,
    shows: "unlocks-between-the-numbers",
    file,
    edits: [[
      "    using _token = mutex.lock();\n    numbers.set(value);\n",
      "    for (const [index, number] of value.entries()) {\n      using _part = mutex.lock();\n      numbers[index] = number;\n    }\n    using _token = mutex.lock();\n",
    ]],
  },
  {
    name: "waits on a stale value: only for a first one",
    step,
    shows: "next-gives-a-value-again",
    file,
    edits: [["state[0] !== this.#seen);", "state[0] !== 0);"]],
  },
  {
    name: "next() forgets what it has given",
    step,
    shows: "next-gives-a-value-again",
    file,
    edits: [[
      "    this.#seen = state[0] ?? 0;\n",
      "    this.#seen = Math.min(1, state[0] ?? 0);\n",
    ]],
  },
  {
    name: "next() waits for a change since it began to wait",
    step,
    shows: "next-waits-for-a-later-one",
    file,
    edits: [[
      "    published.wait(token, () => state[0] !== this.#seen);\n",
      "    const before = state[0];\n    published.wait(token, () => state[0] !== before);\n",
    ]],
  },
  {
    name: "one reader is woken, not all",
    step,
    shows: "publish-wakes-one",
    file,
    edits: [["published.notifyAll();", "published.notify();"]],
  },
  {
    name: "publish() wakes nobody",
    step,
    shows: "publish-wakes-nobody",
    file,
    edits: [["    published.notifyAll();\n", "    void published;\n"]],
  },
  {
    name: "publish() wakes for the first value alone",
    step,
    shows: "publish-wakes-nobody",
    file,
    edits: [[
      "    published.notifyAll();\n",
      "    if (state[0] === 1) published.notifyAll();\n",
    ]],
  },
  {
    name: "latest() does not count as given",
    step,
    shows: "latest-does-not-count",
    file,
    edits: [[
      "undefined : this.#copy();",
      "undefined : Array.from(this.#record.numbers);",
    ]],
  },
  {
    name: "what was given is remembered for all handles together",
    step,
    shows: "seen-by-all-handles",
    file,
    edits: [
      ["this.#seen = state[0] ?? 0;", "LatestValue.#all = state[0] ?? 0;"],
      ["  #seen = 0;\n", "  static #all = 0;\n"],
      ["state[0] !== this.#seen);", "state[0] !== LatestValue.#all);"],
    ],
  },
  {
    name: "next() asks again every millisecond",
    step,
    shows: "waits-with-a-time-limit",
    file,
    edits: [[
      "published.wait(token, () => state[0] !== this.#seen);",
      "while (!published.waitFor(token, () => state[0] !== this.#seen, 1));",
    ]],
  },
  {
    name: "next() notes the count before it sleeps",
    step,
    shows: "notes-what-was-before-the-sleep",
    file,
    edits: [[
      "    published.wait(token, () => state[0] !== this.#seen);\n    return this.#copy();",
      "    const seen = this.#seen;\n    this.#seen = state[0] ?? 0;\n    published.wait(token, () => state[0] !== seen);\n    return Array.from(this.#record.numbers);",
    ]],
  },
  {
    name: "next() goes by the numbers of a value",
    step,
    shows: "same-value-is-passed-over",
    file,
    edits: [[
      "published.wait(token, () => state[0] !== this.#seen);",
      "published.wait(token, () => state[0] !== this.#seen && `${numbers}` !== this.#last);\n    this.#last = `${numbers}`;",
    ], [
      "conditions: [published], state } = this.#record;\n    // TODO(7.5.6): Wait",
      "conditions: [published], state, numbers } = this.#record;\n    // TODO(7.5.6): Wait",
    ], ["  next(): number[] {", '  #last = "";\n  next(): number[] {']],
  },
  {
    name: "publish() wakes nobody for an equal value",
    step,
    shows: "same-value-is-left-out",
    file,
    edits: [[
      "    numbers.set(value);\n",
      "    const isNew = value.some((n, i) => n !== numbers[i]);\n    numbers.set(value);\n",
    ], [
      "    published.notifyAll();\n",
      "    if (isNew) published.notifyAll();\n",
    ]],
  },
  {
    name: "a count that has wrapped is no value",
    step,
    shows: "count-wraps",
    file,
    edits: [[
      "state[0] === 0 ? undefined : this.#copy()",
      "(state[0] ?? 0) > 0 ? this.#copy() : undefined",
    ]],
  },
  {
    name: "zeros before the first value",
    step,
    shows: "zeros-before-the-first-value",
    file,
    edits: [[
      "return state[0] === 0 ? undefined : this.#copy();",
      "return this.#copy();",
    ], [
      "    const { mutex, state } = this.#record;\n",
      "    const { mutex } = this.#record;\n",
    ]],
  },
  {
    name: "counts what it returned one by one",
    step,
    shows: "counts-what-it-gave",
    file,
    edits: [[
      "this.#seen = state[0] ?? 0;",
      "this.#seen = (this.#seen + 1) | 0;",
    ], [
      "    const { state, numbers } = this.#record;\n    this",
      "    const { numbers } = this.#record;\n    this",
    ]],
  },
  {
    name: "returns the same array each time",
    step,
    shows: "returns-one-array",
    file,
    edits: [[
      "return Array.from(numbers);",
      "this.#array.splice(0, numbers.length, ...numbers);\n    return this.#array;",
    ], ["  #seen = 0;\n", "  #seen = 0;\n  readonly #array: number[] = [];\n"]],
  },
  {
    name: "next() copies the value when it has unlocked",
    step,
    shows: "reads-without-lock",
    file,
    edits: [[
      "    using token = mutex.lock();\n    published.wait(token, () => state[0] !== this.#seen);\n",
      "    {\n      using token = mutex.lock();\n      published.wait(token, () => state[0] !== this.#seen);\n    }\n",
    ]],
  },
  {
    name: "notifies before it counts, outside of the lock",
    step,
    shows: "notifies-before-it-publishes",
    file,
    edits: [[
      "    using _token = mutex.lock();\n    numbers.set(value);\n",
      "    published.notifyAll();\n    using _token = mutex.lock();\n    numbers.set(value);\n",
    ], ["+ 1;\n    published.notifyAll();\n", "+ 1;\n"]],
  },
  {
    name: "publishes only what differs",
    step,
    shows: "same-value-is-left-out",
    file,
    edits: [[
      "    numbers.set(value);\n",
      "    if (value.every((n, i) => n === numbers[i])) return;\n    numbers.set(value);\n",
    ]],
  },
];
