import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the ring, and of what the queue does with it. */
export const queueMutants: Mutant[] = [
  {
    name: "capacity too large by one",
    step: "7.3.1",
    shows: "one-place-too-many",
    file: "ring.ts",
    edits: [[
      "return this.size < this.capacity;",
      "return this.size <= this.capacity;",
    ]],
  },
  {
    name: "last in, first out",
    step: "7.3.1",
    shows: "last-in-first-out",
    file: "ring.ts",
    edits: [[
      "    const item = this.#words[ITEMS + this.#head];\n    this.#words[HEAD] = (this.#head + 1) % this.capacity;\n",
      "    const item = this.#words[ITEMS + (this.#head + this.size - 1) % this.capacity];\n",
    ]],
  },
  {
    name: "pushes without the mutex",
    step: "7.3.1",
    shows: "touches-the-ring-unlocked",
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
    shows: "ring-wraps-elsewhere",
    file: "ring.ts",
    edits: [[
      "ITEMS + (this.#head + this.size) % this.capacity",
      "ITEMS + ((this.#head + this.size) & (this.capacity - 1))",
    ], [
      "(this.#head + 1) % this.capacity",
      "(this.#head + 1) & (this.capacity - 1)",
    ]],
  },
  {
    name: "the head does not move on",
    step: "7.3.1",
    shows: "head-stays",
    file: "ring.ts",
    edits: [[
      "    this.#words[HEAD] = (this.#head + 1) % this.capacity;\n",
      "",
    ]],
  },
  {
    name: "push() unlocks behind #put()",
    step: "7.3.1",
    shows: "unlocks-twice",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#put(token, item);\n    // #endregion",
      "    this.#put(token, item);\n    token.unlock();\n    // #endregion",
    ]],
  },
  {
    name: "the item 0 is taken for none",
    step: "7.3.1",
    shows: "takes-0-for-nothing",
    file: "bounded_queue.ts",
    edits: [[
      "    const item = this.#ring.shift();\n",
      "    const item = this.#ring.shift() || undefined;\n",
    ]],
  },
];
