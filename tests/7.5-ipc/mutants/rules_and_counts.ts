import type { Mutant } from "../../harness/mutant.ts";

const LOWEST =
  "  const lowest = Math.min(...entries.map((entry) => entry.type));\n  return lowest <= -type\n    ? entries.find((entry) => entry.type === lowest)\n    : undefined;";
const LAST = "  return (entries.at(-1)?.sequence ?? 0) + 1;";
const WAIT =
  "    for (;;) {\n      const result = await this.#store.transaction(attempt);\n      if (result !== undefined) return result;\n      await changes.next();\n    }";

/** Wrong rules of queues, and wrong counts of rings and values. */
export const ruleAndCountMutants: Mutant[] = [
  {
    name: "-n takes the highest type up to n",
    step: "7.5.4",
    shows: "takes-the-highest",
    file: "queue_rules.ts",
    edits: [[
      LOWEST,
      "  const types = entries.map((entry) => entry.type);\n  const highest = Math.max(...types.filter((one) => one <= -type));\n  return entries.find((entry) => entry.type === highest);",
    ]],
  },
  {
    name: "one more than the highest of none",
    step: "7.5.4",
    shows: "highest-of-none",
    file: "queue_rules.ts",
    edits: [[
      LAST,
      "  return Math.max(...entries.map(({ sequence }) => sequence)) + 1;",
    ]],
  },
  {
    name: "the first number that is free",
    step: "7.5.4",
    shows: "numbers-fill-a-gap",
    file: "queue_rules.ts",
    edits: [[
      LAST,
      "  let next = 1;\n  while (entries.some(({ sequence }) => sequence === next)) next++;\n  return next;",
    ]],
  },
  {
    name: "waits for one change",
    step: "7.5.4",
    shows: "gives-up-after-a-change",
    file: "message_queue.ts",
    edits: [[
      WAIT,
      "    const second = await this.#store.transaction(attempt);\n    if (second !== undefined) return second;\n    await changes.next();\n    return await this.#store.transaction(attempt) as T;",
    ]],
  },
  {
    name: "says writer for both ends",
    step: "7.5.5",
    shows: "names-the-other-end",
    file: "ring_ends.ts",
    edits: [[
      "attach ${name} as the ring buffer has a ${name}",
      "attach writer as the ring buffer has a writer",
    ]],
  },
  {
    name: "all of the bytes or none",
    step: "7.5.5",
    shows: "all-or-nothing",
    file: "ring_writer.ts",
    edits: [[
      "bytes.length < room ? bytes.length : room;",
      "bytes.length <= room ? bytes.length : 0;",
    ]],
  },
  {
    name: "gives room back when all was read",
    step: "7.5.5",
    shows: "room-is-kept",
    file: "ring_reader.ts",
    edits: [[
      "    Atomics.store(this.#words, TAIL, this.#tail);\n",
      "    if (this.#tail === this.#head) Atomics.store(this.#words, TAIL, this.#tail);\n",
    ]],
  },
  {
    name: "wakes the writer, and gives the room back then",
    step: "7.5.5",
    shows: "wakes-before-the-change",
    file: "ring_reader.ts",
    edits: [[
      "    Atomics.store(this.#words, TAIL, this.#tail);\n    wake(this.#words, WRITER);\n",
      "    wake(this.#words, WRITER);\n    Atomics.store(this.#words, TAIL, this.#tail);\n",
    ]],
  },
  {
    name: "next() notes the count before it sleeps",
    step: "7.5.6",
    shows: "notes-what-was-before-the-sleep",
    file: "latest_value.ts",
    edits: [[
      "    published.wait(token, () => state[0] !== this.#seen);\n    return this.#copy();",
      "    const seen = this.#seen;\n    this.#seen = state[0] ?? 0;\n    published.wait(token, () => state[0] !== seen);\n    return Array.from(this.#record.numbers);",
    ]],
  },
];
