import type { Equivalent } from "../harness/mutant.ts";

const MESSAGE = "Only a word of an error's message differs, not its class.";
const NEEDLESS =
  "A notify for nobody does no harm, and the task does not forbid it: other correct versions notify at each release.";
const CHEAP = "Correct, but dear: step 7.4.4 asks for as little as can be.";
const TOLD =
  "What release() returns is first used by unlock(), which step 7.4.3 asks for.";

const NO_WAKE =
  "#wake() does nothing for a state with readers in it, and nothing for one without flags: the look before it only spares the call.";
const SET_AGAIN = "A flag that is set is set once more, which changes nothing.";

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
  ...[
    "(state & READERS) === 0 && true",
    "true && state !== 0",
    "true",
    "(state & READERS) === 0 || state !== 0",
  ].map((condition) => ({
    file: "rw_lock.ts",
    from: "if ((state & READERS) === 0 && state !== 0) this.#wake(state);",
    to: `if (${condition}) this.#wake(state);`,
    because: NO_WAKE,
  })),
  {
    file: "rw_lock.ts",
    from: "if (state !== 0) this.#wake(state);",
    to: "if (true) this.#wake(state);",
    because: NO_WAKE,
  },
  ...["READERS_WAIT", "WRITERS_WAIT"].map((flag) => ({
    file: "rw_lock.ts",
    from: `(state & ${flag}) !== 0 || this.#swap(state, state | ${flag})`,
    to: `false || this.#swap(state, state | ${flag})`,
    because: SET_AGAIN,
  })),
  {
    file: "rw_lock.ts",
    from: "if ((now & READERS) !== 0 && (now & WRITERS_WAIT) !== 0) {",
    to: "if (true && (now & WRITERS_WAIT) !== 0) {",
    because:
      "Where the flag is set and nobody is in, somebody unlocks just now: it moves the number on that was read before.",
  },
  {
    file: "rw_lock.ts",
    from: "return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;",
    to: "return Atomics.notify(this.#words, WRITER_NOTIFY) > 0;",
    because:
      "Writers that are woken look again, and all but one sleep again. Other correct versions wake all.",
  },
  ...["<=", ">="].map((order) => ({
    file: "transfer.ts",
    from: "const [first, second] = from.byteOffset < to.byteOffset",
    to: `const [first, second] = from.byteOffset ${order} to.byteOffset`,
    because: "Any order will do that is the same for all threads.",
  })),
];
