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
  {
    name: "the head wraps one place too late",
    step: "7.3.1",
    shows: "head-leaves-the-ring",
    file: "ring.ts",
    edits: [[
      "    this.#words[HEAD] = (this.#head + 1) % this.capacity;\n",
      "    let head = this.#head + 1;\n    if (head > this.capacity) head = 0;\n    this.#words[HEAD] = head;\n",
    ]],
  },
  {
    name: "the look for an item is the wrong way round",
    step: "7.3.1",
    shows: "takes-nothing",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#ring.hasItem) return undefined;",
      "if (this.#ring.hasItem) return undefined;",
    ]],
  },
  {
    name: "the head never wraps",
    step: "7.3.1",
    shows: "head-leaves-the-ring",
    file: "ring.ts",
    edits: [["(this.#head + 1) % this.capacity;", "this.#head + 1;"]],
  },
];
