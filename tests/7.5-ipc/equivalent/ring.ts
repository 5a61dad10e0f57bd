import type { Equivalent } from "../../harness/mutant.ts";

const NOTHING =
  "Nothing is copied then and the index stays as it is; a sleeper that this wakes looks again.";
const OFTEN =
  "The other end's index is looked at more often than it must be, which correct versions may do.";
const SAME = "Where both are equal, either is the smaller one.";
const COPY = "The bytes are the same; they are copied once more.";

/** Changes of the ring buffer that behave as the solution does. */
export const ringEquivalent: Equivalent[] = [
  {
    file: "ring_ends.ts",
    from: "Atomics.notify(words, end);",
    to: "Atomics.notify(words, end, 1);",
    because: "Only one thread has an end, so one at most sleeps on its word.",
  },
  {
    file: "ring_reader.ts",
    from:
      "if (first < count) into.set(this.#bytes.subarray(0, count - first), first);",
    to: "if (true) into.set(this.#bytes.subarray(0, count - first), first);",
    because: NOTHING,
  },
  {
    file: "ring_reader.ts",
    from:
      "if (first < count) into.set(this.#bytes.subarray(0, count - first), first);",
    to:
      "if (first <= count) into.set(this.#bytes.subarray(0, count - first), first);",
    because: NOTHING,
  },
  {
    file: "ring_reader.ts",
    from: "if (count === 0) return 0;",
    to: "if (false) return 0;",
    because: NOTHING,
  },
  {
    file: "ring_writer.ts",
    from: "if (count > 0) {",
    to: "if (true) {",
    because: NOTHING,
  },
  {
    file: "ring_writer.ts",
    from: "if (count > 0) {",
    to: "if (count >= 0) {",
    because: NOTHING,
  },
  {
    file: "ring_reader.ts",
    from: "if (there < into.length) {",
    to: "if (true) {",
    because: OFTEN,
  },
  {
    file: "ring_reader.ts",
    from: "if (there < into.length) {",
    to: "if (there <= into.length) {",
    because: OFTEN,
  },
  {
    file: "ring_writer.ts",
    from: "if (room < bytes.length) {",
    to: "if (true) {",
    because: OFTEN,
  },
  {
    file: "ring_writer.ts",
    from: "if (room < bytes.length) {",
    to: "if (room <= bytes.length) {",
    because: OFTEN,
  },
  {
    file: "ring_reader.ts",
    from: "const count = into.length < there ? into.length : there;",
    to: "const count = into.length <= there ? into.length : there;",
    because: SAME,
  },
  {
    file: "ring_writer.ts",
    from: "const count = bytes.length < room ? bytes.length : room;",
    to: "const count = bytes.length <= room ? bytes.length : room;",
    because: SAME,
  },
  {
    file: "ring_reader.ts",
    from:
      "if (first < count) into.set(this.#bytes.subarray(0, count - first), first);",
    to:
      "if (first < count) into.set(this.#bytes.slice(0, count - first), first);",
    because: COPY,
  },
  {
    file: "ring_writer.ts",
    from: "const count = this.tryWrite(bytes.subarray(done));",
    to: "const count = this.tryWrite(bytes.slice(done));",
    because: COPY,
  },
];
