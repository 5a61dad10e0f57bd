import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the queue's push() and pop(). */
export const queueMutants: Mutant[] = [
  {
    name: "spins on the full queue with the mutex locked, as textbooks do",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "while (!this.#ring.hasRoom && !this.#ring.closed && token.locked);",
    ]],
  },
  {
    name: "sleeps with the mutex locked",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "  readonly #ring: Ring;\n",
      "  readonly #ring: Ring;\n  readonly #events: Int32Array<SharedArrayBuffer>;\n",
    ], [
      "    const parts = new QueueMemory(buffer, byteOffset);\n",
      "    const parts = new QueueMemory(buffer, byteOffset);\n    this.#events = new Int32Array(buffer, byteOffset + 4, 1);\n",
    ], [
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      "while (!this.#ring.hasItem && token.locked) Atomics.wait(this.#events, 0, Atomics.load(this.#events, 0));",
    ]],
  },
  {
    name: "polls: unlocks and locks instead of sleeping",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      "while (!this.#ring.hasItem && !this.#ring.closed) { token.unlock(); token.lock(); }",
    ]],
  },
  {
    name: "looks again each millisecond instead of sleeping",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "while (!this.#notFull.waitFor(token, () => this.#ring.hasRoom || this.#ring.closed, 1));",
    ]],
  },
  {
    name: "if for while in pop()",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      "let woken = 0; this.#notEmpty.wait(token, () => woken++ > 0 || this.#ring.hasItem || this.#ring.closed);",
    ]],
  },
  {
    name: "if for while in push()",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "let woken = 0; this.#notFull.wait(token, () => woken++ > 0 || this.#ring.hasRoom || this.#ring.closed);",
    ]],
  },
  {
    name: "capacity too large by one",
    step: "7.3.1",
    file: "ring.ts",
    edits: [[
      "return this.size < this.capacity;",
      "return this.size <= this.capacity;",
    ]],
  },
  {
    name: "no signal on pop",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [["    this.#notFull.notify();\n", ""]],
  },
  {
    name: "no signal on push",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [["    this.#notEmpty.notify();\n", ""]],
  },
  {
    name: "signals only when the queue was empty",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#ring.append(item);\n",
      "    const first = !this.#ring.hasItem;\n    this.#ring.append(item);\n",
    ], [
      "    this.#notEmpty.notify();\n",
      "    if (first) this.#notEmpty.notify();\n",
    ], [
      "    const item = this.#ring.shift();\n",
      "    const full = !this.#ring.hasRoom;\n    const item = this.#ring.shift();\n",
    ], [
      "    this.#notFull.notify();\n",
      "    if (full) this.#notFull.notify();\n",
    ]],
  },
  {
    name: "last in, first out",
    step: "7.3.1",
    file: "ring.ts",
    edits: [[
      "    const item = this.#words[ITEMS + this.#head];\n    this.#words[HEAD] = (this.#head + 1) % this.capacity;\n",
      "    const item = this.#words[ITEMS + (this.#head + this.size - 1) % this.capacity];\n",
    ]],
  },
  {
    name: "pushes without the mutex",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#ring.append(item);\n    // A thread that wakes",
      "    // A thread that wakes",
    ], [
      "    token.unlock();\n    this.#notEmpty.notify();",
      "    token.unlock();\n    this.#ring.append(item);\n    this.#notEmpty.notify();",
    ]],
  },
  {
    // Right for one place and for two: the real threads have a queue of three.
    name: "the ring wraps with a mask",
    step: "7.3.1",
    file: "ring.ts",
    edits: [[
      "ITEMS + (this.#head + this.size) % this.capacity",
      "ITEMS + ((this.#head + this.size) & (this.capacity - 1))",
    ], [
      "(this.#head + 1) % this.capacity",
      "(this.#head + 1) & (this.capacity - 1)",
    ]],
  },
];
