import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what tryPush() and tryPop() do when they have waited. */
export const attemptMutants: Mutant[] = [
  ...[
    "tryPush(item: number, ms = 0): boolean {\n    assertItem(item);",
    "tryPop(ms = 0): number | undefined {",
  ].map((head, i): Mutant => ({
    name: `${head.split("(")[0]}() without time does not wait for the mutex`,
    step: "7.3.2",
    shows: "does-not-wait-for-the-mutex",
    file: "bounded_queue.ts",
    edits: [[
      `${head}\n    using token = this.#mutex.lock();\n`,
      `${head}\n    using token = ms > 0 ? this.#mutex.lock() : this.#mutex.lockIfAvailable();\n    if (token === null) return ${
        ["false", "undefined"][i]
      };\n`,
    ]],
  })),
  {
    name: "tryPop() shifts by itself and wakes nobody",
    step: "7.3.2",
    shows: "pop-wakes-nobody",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n    return this.#take(token);\n",
      "    if (!this.#notEmpty.waitFor(token, ready, ms)) return undefined;\n    return this.#ring.hasItem ? this.#ring.shift() : undefined;\n",
    ]],
  },
  {
    name: "tryPush() appends by itself and wakes nobody",
    step: "7.3.2",
    shows: "push-wakes-nobody",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#put(token, item);\n    return true;",
      "    this.#ring.append(item);\n    return true;",
    ]],
  },
  {
    name: "tryPush() asks `closed` with the mutex locked",
    step: "7.3.2",
    shows: "mutex-stays-locked",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (this.#ring.closed) this.#refuse();",
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (this.closed) this.#refuse();",
    ]],
  },
  {
    name: "tryPop() shifts by itself and wakes consumers",
    step: "7.3.2",
    shows: "wakes-the-wrong-side",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n    return this.#take(token);\n",
      "    if (!this.#notEmpty.waitFor(token, ready, ms) || !this.#ring.hasItem) return undefined;\n    const item = this.#ring.shift();\n    token.unlock();\n    this.#notEmpty.notify();\n    return item;\n",
    ]],
  },
  {
    name: "tryPush() waits for room, unlocks and calls push()",
    step: "7.3.2",
    shows: "unlocks-between",
    file: "bounded_queue.ts",
    edits: [[
      "ms)) return false;\n    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n",
      "ms)) return false;\n    token.unlock();\n    this.push(item);\n",
    ]],
  },
  {
    name: "tryPop() looks for an item, unlocks and calls pop()",
    step: "7.3.2",
    shows: "unlocks-between",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n    return this.#take(token);\n",
      "    if (!this.#notEmpty.waitFor(token, ready, ms)) return undefined;\n    token.unlock();\n    return this.pop();\n",
    ]],
  },
  {
    name: "tryPop() gives nothing from a closed queue",
    step: "7.3.3",
    shows: "end-comes-before-the-items",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n    return this.#take(token);\n",
      "    if (!this.#notEmpty.waitFor(token, ready, ms)) return undefined;\n    if (this.#ring.closed) return undefined;\n    return this.#take(token);\n",
    ]],
  },
  {
    name: "nothing is taken from a closed queue",
    step: "7.3.3",
    shows: "end-comes-before-the-items",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#ring.hasItem) return",
      "if (this.#ring.closed || !this.#ring.hasItem) return",
    ]],
  },
  {
    name: "shift() reads the item when the head has moved on",
    step: "7.3.1",
    shows: "shift-takes-from-elsewhere",
    file: "ring.ts",
    edits: [[
      "    const item = this.#words[ITEMS + this.#head];\n",
      "",
    ], ["    return item;\n", "    return this.#words[ITEMS + this.#head];\n"]],
  },
  {
    name: "append() keeps 16 bits of an item",
    step: "7.3.1",
    shows: "cuts-items",
    file: "ring.ts",
    edits: [["% this.capacity] = item;", "% this.capacity] = item & 0xffff;"]],
  },
  {
    name: "pop() wakes as many producers as there are free places",
    step: "7.3.1",
    shows: "wakes-everyone",
    file: "bounded_queue.ts",
    edits: [[
      "    const item = this.#ring.shift();\n    token.unlock();\n    this.#notFull.notify();",
      "    const item = this.#ring.shift();\n    const room = this.capacity - this.#ring.size;\n    token.unlock();\n    this.#notFull.notify(room);",
    ]],
  },
  {
    name: "push() wakes as many consumers as there are items",
    step: "7.3.1",
    shows: "wakes-everyone",
    file: "bounded_queue.ts",
    edits: [[
      "    token.unlock();\n    this.#notEmpty.notify();",
      "    const { size } = this.#ring;\n    token.unlock();\n    this.#notEmpty.notify(size);",
    ]],
  },
  {
    name: "pop() wakes as many producers as the queue has places",
    step: "7.3.1",
    shows: "wakes-everyone",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.notify();",
      "this.#notFull.notify(this.capacity);",
    ]],
  },
];
