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
const OFFSET = 4;
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
  threads: [once, once],
  plain: "interleave",
  final: (_words, logs) => assertCounted(logs),
};

/** Two threads, two increments each. */
export const twoThreadsTwice: Model = {
  name: "7.4.1-two-threads-twice",
  bytes: BYTES,
  threads: [twice, twice],
  plain: "interleave",
  final: (_words, logs) => assertCounted(logs),
};

/** Three threads, and the words beside the counter. */
export const threeThreads: Model = {
  name: "7.4.1-three-threads",
  bytes: BYTES,
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
  threads: [twice, (shared, t: ThreadContext) => {
    const counter = new Counter(shared, OFFSET);
    const first = counter.value;
    const second = counter.value;
    t.assert(first <= second, `The value went from ${first} to ${second}.`);
  }],
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
  threads: [(shared, t: ThreadContext) => {
    const counter = new Counter(shared, OFFSET);
    for (let i = 1; i <= 300; i++) {
      const got = counter.increment();
      t.assert(got === i, `Increment number ${i} returned ${got}.`);
    }
  }],
};
