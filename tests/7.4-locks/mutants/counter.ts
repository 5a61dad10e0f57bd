import type { Mutant } from "../../harness/mutant.ts";

const ADD = "return (Atomics.add(this.#words, 0, 1) + 1) | 0;";
const at = { step: "7.4.1", file: "counter.ts" };

/** Wrong counters. */
export const counterMutants: Mutant[] = [
  {
    ...at,
    name: "counter: counter++ without Atomics",
    edits: [[ADD, "return this.#words[0] = (this.#words[0] ?? 0) + 1;"]],
  },
  {
    ...at,
    name: "counter: load, then store",
    edits: [[
      ADD,
      `const next = Atomics.load(this.#words, 0) + 1;
    return Atomics.store(this.#words, 0, next);`,
    ]],
  },
  {
    ...at,
    name: "counter: gives up after three lost races",
    edits: [[
      ADD,
      `let seen = Atomics.load(this.#words, 0);
    for (let tries = 0; tries < 3; tries++) {
      const now = Atomics.compareExchange(this.#words, 0, seen, seen + 1);
      if (now === seen) break;
      seen = now;
    }
    return (seen + 1) | 0;`,
    ]],
  },
  {
    ...at,
    name: "counter: returns a number that the word cannot hold",
    edits: [[ADD, "return Atomics.add(this.#words, 0, 1) + 1;"]],
  },
  {
    ...at,
    name: "counter: returns the old number",
    edits: [[ADD, "return Atomics.add(this.#words, 0, 1);"]],
  },
  {
    ...at,
    name: "counter: adds, then reads what is there by then",
    edits: [[
      ADD,
      `Atomics.add(this.#words, 0, 1);
    return Atomics.load(this.#words, 0);`,
    ]],
  },
  {
    ...at,
    name: "counter: plain read of the value",
    edits: [[
      "return Atomics.load(this.#words, 0);",
      "return this.#words[0] ?? 0;",
    ]],
  },
  {
    ...at,
    name: "counter: byteOffset ignored",
    edits: [["      byteOffset,\n", "      0,\n"]],
  },
  {
    ...at,
    file: "../given/shared_words.ts",
    name: "counter: takes memory that is not shared",
    edits: [[
      "if (!(buffer instanceof SharedArrayBuffer)) {",
      "if (!buffer) {",
    ]],
  },
  {
    ...at,
    name: "counter: made anew by each thread that attaches",
    edits: [[
      "      Counter.BYTE_LENGTH,\n    );",
      "      Counter.BYTE_LENGTH,\n    );\n    Atomics.store(this.#words, 0, 0);",
    ]],
  },
  {
    ...at,
    name: "counter: one byte wide",
    edits: [[
      ADD,
      `const { buffer, byteOffset } = this.#words;
    return Atomics.add(new Uint8Array(buffer, byteOffset, 4), 0, 1) + 1;`,
    ]],
  },
];
