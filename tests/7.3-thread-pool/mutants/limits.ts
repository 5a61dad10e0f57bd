import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of tryPush(), tryPop() and size. */
export const limitsMutants: Mutant[] = [
  {
    name: "tryPush() appends although its time is over",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms) && ms === 0) return false;",
    ]],
  },
  {
    name: "tryPop() waits for ever",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.waitFor(token, ready, ms);",
      "if (ms > 0) this.#notEmpty.wait(token, ready);",
    ]],
  },
  {
    name: "time limits are ignored",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.waitFor(token, ready, ms);",
      "this.#notEmpty.waitFor(token, ready, 0);",
    ]],
  },
  {
    name: "size is the capacity",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [["return this.#ring.size;", "return this.capacity;"]],
  },
  {
    name: "tryPush() takes its time limit for seconds",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms / 1000)) return false;",
    ]],
  },
  {
    name: "tryPush() does not wait for room",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, 0)) return false;",
    ]],
  },
];
