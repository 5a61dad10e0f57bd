import type { Mutant } from "../../harness/mutant.ts";

const ADD = "return (Atomics.add(this.#words, 0, 1) + 1) | 0;";
const at = { step: "7.4.1", file: "counter.ts" };

/** Wrong counters. */
export const counterMutants: Mutant[] = [
  {
    ...at,
    name: "counter: wraps by hand",
    shows: "wraps-in-two-operations",
    edits: [[
      ADD,
      `if (Atomics.load(this.#words, 0) === 0x7fff_ffff) {
      return Atomics.store(this.#words, 0, -0x8000_0000);
    }
    return Atomics.add(this.#words, 0, 1) + 1;`,
    ]],
  },
  {
    ...at,
    name: "counter: wraps by a remainder",
    shows: "wraps-elsewhere",
    edits: [[
      ADD,
      `for (;;) {
      const old = Atomics.load(this.#words, 0);
      const next = (old + 1) % 0x7fff_ffff;
      if (Atomics.compareExchange(this.#words, 0, old, next) === old) {
        return next;
      }
    }`,
    ]],
  },
  {
    ...at,
    name: "counter: takes ten numbers at once, and gives them out one by one",
    shows: "adds-more-than-one",
    edits: [
      [
        "  readonly #words: Int32Array<SharedArrayBuffer>;\n",
        "  readonly #words: Int32Array<SharedArrayBuffer>;\n  #last = 0;\n  #left = 0;\n",
      ],
      [
        ADD,
        `if (this.#left === 0) {
      this.#left = 10;
      this.#last = Atomics.add(this.#words, 0, this.#left);
    }
    this.#left--;
    this.#last = (this.#last + 1) | 0;
    return this.#last;`,
      ],
    ],
  },
  {
    ...at,
    name: "counter: adds 10",
    shows: "adds-more-than-one",
    edits: [[ADD, ADD.replace("0, 1)", "0, 10)")]],
  },
  {
    ...at,
    name: "counter: swaps in 2 more",
    shows: "adds-more-than-one",
    edits: [[
      ADD,
      `for (;;) {
      const seen = Atomics.load(this.#words, 0);
      const made = (seen + 2) | 0;
      if (Atomics.compareExchange(this.#words, 0, seen, made) === seen) {
        return made;
      }
    }`,
    ]],
  },
  {
    ...at,
    name: "counter: counter++ without Atomics",
    shows: "counts-in-two-operations",
    edits: [[ADD, "return this.#words[0] = (this.#words[0] ?? 0) + 1;"]],
  },
  {
    ...at,
    name: "counter: load, then store",
    shows: "counts-in-two-operations",
    edits: [[
      ADD,
      `const next = Atomics.load(this.#words, 0) + 1;
    return Atomics.store(this.#words, 0, next);`,
    ]],
  },
  {
    ...at,
    name: "counter: gives up after three lost races",
    shows: "gives-up-after-lost-races",
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
    name: "counter: guesses the next number, also beyond the word",
    shows: "number-beyond-the-word",
    edits: [[
      ADD,
      `let seen = Atomics.load(this.#words, 0);
    while (Atomics.compareExchange(this.#words, 0, seen, seen + 1) !== seen) {
      seen++;
    }
    return (seen + 1) | 0;`,
    ]],
  },
  {
    ...at,
    name: "counter: returns a number that the word cannot hold",
    shows: "returned-number-does-not-wrap",
    edits: [[ADD, "return Atomics.add(this.#words, 0, 1) + 1;"]],
  },
  {
    ...at,
    name: "counter: returns the sum that it swaps in",
    shows: "returned-number-does-not-wrap",
    edits: [[
      ADD,
      `for (;;) { const seen = Atomics.load(this.#words, 0); const next = seen + 1;
    if (Atomics.compareExchange(this.#words, 0, seen, next) === seen) return next; }`,
    ]],
  },
  {
    ...at,
    name: "counter: returns the old number",
    shows: "returns-the-old-number",
    edits: [[ADD, "return Atomics.add(this.#words, 0, 1);"]],
  },
  {
    ...at,
    name: "counter: adds, then reads what is there by then",
    shows: "reads-the-number-again",
    edits: [[
      ADD,
      `Atomics.add(this.#words, 0, 1);
    return Atomics.load(this.#words, 0);`,
    ]],
  },
  {
    ...at,
    name: "counter: reads what is there, then adds",
    shows: "reads-the-number-again",
    edits: [[
      ADD,
      `const number = (Atomics.load(this.#words, 0) + 1) | 0;
    Atomics.add(this.#words, 0, 1);
    return number;`,
    ]],
  },
  {
    ...at,
    name: "counter: counts in the word, and returns a count of its own",
    shows: "counts-in-the-handle",
    edits: [
      [ADD, "Atomics.add(this.#words, 0, 1);\n    return ++this.#own;"],
      ["  readonly #words", "  #own = 0;\n  readonly #words"],
    ],
  },
  {
    ...at,
    name: "counter: wraps what was there, and adds nothing",
    shows: "returns-another-number",
    edits: [[ADD, "return Atomics.add(this.#words, 0, 1) | 0 + 1;"]],
  },
  {
    ...at,
    name: "counter: adds one, and returns one too many",
    shows: "returns-another-number",
    edits: [[ADD, ADD.replace("+ 1)", "+ 2)")]],
  },
  {
    ...at,
    name: "counter: plain read of the value",
    shows: "reads-without-atomics",
    edits: [[
      "return Atomics.load(this.#words, 0);",
      "return this.#words[0] ?? 0;",
    ]],
  },
  {
    ...at,
    name: "counter: byteOffset ignored",
    shows: "ignores-byte-offset",
    edits: [["      byteOffset,\n", "      0,\n"]],
  },
  {
    ...at,
    file: "../given/shared_words.ts",
    name: "counter: takes memory that is not shared",
    shows: "takes-any-memory",
    edits: [[
      "if (!(buffer instanceof SharedArrayBuffer)) {",
      "if (!buffer) {",
    ]],
  },
  {
    ...at,
    name: "counter: its word is number byteOffset / 4 of the view",
    shows: "index-beyond-the-view",
    edits: [[
      ADD,
      `const index = this.#words.byteOffset / 4;
    return (Atomics.add(this.#words, index, 1) + 1) | 0;`,
    ]],
  },
  {
    ...at,
    name: "counter: value reads word number byteOffset / 4 of the view",
    shows: "index-beyond-the-view",
    edits: [[
      "return Atomics.load(this.#words, 0);",
      "return Atomics.load(this.#words, this.#words.byteOffset / 4);",
    ]],
  },
  {
    ...at,
    name: "counter: made anew by each thread that attaches",
    shows: "made-anew-by-each-handle",
    edits: [[
      "      Counter.BYTE_LENGTH,\n    );",
      "      Counter.BYTE_LENGTH,\n    );\n    Atomics.store(this.#words, 0, 0);",
    ]],
  },
  {
    ...at,
    name: "counter: tries again with what it saw first",
    shows: "tries-with-what-was-once",
    edits: [[
      ADD,
      `const seen = Atomics.load(this.#words, 0);
    while (Atomics.compareExchange(this.#words, 0, seen, seen + 1) !== seen);
    return (seen + 1) | 0;`,
    ]],
  },
  {
    ...at,
    name: "counter: calls itself again, and returns its own number",
    shows: "returns-an-earlier-number",
    edits: [[
      ADD,
      `const seen = Atomics.load(this.#words, 0);
    if (Atomics.compareExchange(this.#words, 0, seen, seen + 1) !== seen) {
      this.increment();
    }
    return (seen + 1) | 0;`,
    ]],
  },
  {
    ...at,
    name: "counter: calls itself again, and returns what comes after its find",
    shows: "returns-an-earlier-number",
    edits: [[
      ADD,
      `const seen = Atomics.load(this.#words, 0);
    const found = Atomics.compareExchange(this.#words, 0, seen, seen + 1);
    if (found !== seen) this.increment();
    return (found + 1) | 0;`,
    ]],
  },
  {
    ...at,
    name: "counter: makes its number once, before it tries again and again",
    shows: "returns-an-earlier-number",
    edits: [[
      ADD,
      `let seen = Atomics.load(this.#words, 0);
    const made = (seen + 1) | 0;
    for (;;) {
      const now = Atomics.compareExchange(this.#words, 0, seen, seen + 1);
      if (now === seen) return made;
      seen = now;
    }`,
    ]],
  },
  {
    ...at,
    name: "counter: adds, and stores the sum as well",
    shows: "adds-and-stores",
    edits: [[
      ADD,
      `const made = (Atomics.add(this.#words, 0, 1) + 1) | 0;
    Atomics.store(this.#words, 0, made);
    return made;`,
    ]],
  },
];
