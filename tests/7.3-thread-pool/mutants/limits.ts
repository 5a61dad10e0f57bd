import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of tryPush(), tryPop() and size. */
export const limitsMutants: Mutant[] = [
  {
    name: "tryPush() appends although its time is over",
    step: "7.3.2",
    shows: "appends-though-the-time-is-over",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms) && ms === 0) return false;",
    ]],
  },
  {
    name: "tryPop() waits for ever",
    step: "7.3.2",
    shows: "waits-without-a-limit",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.waitFor(token, ready, ms);",
      "if (ms > 0) this.#notEmpty.wait(token, ready);",
    ]],
  },
  {
    name: "time limits are ignored",
    step: "7.3.2",
    shows: "gives-up-without-a-wait",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.waitFor(token, ready, ms);",
      "this.#notEmpty.waitFor(token, ready, 0);",
    ]],
  },
  {
    name: "size is the capacity",
    step: "7.3.2",
    shows: "size-is-not-the-number-of-items",
    file: "bounded_queue.ts",
    edits: [["return this.#ring.size;", "return this.capacity;"]],
  },
  {
    name: "tryPush() takes its time limit for seconds",
    step: "7.3.2",
    shows: "limit-in-another-unit",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms / 1000)) return false;",
    ]],
  },
  {
    name: "tryPush() does not wait for room",
    step: "7.3.2",
    shows: "gives-up-without-a-wait",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, 0)) return false;",
    ]],
  },
  {
    name: "size is read without the mutex",
    step: "7.3.2",
    shows: "reads-size-unlocked",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    return this.#ring.size;",
      "    return this.#ring.size;",
    ]],
  },
  {
    name: "an item is taken that is not there",
    step: "7.3.2",
    shows: "takes-what-is-not-there",
    file: "bounded_queue.ts",
    edits: [["    if (!this.#ring.hasItem) return undefined;\n", ""]],
  },
  {
    name: "tryPop() waits once more when its time is over",
    step: "7.3.2",
    shows: "limit-begins-anew",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n",
      "    if (!this.#notEmpty.waitFor(token, ready, ms)) {\n      this.#notEmpty.waitFor(token, ready, ms);\n    }\n",
    ]],
  },
  {
    name: "tryPush() waits once more when its time is over",
    step: "7.3.2",
    shows: "limit-begins-anew",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    if (\n      !this.#notFull.waitFor(token, ready, ms) &&\n      !this.#notFull.waitFor(token, ready, ms)\n    ) return false;\n",
    ]],
  },
  {
    name: "tryPush() looks for room once, and waits for what it has found",
    step: "7.3.2",
    shows: "sleeps-again-without-a-look",
    file: "bounded_queue.ts",
    edits: [[
      "    const ready = () => this.#ring.hasRoom || this.#ring.closed;\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    const ready = this.#ring.hasRoom || this.#ring.closed;\n    if (!this.#notFull.waitFor(token, () => ready, ms)) return false;\n",
    ]],
  },
  {
    name: "tryPush() gives up when it was woken for nothing",
    step: "7.3.2",
    shows: "gives-up-when-woken",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    let looked = false;\n    this.#notFull.waitFor(token, () => ready() || looked || !(looked = true), ms);\n    if (!ready()) return false;\n",
    ]],
  },
  {
    name: "tryPop() gives up when it was woken for nothing",
    step: "7.3.2",
    shows: "gives-up-when-woken",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n",
      "    let looked = false;\n    this.#notEmpty.waitFor(token, () => ready() || looked || !(looked = true), ms);\n",
    ]],
  },
  {
    name: "tryPush() looks each millisecond until its time is over",
    step: "7.3.2",
    shows: "looks-again-by-a-timer",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    const end = performance.now() + ms;\n    while (!this.#notFull.waitFor(token, ready, 1)) {\n      if (performance.now() >= end) return false;\n    }\n",
    ]],
  },
  {
    name: "tryPush() waits for 10 ms at least",
    step: "7.3.2",
    shows: "waits-without-time",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.waitFor(token, ready, ms)",
      "this.#notFull.waitFor(token, ready, Math.max(ms, 10))",
    ]],
  },
  {
    name: "tryPop() without a time waits for a second",
    step: "7.3.2",
    shows: "waits-without-time",
    file: "bounded_queue.ts",
    edits: [["tryPop(ms = 0)", "tryPop(ms = 1000)"]],
  },
  {
    name: "tryPush() says closed when its time is over",
    step: "7.3.2",
    shows: "full-is-an-error",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms)) this.#refuse();",
    ]],
  },
  {
    name: "tryPop() of no time does not look",
    step: "7.3.2",
    shows: "does-not-look-without-time",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n",
      "    if (ms === 0) return undefined;\n    this.#notEmpty.waitFor(token, ready, ms);\n",
    ]],
  },
  {
    name: "tryPush() returns true also when there is no room",
    step: "7.3.2",
    shows: "full-is-reported-as-done",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms)) return true;",
    ]],
  },
  {
    name: "tryPush() throws when there is no room",
    step: "7.3.2",
    shows: "full-is-an-error",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms)) throw new Error('Cannot push as the queue is full');",
    ]],
  },
  {
    name: "size is 0 while another thread has the mutex",
    step: "7.3.2",
    shows: "does-not-wait-for-the-mutex",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    return this.#ring.size;",
      "    using token = this.#mutex.lockIfAvailable();\n    return token === null ? 0 : this.#ring.size;",
    ]],
  },
  {
    name: "size locks and does not unlock",
    step: "7.3.2",
    shows: "mutex-stays-locked",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    return this.#ring.size;",
      "    this.#mutex.lock();\n    return this.#ring.size;",
    ]],
  },
  {
    name: "tryPush() takes its time limit for a point in time",
    step: "7.3.2",
    shows: "limit-is-a-point-in-time",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "const until = performance.now() + ms;\n    if (!this.#notFull.waitFor(token, ready, until)) return false;",
    ]],
  },
  {
    name: "an attempt that need not wait does not look at its limit",
    step: "7.3.2",
    shows: "takes-any-limit",
    file: "bounded_queue.ts",
    edits: [[
      "    const ready = () => this.#ring.hasRoom || this.#ring.closed;\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    return true;\n",
      "    // Most attempts need not wait at all.\n    if (this.#ring.hasRoom && !this.#ring.closed) {\n      this.#put(token, item);\n      return true;\n    }\n    const ready = () => this.#ring.hasRoom || this.#ring.closed;\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    return true;\n",
    ], [
      "    const ready = () => this.#ring.hasItem || this.#ring.closed;\n    this.#notEmpty.waitFor(token, ready, ms);\n    return this.#take(token);\n",
      "    if (this.#ring.hasItem) return this.#take(token);\n    const ready = () => this.#ring.hasItem || this.#ring.closed;\n    this.#notEmpty.waitFor(token, ready, ms);\n    return this.#take(token);\n",
    ]],
  },
  {
    name: "tryPush() and tryPop() take their time limit for seconds",
    step: "7.3.2",
    shows: "limit-in-another-unit",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms / 1000)) return false;",
    ], [
      "this.#notEmpty.waitFor(token, ready, ms);",
      "this.#notEmpty.waitFor(token, ready, ms / 1000);",
    ]],
  },
  {
    name: "tryPop() hands on the rest of its time, below 0 or not",
    step: "7.3.2",
    shows: "rest-below-zero",
    file: "bounded_queue.ts",
    edits: [[
      "  tryPop(ms = 0): number | undefined {\n",
      "  tryPop(ms = 0): number | undefined {\n    const end = performance.now() + ms;\n",
    ], [
      "this.#notEmpty.waitFor(token, ready, ms);",
      "this.#notEmpty.waitFor(token, ready, end - performance.now());",
    ]],
  },
  {
    name: "tryPush() hands on the rest of its time, below 0 or not",
    step: "7.3.2",
    shows: "rest-below-zero",
    file: "bounded_queue.ts",
    edits: [[
      "  tryPush(item: number, ms = 0): boolean {\n",
      "  tryPush(item: number, ms = 0): boolean {\n    const end = performance.now() + ms;\n",
    ], [
      "this.#notFull.waitFor(token, ready, ms)",
      "this.#notFull.waitFor(token, ready, ms && end - performance.now())",
    ]],
  },
  {
    name: "tryPush() gives up beside room when its time is over",
    step: "7.3.2",
    shows: "gives-up-by-the-clock",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    const end = performance.now() + ms;\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (ms > 0 && performance.now() >= end) return false;\n",
    ]],
  },
  {
    name: "tryPush() gives up beside room that came as its time was over",
    step: "7.3.2",
    shows: "gives-up-by-the-clock",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    const waits = !ready();\n    const end = performance.now() + ms;\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (waits && performance.now() >= end) return false;\n",
    ]],
  },
];
