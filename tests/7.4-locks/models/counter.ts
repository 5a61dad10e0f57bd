import { assert } from "@std/assert";
import {
  Counter as LessonCounter,
} from "../../../lessons/7.4-locks/counter.ts";
import {
  type Model,
  ownInstances,
  type Thread,
  type ThreadContext,
} from "../../harness/explorer/mod.ts";

/** The lesson's, as each thread has it. */
export const { Counter } = await ownInstances(
  { Counter: LessonCounter },
  import.meta.resolve("../../../lessons/7.4-locks/counter.ts"),
);

/** Leaves a word free on both sides, to see whether a counter keeps to its own. */
export const OFFSET = 4;
const BYTES = OFFSET + Counter.BYTE_LENGTH + 4;

const once: Thread = (shared, t) => {
  t.log(new Counter(shared, OFFSET).increment());
};

const twice: Thread = (shared, t) => {
  const counter = new Counter(shared, OFFSET);
  t.log(counter.increment());
  t.log(counter.increment());
};

function assertCounted(logs: readonly (readonly unknown[])[]): void {
  const numbers = logs.flat().map(Number).sort((a, b) => a - b);
  assert(
    numbers.every((number, index) => number === index + 1),
    `${numbers.length} increments returned ${numbers.join(", ")}.`,
  );
}

/** Two threads, one increment each: the lost update in its shortest form. */
export const twoThreads: Model = {
  name: "7.4.1-two-threads",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  threads: [once, once],
  plain: "interleave",
  final: (_words, logs) => assertCounted(logs),
};

/** Two threads, two increments each. */
export const twoThreadsTwice: Model = {
  name: "7.4.1-two-threads-twice",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  threads: [twice, twice],
  plain: "interleave",
  final: (_words, logs) => assertCounted(logs),
};

/** One increment against so many that it loses the race again and again. */
export const losingOften: Model = {
  name: "7.4.1-losing-often",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  threads: [once, (shared, t) => {
    for (let time = 0; time < 5; time++) once(shared, t);
  }],
  plain: "interleave",
  final: (_words, logs) => assertCounted(logs),
};

/** One thread that counts beyond what 31 bits can hold. */
export const wrapping: Model = {
  name: "7.4.1-wrapping",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  setup: (shared) => {
    new Int32Array(shared)[OFFSET / 4] = 0x7fff_ffff;
  },
  threads: [(shared, t: ThreadContext) => {
    const counter = new Counter(shared, OFFSET);
    const got = [counter.increment(), counter.value];
    for (const number of got) t.log(number);
    t.assert(
      got.every((number) => number === -0x8000_0000),
      `After 2147483647, increment() and value are ${got.join(" and ")}.`,
    );
  }],
};

/** Two threads that come to the largest number at the same time. */
export const wrappingTogether: Model = {
  name: "7.4.1-wrapping-together",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  setup: (shared) => {
    new Int32Array(shared)[OFFSET / 4] = 0x7fff_ffff;
  },
  threads: [once, once],
  plain: "interleave",
  maxOperations: 40,
  final: (_words, logs) =>
    assert(
      logs.flat().map(Number).sort().join() === "-2147483647,-2147483648",
      `After 2147483647, two increments returned ${logs.flat().join(", ")}.`,
    ),
};

/** Three threads, and the words beside the counter. */
export const threeThreads: Model = {
  name: "7.4.1-three-threads",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  threads: [once, once, once],
  plain: "interleave",
  invariant: (words) => {
    assert(words[0] === 0, "The word before the counter was written to.");
    assert(
      words.at(-1) === 0,
      "The word after the counter was written to.",
    );
  },
  final: (_words, logs) => assertCounted(logs),
};

/** One thread counts while another looks. */
export const looking: Model = {
  name: "7.4.1-looking",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  threads: [twice, (shared, t: ThreadContext) => {
    const counter = new Counter(shared, OFFSET);
    const first = counter.value;
    const second = counter.value;
    t.assert(first <= second, `The value went from ${first} to ${second}.`);
  }],
  final: (_words, logs) => assertCounted(logs),
};

/** Two counters side by side, and two handles on one of them. */
export const sideBySide: Model = {
  name: "7.4.1-side-by-side",
  bytes: 2 * Counter.BYTE_LENGTH,
  threads: [(shared, t) => {
    const left = new Counter(shared);
    const right = new Counter(shared, Counter.BYTE_LENGTH);
    left.increment();
    left.increment();
    right.increment();
    t.log(left.value);
    t.log(new Counter(shared).value);
    t.log(right.value);
  }],
  final: (_words, [log]) =>
    assert(
      String(log) === "2,2,1",
      `The left counter was incremented twice and the right one once: left, a second handle on it, and right are ${log}.`,
    ),
};

/** One thread that counts beyond what a byte can hold. */
export const beyondAByte: Model = {
  name: "7.4.1-beyond-a-byte",
  bytes: BYTES,
  words: { [OFFSET]: "counter" },
  threads: [(shared, t: ThreadContext) => {
    const counter = new Counter(shared, OFFSET);
    for (let i = 1; i <= 300; i++) {
      const got = counter.increment();
      t.log(got);
      t.assert(got === i, `Increment number ${i} returned ${got}.`);
    }
  }],
};
