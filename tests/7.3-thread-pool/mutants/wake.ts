import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of how push() and pop() sleep and wake others. */
export const wakeMutants: Mutant[] = [
  {
    name: "spins on the full queue with the mutex locked, as textbooks do",
    step: "7.3.1",
    shows: "spins-with-the-mutex-locked",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "while (!this.#ring.hasRoom && !this.#ring.closed && token.locked);",
    ]],
  },
  {
    name: "pop() waits in a loop for a predicate that is always true",
    step: "7.3.1",
    shows: "spins-with-the-mutex-locked",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);\n",
      "    while (!this.#ring.hasItem && !this.#ring.closed) {\n      this.#notEmpty.wait(token, () => true);\n    }\n",
    ]],
  },
  {
    name: "sleeps with the mutex locked",
    step: "7.3.1",
    shows: "sleeps-with-the-mutex-locked",
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
    shows: "asks-again-and-again",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      "while (!this.#ring.hasItem && !this.#ring.closed) { token.unlock(); token.lock(); }",
    ]],
  },
  {
    name: "looks again each millisecond instead of sleeping",
    step: "7.3.1",
    shows: "looks-again-by-a-timer",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "while (!this.#notFull.waitFor(token, () => this.#ring.hasRoom || this.#ring.closed, 1));",
    ]],
  },
  {
    name: "if for while in pop()",
    step: "7.3.1",
    shows: "looks-once",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      "let woken = 0; this.#notEmpty.wait(token, () => woken++ > 0 || this.#ring.hasItem || this.#ring.closed);",
    ]],
  },
  {
    name: "if for while in push()",
    step: "7.3.1",
    shows: "looks-once",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "let woken = 0; this.#notFull.wait(token, () => woken++ > 0 || this.#ring.hasRoom || this.#ring.closed);",
    ]],
  },
  {
    name: "pop() gives up after ten wake-ups",
    step: "7.3.1",
    shows: "loses-patience",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      "let looks = 0; this.#notEmpty.wait(token, () => looks++ > 10 || this.#ring.hasItem || this.#ring.closed);",
    ]],
  },
  {
    name: "push() gives up after ten wake-ups",
    step: "7.3.1",
    shows: "loses-patience",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      "let looks = 0; this.#notFull.wait(token, () => looks++ > 10 || this.#ring.hasRoom || this.#ring.closed);",
    ]],
  },
  {
    name: "no signal on pop",
    step: "7.3.1",
    shows: "pop-wakes-nobody",
    file: "bounded_queue.ts",
    edits: [["    this.#notFull.notify();\n", ""]],
  },
  {
    name: "no signal on push",
    step: "7.3.1",
    shows: "push-wakes-nobody",
    file: "bounded_queue.ts",
    edits: [["    this.#notEmpty.notify();\n", ""]],
  },
  {
    name: "signals only when the queue was empty",
    step: "7.3.1",
    shows: "push-wakes-at-the-edge-only",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#ring.append(item);\n",
      "    const first = !this.#ring.hasItem;\n    this.#ring.append(item);\n",
    ], [
      "    this.#notEmpty.notify();\n",
      "    if (first) this.#notEmpty.notify();\n",
    ]],
  },
  {
    name: "signals only when the queue was full",
    step: "7.3.1",
    shows: "pop-wakes-at-the-edge-only",
    file: "bounded_queue.ts",
    edits: [[
      "    const item = this.#ring.shift();\n",
      "    const full = !this.#ring.hasRoom;\n    const item = this.#ring.shift();\n",
    ], [
      "    this.#notFull.notify();\n",
      "    if (full) this.#notFull.notify();\n",
    ]],
  },
  {
    name: "push() goes on when there is no room",
    step: "7.3.1",
    shows: "never-sleeps",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);\n",
      "",
    ]],
  },
  {
    name: "pop() returns when there is no item",
    step: "7.3.1",
    shows: "never-sleeps",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);\n",
      "",
    ]],
  },
  {
    name: "push() wakes producers, and pop() consumers",
    step: "7.3.1",
    shows: "wakes-the-wrong-side",
    file: "bounded_queue.ts",
    edits: [
      ["    this.#notEmpty.notify();\n", "    this.#notFull.notify();\n"],
      [
        "    token.unlock();\n    this.#notFull.notify();\n    return item;",
        "    token.unlock();\n    this.#notEmpty.notify();\n    return item;",
      ],
    ],
  },
  {
    name: "pop() waits for room",
    step: "7.3.1",
    shows: "sleeps-on-the-wrong-condition",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () =>",
      "this.#notFull.wait(token, () =>",
    ]],
  },
  {
    name: "push() wakes all consumers",
    step: "7.3.1",
    shows: "wakes-everyone",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notify();\n",
      "    this.#notEmpty.notifyAll();\n",
    ]],
  },
  {
    name: "pop() wakes with the mutex locked",
    step: "7.3.1",
    shows: "notifies-with-the-mutex-locked",
    file: "bounded_queue.ts",
    edits: [[
      "    token.unlock();\n    this.#notFull.notify();\n    return item;",
      "    void token;\n    this.#notFull.notify();\n    return item;",
    ]],
  },
  {
    name: "pop() unlocks before it waits",
    step: "7.3.1",
    shows: "waits-with-the-mutex-unlocked",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.wait(token, () =>",
      "    token.unlock();\n    this.#notEmpty.wait(token, () =>",
    ]],
  },
  {
    name: "pop() wakes a producer though it has taken nothing",
    step: "7.3.2",
    shows: "wakes-for-nothing",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#ring.hasItem) return undefined;\n    const item = this.#ring.shift();\n",
      "    const item = this.#ring.hasItem ? this.#ring.shift() : undefined;\n",
    ]],
  },
  {
    name: "pop() wakes all producers",
    step: "7.3.1",
    shows: "wakes-everyone",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notFull.notify();\n    return item;",
      "    this.#notFull.notifyAll();\n    return item;",
    ]],
  },
  {
    name: "push() wakes producers, too",
    step: "7.3.1",
    shows: "wakes-both-sides",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notify();\n    // #",
      "    this.#notEmpty.notify();\n    this.#notFull.notify();\n    // #",
    ]],
  },
  {
    name: "push() waits until the queue is not empty",
    step: "7.3.1",
    shows: "sleeps-on-the-wrong-condition",
    file: "bounded_queue.ts",
    edits: [["this.#notFull.wait(token, ()", "this.#notEmpty.wait(token, ()"]],
  },
  {
    name: "push() appends by itself and wakes with the mutex locked",
    step: "7.3.1",
    shows: "notifies-with-the-mutex-locked",
    file: "bounded_queue.ts",
    edits: [[
      "    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    // #endregion\n  }\n\n  /**\n   * Takes the oldest item, and sleeps",
      "    if (this.#ring.closed) this.#refuse();\n    this.#ring.append(item);\n    this.#notEmpty.notify();\n    // #endregion\n  }\n\n  /**\n   * Takes the oldest item, and sleeps",
    ]],
  },
  {
    name: "pop() waits when it has taken",
    step: "7.3.1",
    shows: "waits-after-the-change",
    file: "bounded_queue.ts",
    edits: [[
      `    this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    return this.#take(token);`,
      `    const item = this.#ring.hasItem ? this.#ring.shift() : undefined;
    this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    if (item === undefined) return this.#take(token);
    token.unlock();
    this.#notFull.notify();
    return item;`,
    ]],
  },
  {
    name: "pop() wakes the next consumer, and no producer",
    step: "7.3.1",
    shows: "wakes-the-wrong-side",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notFull.notify();\n    return item;",
      "    this.#notEmpty.notify();\n    return item;",
    ]],
  },
  {
    name: "push() wakes the next producer, and no consumer",
    step: "7.3.1",
    shows: "wakes-the-wrong-side",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notify();\n    // #",
      "    this.#notFull.notify();\n    // #",
    ]],
  },
  {
    name: "an item 0 that goes wakes no producer",
    step: "7.3.1",
    shows: "wakes-nobody-for-0",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notFull.notify();\n    return item;",
      "    if (item) this.#notFull.notify();\n    return item;",
    ]],
  },
  {
    name: "an item 0 that comes wakes no consumer",
    step: "7.3.1",
    shows: "wakes-nobody-for-0",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notify();\n    // #",
      "    if (item) this.#notEmpty.notify();\n    // #",
    ]],
  },
];
