import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.6";
const file = "mailbox.ts";

/** Wrong mailboxes. */
export const mailboxMutants: Mutant[] = [
  {
    name: "the condition is looked at once",
    step,
    shows: "woken-means-there",
    file,
    edits: [[
      "filled.wait(token, () => state[0] !== EMPTY);",
      "if (state[0] === EMPTY) {\n      let looks = 0;\n      filled.wait(token, () => looks++ > 0);\n    }",
    ]],
  },
  {
    name: "put() knows a closed mailbox only when it is empty",
    step,
    shows: "puts-into-a-closed-full-one",
    file,
    edits: [[
      "if (state[0] !== EMPTY) return false;",
      "if (state[0] === CLOSED) return false;",
    ]],
  },
  {
    name: "put() does not wait for room",
    step,
    shows: "put-overwrites",
    file,
    edits: [[
      "    emptied.wait(token, () => state[0] !== FULL);\n    if (state[0] !== EMPTY) return false;\n",
      "    if ((state[0] ?? 0) >= CLOSED) return false;\n    void token;\n    void emptied;\n",
    ]],
  },
  {
    name: "who puts wakes nobody",
    step,
    shows: "wakes-no-one",
    file,
    edits: [["    filled.notify();\n", ""]],
  },
  {
    name: "who takes wakes nobody",
    step,
    shows: "wakes-no-one",
    file,
    edits: [["    emptied.notify();\n", ""]],
  },
  {
    name: "a value is taken twice",
    step,
    shows: "taken-value-stays",
    file,
    edits: [["    state[0] = state[0] === FULL ? EMPTY : CLOSED;\n", ""]],
  },
  {
    name: "taking opens a mailbox that was closed",
    step,
    shows: "taking-reopens",
    file,
    edits: [[
      "state[0] = state[0] === FULL ? EMPTY : CLOSED;",
      "state[0] = EMPTY;",
    ]],
  },
  {
    name: "close() throws the last value away",
    step,
    shows: "close-drops-the-value",
    file,
    edits: [["state[0] = (state[0] ?? EMPTY) | CLOSED;", "state[0] = CLOSED;"]],
  },
  {
    name: "close() wakes only one side",
    step,
    shows: "close-wakes-one-side",
    file,
    edits: [["    emptied.notifyAll();\n", ""]],
  },
  {
    name: "close() wakes those who can wait in the present state",
    step,
    shows: "close-wakes-by-the-state",
    file,
    edits: [[
      "    state[0] = (state[0] ?? EMPTY) | CLOSED;\n    emptied.notifyAll();\n    filled.notifyAll();\n",
      "    const before = state[0] ?? EMPTY;\n    state[0] = before | CLOSED;\n    if (before === FULL) emptied.notifyAll();\n    if (before === EMPTY) filled.notifyAll();\n",
    ]],
  },
  {
    name: "close() wakes who takes only where nothing lies",
    step,
    shows: "close-wakes-by-the-state",
    file,
    edits: [[
      "    filled.notifyAll();\n",
      "    if (state[0] === CLOSED) filled.notifyAll();\n",
    ]],
  },
  {
    name: "close() does not lock",
    step,
    shows: "closes-without-lock",
    file,
    edits: [[
      "    using _token = mutex.lock();\n    state[0] = (state",
      "    state[0] = (state",
    ]],
  },
  {
    name: "the value is copied after unlocking",
    step,
    shows: "copies-after-unlock",
    file,
    edits: [[
      "    using token = mutex.lock();\n    filled.wait(token, () => state[0] !== EMPTY);\n    if (state[0] === CLOSED) return undefined;\n    const value = Array.from(numbers);\n",
      "    const token = mutex.lock();\n    filled.wait(token, () => state[0] !== EMPTY);\n    if (state[0] === CLOSED) {\n      token.unlock();\n      return undefined;\n    }\n",
    ], [
      "    emptied.notify();\n    return value;\n",
      "    emptied.notify();\n    token.unlock();\n    return Array.from(numbers);\n",
    ]],
  },
  {
    name: "closing twice opens it again",
    step,
    shows: "closed-again-is-another-state",
    file,
    edits: [["(state[0] ?? EMPTY) | CLOSED", "(state[0] ?? EMPTY) + CLOSED"]],
  },
  {
    name: "closing twice toggles",
    step,
    shows: "closed-again-is-another-state",
    file,
    edits: [["(state[0] ?? EMPTY) | CLOSED", "(state[0] ?? EMPTY) ^ CLOSED"]],
  },
  {
    name: "close() wakes one of those who put",
    step,
    shows: "close-wakes-one",
    file,
    edits: [["emptied.notifyAll();", "emptied.notify();"]],
  },
  {
    name: "close() wakes one of those who take",
    step,
    shows: "close-wakes-one",
    file,
    edits: [["filled.notifyAll();", "filled.notify();"]],
  },
  {
    name: "take() asks again every millisecond",
    step,
    shows: "waits-with-a-time-limit",
    file,
    edits: [[
      "filled.wait(token, () => state[0] !== EMPTY);",
      "while (!filled.waitFor(token, () => state[0] !== EMPTY, 1));",
    ]],
  },
  {
    name: "put() asks again every millisecond",
    step,
    shows: "waits-with-a-time-limit",
    file,
    edits: [[
      "emptied.wait(token, () => state[0] !== FULL);",
      "while (!emptied.waitFor(token, () => state[0] !== FULL, 1));",
    ]],
  },
  {
    name: "put() notifies who waits to put",
    step,
    shows: "put-wakes-putters",
    file,
    edits: [[
      "filled.notify();\n    return true",
      "emptied.notify();\n    return true",
    ]],
  },
  {
    name: "take() notifies who waits to take",
    step,
    shows: "take-wakes-takers",
    file,
    edits: [[
      "emptied.notify();\n    return value",
      "filled.notify();\n    return value",
    ]],
  },
  {
    name: "put() waits for room in a closed mailbox",
    step,
    shows: "sleeps-on-though-closed",
    file,
    edits: [[
      "emptied.wait(token, () => state[0] !== FULL);",
      "emptied.wait(token, () => ((state[0] ?? EMPTY) & FULL) === 0);",
    ]],
  },
  {
    name: "close() waits also when it is called again",
    step,
    shows: "closed-again-is-another-state",
    file,
    edits: [[
      "    using _token = mutex.lock();\n    state[0]",
      "    using token = mutex.lock();\n    if (state[0] === CLOSED) filled.wait(token, () => state[0] !== CLOSED);\n    state[0]",
    ]],
  },
  {
    name: "put() gives up at once",
    step,
    shows: "put-gives-up",
    file,
    edits: [[
      "    emptied.wait(token, () => state[0] !== FULL);\n",
      "    void token;\n    void emptied;\n",
    ]],
  },
  {
    name: "close() locks twice",
    step,
    shows: "close-locks-again",
    file,
    edits: [[
      "    using _token = mutex.lock();\n    state[0]",
      "    using _token = mutex.lock();\n    using _again = mutex.lock();\n    state[0]",
    ]],
  },
  {
    name: "put() waits on the takers' condition",
    step,
    shows: "waits-on-the-other-condition",
    file,
    edits: [["emptied.wait(token,", "filled.wait(token,"]],
  },
  {
    name: "take() waits on the putters' condition",
    step,
    shows: "waits-on-the-other-condition",
    file,
    edits: [["filled.wait(token,", "emptied.wait(token,"]],
  },
  {
    name: "put() asks whether it is closed before its wait only",
    step,
    shows: "asks-closed-before-its-wait",
    file,
    edits: [[
      "    emptied.wait(token, () => state[0] !== FULL);\n    if (state[0] !== EMPTY) return false;\n",
      "    if (((state[0] ?? EMPTY) & CLOSED) !== 0) return false;\n    emptied.wait(token, () => state[0] !== FULL);\n",
    ]],
  },
  {
    name: "take() asks whether it is closed before its wait only",
    step,
    shows: "asks-closed-before-its-wait",
    file,
    edits: [[
      "    filled.wait(token, () => state[0] !== EMPTY);\n    if (state[0] === CLOSED) return undefined;\n",
      "    if (state[0] === CLOSED) return undefined;\n    filled.wait(token, () => state[0] !== EMPTY);\n",
    ]],
  },
  {
    name: "close() marks an empty mailbox alone",
    step,
    shows: "close-is-not-noted",
    file,
    edits: [[
      "state[0] = (state[0] ?? EMPTY) | CLOSED;",
      "if (state[0] === EMPTY) state[0] = CLOSED;",
    ]],
  },
  {
    name: "close() does nothing where a value lies",
    step,
    shows: "close-is-not-noted",
    file,
    edits: [[
      "state[0] = (state[0] ?? EMPTY) | CLOSED;",
      "if (state[0] === FULL) return;\n    state[0] = CLOSED;",
    ]],
  },
];
