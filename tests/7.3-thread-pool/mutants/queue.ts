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
    name: "each thread keeps the place of the next item in a field",
    step: "7.3.1",
    shows: "keeps-its-own-place",
    file: "ring.ts",
    edits: [[
      "  readonly #words: Int32Array<SharedArrayBuffer>;",
      "  readonly #words: Int32Array<SharedArrayBuffer>;\n  #tail = 0;",
    ], [
      "    this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item;",
      "    this.#words[ITEMS + this.#tail] = item;\n    this.#tail = (this.#tail + 1) % this.capacity;",
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
  {
    name: "the item 0 is pushed nowhere",
    step: "7.3.1",
    shows: "pushes-0-nowhere",
    file: "bounded_queue.ts",
    edits: [[
      "    // #region 7.3.1\n    this.#notFull.wait(",
      "    // #region 7.3.1\n    if (!item) return;\n    this.#notFull.wait(",
    ]],
  },
  {
    name: "an item 0 that comes out is no item",
    step: "7.3.1",
    shows: "takes-0-for-nothing",
    file: "ring.ts",
    edits: [["    return item;", "    return item || undefined;"]],
  },
  {
    name: "pop() goes on looking until an item is true",
    step: "7.3.1",
    shows: "takes-0-for-nothing",
    file: "bounded_queue.ts",
    edits: [[
      "    return this.#take(token);\n    // #endregion\n  }\n\n  /** Appends an item to the ring,",
      "    const item = this.#take(token);\n    return item || this.#ring.closed ? item : this.pop();\n    // #endregion\n  }\n\n  /** Appends an item to the ring,",
    ]],
  },
  {
    name: "an item 0 is not counted",
    step: "7.3.1",
    shows: "pushes-0-nowhere",
    file: "ring.ts",
    edits: [[
      "    this.#words[SIZE] = this.size + 1;\n",
      "    if (item) this.#words[SIZE] = this.size + 1;\n",
    ]],
  },
  {
    name: "there is an item when the first one is not 0",
    step: "7.3.1",
    shows: "takes-0-for-nothing",
    file: "ring.ts",
    edits: [[
      "    return this.size > 0;",
      "    return this.#words[ITEMS + this.#head] !== 0;",
    ]],
  },
  {
    name: "a place is free when it holds 0",
    step: "7.3.1",
    shows: "a-0-is-a-free-place",
    file: "ring.ts",
    edits: [[
      "    this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item;\n",
      "    let at = this.#head;\n    while (this.#words[ITEMS + at] !== 0) at = (at + 1) % this.capacity;\n    this.#words[ITEMS + at] = item;\n",
    ], [
      "    this.#words[HEAD] = (",
      "    this.#words[ITEMS + this.#head] = 0;\n    this.#words[HEAD] = (",
    ]],
  },
  {
    name: "an item is written and not counted",
    step: "7.3.1",
    shows: "appended-and-not-counted",
    file: "ring.ts",
    edits: [["    this.#words[SIZE] = this.size + 1;\n", ""]],
  },
  {
    name: "an item is taken and still counted",
    step: "7.3.1",
    shows: "taken-and-still-counted",
    file: "ring.ts",
    edits: [["    this.#words[SIZE] = this.size - 1;\n", ""]],
  },
  {
    name: "push() appends nothing",
    step: "7.3.1",
    shows: "appends-nothing",
    file: "bounded_queue.ts",
    edits: [["    this.#ring.append(item);\n", "    void item;\n"]],
  },
  {
    name: "pop() takes one to see whether there is one",
    step: "7.3.1",
    shows: "takes-two-at-once",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#ring.hasItem) return undefined;\n    const item",
      "    if (!this.#ring.hasItem) return undefined;\n    if (this.#ring.size > 1) this.#ring.shift();\n    const item",
    ]],
  },
  {
    name: "push() unlocks between the wait and the put",
    step: "7.3.1",
    shows: "unlocks-between",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      `this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);
    token.unlock();
    token.lock();`,
    ]],
  },
  {
    name: "pop() unlocks between the wait and the take",
    step: "7.3.1",
    shows: "unlocks-between",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      `this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    token.unlock();
    token.lock();`,
    ]],
  },
  {
    name: "push() appends and waits then",
    step: "7.3.1",
    shows: "waits-after-the-change",
    file: "bounded_queue.ts",
    edits: [[
      `    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);
    if (this.#ring.closed) this.#refuse();
    this.#put(token, item);`,
      `    if (this.#ring.closed) this.#refuse();
    this.#ring.append(item);
    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);
    token.unlock();
    this.#notEmpty.notify();`,
    ]],
  },
  {
    name: "items of 16 bits",
    step: "7.3.1",
    shows: "cuts-items",
    file: "ring.ts",
    edits: [[
      "this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item;",
      "this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item << 16 >> 16;",
    ]],
  },
  {
    name: "shift() erases the place to which the head has moved",
    step: "7.3.1",
    shows: "shift-overwrites-an-item",
    file: "ring.ts",
    edits: [[
      "    this.#words[SIZE] = this.size - 1;\n    return item;",
      "    this.#words[SIZE] = this.size - 1;\n    this.#words[ITEMS + this.#head] = 0;\n    return item;",
    ]],
  },
  {
    name: "the size is counted modulo the capacity",
    step: "7.3.1",
    shows: "counts-items-wrongly",
    file: "ring.ts",
    edits: [[
      "this.#words[SIZE] = this.size + 1;",
      "this.#words[SIZE] = (this.size + 1) % this.capacity;",
    ]],
  },
  {
    name: "the first item fills the ring",
    step: "7.3.1",
    shows: "counts-items-wrongly",
    file: "ring.ts",
    edits: [[
      "this.#words[SIZE] = this.size + 1;",
      "this.#words[SIZE] = this.capacity;",
    ]],
  },
  {
    name: "the oldest item is looked for behind the last",
    step: "7.3.1",
    shows: "shift-takes-from-elsewhere",
    file: "ring.ts",
    edits: [[
      "const item = this.#words[ITEMS + this.#head];",
      "const item = this.#words[ITEMS + (this.#head + this.size) % this.capacity];",
    ]],
  },
  {
    name: "append() counts from the ring's first place",
    step: "7.3.1",
    shows: "ring-wraps-elsewhere",
    file: "ring.ts",
    edits: [[
      "ITEMS + (this.#head + this.size) % this.capacity",
      "ITEMS + this.size",
    ]],
  },
  {
    name: "the ring wraps one place too late",
    step: "7.3.1",
    shows: "ring-wraps-elsewhere",
    file: "ring.ts",
    edits: [[
      "    this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item;\n",
      "    let place = this.#head + this.size;\n    if (place > this.capacity) place -= this.capacity;\n    this.#words[ITEMS + place] = item;\n",
    ]],
  },
];
