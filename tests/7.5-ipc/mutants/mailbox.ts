import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.6";
const mailbox = "mailbox.ts";
const latest = "latest_value.ts";

/** Wrong mailboxes. */
export const mailboxMutants: Mutant[] = [
  {
    name: "the condition is looked at once",
    step,
    file: mailbox,
    edits: [[
      "filled.wait(token, () => state[0] !== EMPTY);",
      "if (state[0] === EMPTY) {\n      let looks = 0;\n      filled.wait(token, () => looks++ > 0);\n    }",
    ]],
  },
  {
    name: "put() does not wait for room",
    step,
    file: mailbox,
    edits: [[
      "    emptied.wait(token, () => state[0] !== FULL);\n    if (state[0] !== EMPTY) return false;\n",
      "    if ((state[0] ?? 0) >= CLOSED) return false;\n    void token;\n    void emptied;\n",
    ]],
  },
  {
    name: "who puts wakes nobody",
    step,
    file: mailbox,
    edits: [["    filled.notify();\n", ""]],
  },
  {
    name: "who takes wakes nobody",
    step,
    file: mailbox,
    edits: [["    emptied.notify();\n", ""]],
  },
  {
    name: "a value is taken twice",
    step,
    file: mailbox,
    edits: [["    state[0] = state[0] === FULL ? EMPTY : CLOSED;\n", ""]],
  },
  {
    name: "taking opens a mailbox that was closed",
    step,
    file: mailbox,
    edits: [[
      "state[0] = state[0] === FULL ? EMPTY : CLOSED;",
      "state[0] = EMPTY;",
    ]],
  },
  {
    name: "close() throws the last value away",
    step,
    file: mailbox,
    edits: [["state[0] = (state[0] ?? EMPTY) | CLOSED;", "state[0] = CLOSED;"]],
  },
  {
    name: "close() wakes only one side",
    step,
    file: mailbox,
    edits: [["    emptied.notifyAll();\n", ""]],
  },
  {
    name: "close() does not lock",
    step,
    file: mailbox,
    edits: [[
      "    using _token = mutex.lock();\n    state[0] = (state",
      "    state[0] = (state",
    ]],
  },
  {
    name: "the value is copied after unlocking",
    step,
    file: mailbox,
    edits: [[
      "    using token = mutex.lock();\n    filled.wait(token, () => state[0] !== EMPTY);\n    if (state[0] === CLOSED) return undefined;\n    const value = Array.from(numbers);\n",
      "    const token = mutex.lock();\n    filled.wait(token, () => state[0] !== EMPTY);\n    if (state[0] === CLOSED) {\n      token.unlock();\n      return undefined;\n    }\n",
    ], [
      "    emptied.notify();\n    return value;\n",
      "    emptied.notify();\n    token.unlock();\n    return Array.from(numbers);\n",
    ]],
  },
  {
    name: "torn pair: publishes without the lock",
    step,
    file: latest,
    edits: [[
      "    using _token = mutex.lock();\n    numbers.set(value);\n",
      "    numbers.set(value);\n    void mutex;\n",
    ]],
  },
  {
    name: "torn pair: reads without the lock",
    step,
    file: latest,
    edits: [[
      "    using _token = mutex.lock();\n    return state[0] === 0",
      "    void mutex;\n    return state[0] === 0",
    ]],
  },
  {
    name: "torn pair: unlocks between the two numbers",
    step,
    file: latest,
    edits: [[
      "    using _token = mutex.lock();\n    numbers.set(value);\n",
      "    for (const [index, number] of value.entries()) {\n      using _part = mutex.lock();\n      numbers[index] = number;\n    }\n    using _token = mutex.lock();\n",
    ]],
  },
  {
    name: "waits on a stale value: only for a first one",
    step,
    file: latest,
    edits: [["state[0] !== this.#seen);", "state[0] !== 0);"]],
  },
  {
    name: "next() forgets what it has given",
    step,
    file: latest,
    edits: [[
      "    this.#seen = state[0] ?? 0;\n",
      "    this.#seen = Math.min(1, state[0] ?? 0);\n",
    ]],
  },
  {
    name: "next() waits for a change since it began to wait",
    step,
    file: latest,
    edits: [[
      "    published.wait(token, () => state[0] !== this.#seen);\n",
      "    const before = state[0];\n    published.wait(token, () => state[0] !== before);\n",
    ]],
  },
  {
    name: "one reader is woken, not all",
    step,
    file: latest,
    edits: [["published.notifyAll();", "published.notify();"]],
  },
  {
    name: "latest() does not count as given",
    step,
    file: latest,
    edits: [[
      "undefined : this.#copy();",
      "undefined : Array.from(this.#record.numbers);",
    ]],
  },
  {
    name: "what was given is remembered for all handles together",
    step,
    file: latest,
    edits: [
      ["this.#seen = state[0] ?? 0;", "LatestValue.#all = state[0] ?? 0;"],
      ["  #seen = 0;\n", "  static #all = 0;\n"],
      ["state[0] !== this.#seen);", "state[0] !== LatestValue.#all);"],
    ],
  },
  {
    name: "closing twice opens it again",
    step,
    file: mailbox,
    edits: [["(state[0] ?? EMPTY) | CLOSED", "(state[0] ?? EMPTY) + CLOSED"]],
  },
  {
    name: "closing twice toggles",
    step,
    file: mailbox,
    edits: [["(state[0] ?? EMPTY) | CLOSED", "(state[0] ?? EMPTY) ^ CLOSED"]],
  },
  {
    name: "close() wakes one of those who put",
    step,
    file: mailbox,
    edits: [["emptied.notifyAll();", "emptied.notify();"]],
  },
  {
    name: "close() wakes one of those who take",
    step,
    file: mailbox,
    edits: [["filled.notifyAll();", "filled.notify();"]],
  },
  {
    name: "take() asks again every millisecond",
    step,
    file: mailbox,
    edits: [[
      "filled.wait(token, () => state[0] !== EMPTY);",
      "while (!filled.waitFor(token, () => state[0] !== EMPTY, 1));",
    ]],
  },
  {
    name: "put() asks again every millisecond",
    step,
    file: mailbox,
    edits: [[
      "emptied.wait(token, () => state[0] !== FULL);",
      "while (!emptied.waitFor(token, () => state[0] !== FULL, 1));",
    ]],
  },
  {
    name: "next() asks again every millisecond",
    step,
    file: latest,
    edits: [[
      "published.wait(token, () => state[0] !== this.#seen);",
      "while (!published.waitFor(token, () => state[0] !== this.#seen, 1));",
    ]],
  },
];
