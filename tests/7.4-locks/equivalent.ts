import type { Equivalent } from "../harness/mutant.ts";

const MESSAGE = "Only a word of an error's message differs, not its class.";
const NEEDLESS =
  "A notify for nobody does no harm, and the task does not forbid it: other correct versions notify at each release.";
const CHEAP = "Correct, but dear: step 7.4.4 asks for as little as can be.";
const TOLD =
  "What release() returns is first used by unlock(), which step 7.4.3 asks for.";

/** Changes of the solution that behave as it does, or that a later step forbids. */
export const equivalent: Equivalent[] = [
  {
    file: "mutex.ts",
    from:
      "if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;",
    to: "if (false) return;",
    because: CHEAP,
    asked: "7.4.4",
  },
  {
    file: "mutex.ts",
    from: "if (state === CONTENDED) Atomics.notify(words, 0, 1);",
    to: "if (state === CONTENDED) Atomics.notify(words, 0);",
    because: CHEAP,
    asked: "7.4.4",
  },
  {
    file: "mutex.ts",
    from: "if (state === CONTENDED) Atomics.notify(words, 0, 1);",
    to: "if (true) Atomics.notify(words, 0, 1);",
    because: CHEAP,
    asked: "7.4.4",
  },
  ...["false", "true", "state === UNLOCKED"].map((value) => ({
    file: "mutex.ts",
    from: "return state !== UNLOCKED;",
    to: `return ${value};`,
    because: TOLD,
    asked: "7.4.3",
  })),
  {
    file: "semaphore.ts",
    from: "Atomics.sub(this.#words, WAITERS, 1);",
    to: ";",
    because: NEEDLESS,
  },
  ...["true", "Atomics.load(this.#words, WAITERS) >= 0"].map((condition) => ({
    file: "semaphore.ts",
    from: "if (Atomics.load(this.#words, WAITERS) > 0) {",
    to: `if (${condition}) {`,
    because: NEEDLESS,
  })),
  ...[
    ["release", "max"],
    ["acquire", "this.#max"],
  ].map(([action, max]) => ({
    file: "semaphore.ts",
    from: `checkCount("${action}", count, ${max});`,
    to: `checkCount("", count, ${max});`,
    because: MESSAGE,
  })),
];
