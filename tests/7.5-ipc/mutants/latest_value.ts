import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.6";
const file = "latest_value.ts";

/** Places that show torn or old values. */
export const latestValueMutants: Mutant[] = [
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
];
