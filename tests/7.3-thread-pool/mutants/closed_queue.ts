import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what pushes and pops do in a closed queue. */
export const closedQueueMutants: Mutant[] = [
  {
    name: "push() to a closed queue throws another error",
    step: "7.3.3",
    shows: "refuses-with-another-error",
    file: "bounded_queue.ts",
    edits: [[
      "    throw new QueueClosedError();",
      '    throw new Error("closed");',
    ]],
  },
  {
    name: "close() refuses only who comes later",
    step: "7.3.3",
    shows: "asks-for-the-end-before-the-sleep-only",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);\n    if (this.#ring.closed) this.#refuse();",
      "    if (this.#ring.closed) this.#refuse();\n    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);\n    if (!this.#ring.hasRoom) this.#refuse();",
    ]],
  },
  {
    name: "tryPush() looks whether the queue is closed before it sleeps only",
    step: "7.3.3",
    shows: "asks-for-the-end-before-the-sleep-only",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (this.#ring.closed) this.#refuse();",
      "    if (this.#ring.closed) this.#refuse();\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (!this.#ring.hasRoom) this.#refuse();",
    ]],
  },
  {
    name: "push() waits until there is room and the queue is open",
    step: "7.3.3",
    shows: "sleeps-though-closed",
    file: "bounded_queue.ts",
    edits: [[
      "(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "(token, () => this.#ring.hasRoom && !this.#ring.closed);",
    ]],
  },
  {
    name: "pop() waits until there is an item and the queue is open",
    step: "7.3.3",
    shows: "sleeps-though-closed",
    file: "bounded_queue.ts",
    edits: [[
      "(token, () => this.#ring.hasItem || this.#ring.closed);",
      "(token, () => this.#ring.hasItem && !this.#ring.closed);",
    ]],
  },
  {
    name: "tryPush() sleeps on when the queue is closed",
    step: "7.3.3",
    shows: "sleeps-though-closed",
    file: "bounded_queue.ts",
    edits: [[
      "const ready = () => this.#ring.hasRoom || this.#ring.closed;",
      "const ready = () => this.#ring.hasRoom;",
    ]],
  },
  {
    name: "a wait with a time limit does not look whether the queue is closed",
    step: "7.3.3",
    shows: "sleeps-though-closed",
    file: "bounded_queue.ts",
    edits: [[
      "const ready = () => this.#ring.hasItem || this.#ring.closed;",
      "const ready = () => this.#ring.hasItem;",
    ]],
  },
  {
    name: "push() does not ask whether the queue is closed",
    step: "7.3.3",
    shows: "pushes-into-a-closed-queue",
    file: "bounded_queue.ts",
    edits: [[
      "    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    // #endregion",
      "    this.#put(token, item);\n    // #endregion",
    ]],
  },
  {
    name: "push() takes it that a closed queue has no room",
    step: "7.3.3",
    shows: "pushes-into-a-closed-queue",
    file: "bounded_queue.ts",
    edits: [[
      "    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    // #endregion",
      "    if (!this.#ring.hasRoom) this.#refuse();\n    this.#put(token, item);\n    // #endregion",
    ]],
  },
  {
    name: "tryPush() does not ask whether the queue is closed",
    step: "7.3.3",
    shows: "pushes-into-a-closed-queue",
    file: "bounded_queue.ts",
    edits: [[
      "    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    return true;",
      "    this.#put(token, item);\n    return true;",
    ]],
  },
  {
    name:
      "tryPush() without time sees that the queue is full, and not that it is closed",
    step: "7.3.3",
    shows: "full-hides-the-end",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    if (ms === 0 && !this.#ring.hasRoom) return false;\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
    ]],
  },
  {
    name: "pop() gives -1 at the end",
    step: "7.3.3",
    shows: "end-is-an-item",
    file: "bounded_queue.ts",
    edits: [[
      `return this.#take(token);
    // #endregion
  }

  /** Appends an item to the ring`,
      `return this.#take(token) ?? -1;
    // #endregion
  }

  /** Appends an item to the ring`,
    ]],
  },
  {
    name: "pop() throws when the queue is closed",
    step: "7.3.3",
    shows: "end-is-an-error",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      `this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    if (this.#ring.closed && !this.#ring.hasItem) this.#refuse();`,
    ]],
  },
  {
    name: "pop() gives undefined once the queue is closed",
    step: "7.3.3",
    shows: "end-comes-before-the-items",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      `this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    if (this.#ring.closed) return undefined;`,
    ]],
  },
  {
    name: "tryPush() to a closed queue returns false",
    step: "7.3.3",
    shows: "closed-is-reported-as-full",
    file: "bounded_queue.ts",
    edits: [[
      `    if (!this.#notFull.waitFor(token, ready, ms)) return false;
    if (this.#ring.closed) this.#refuse();`,
      `    if (!this.#notFull.waitFor(token, ready, ms)) return false;
    if (this.#ring.closed) return false;`,
    ]],
  },
  {
    name: "tryPush() asks for room before the end",
    step: "7.3.3",
    shows: "full-hides-the-end",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    this.#notFull.waitFor(token, ready, ms);\n    if (!this.#ring.hasRoom) return false;\n",
    ]],
  },
  {
    name: "the error for a closed queue is made and not thrown",
    step: "7.3.3",
    shows: "pushes-into-a-closed-queue",
    file: "bounded_queue.ts",
    edits: [["throw new QueueClosedError()", "new QueueClosedError()"]],
  },
];
