import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of how the ring goes round. */
export const ringMutants: Mutant[] = [
  {
    name: "the ring wraps behind all its words",
    step: "7.3.1",
    shows: "ring-wraps-elsewhere",
    file: "ring.ts",
    edits: [[
      "this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item;",
      "this.#words[(ITEMS + this.#head + this.size) % this.#words.length] = item;",
    ]],
  },
];
