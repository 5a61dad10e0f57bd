import type { Mutant } from "../../harness/mutant.ts";

const file = "message_queue.ts";
const rules = "queue_rules.ts";
const step = "7.5.4";
const LOWEST =
  "  const lowest = Math.min(...entries.map((entry) => entry.type));\n  return lowest <= -type\n    ? entries.find((entry) => entry.type === lowest)\n    : undefined;";
const LAST = "  return (entries.at(-1)?.sequence ?? 0) + 1;";
const FITS =
  "  return bytesOf(entries) + length <= maxBytes &&\n    entries.length + 1 <= maxBytes;";

/** Wrong queues. */
export const messageQueueMutants: Mutant[] = [
  {
    name: "-n takes the oldest up to n",
    step,
    shows: "oldest-up-to-n",
    file: rules,
    edits: [[
      "entries.find((entry) => entry.type === lowest)",
      "entries.find((entry) => entry.type <= -type)",
    ]],
  },
  {
    name: "-n takes the lowest type, whatever n is",
    step,
    shows: "lowest-whatever-n-is",
    file: rules,
    edits: [["return lowest <= -type\n", "return lowest < Infinity\n"]],
  },
  {
    name: "-n does not take type n itself",
    step,
    shows: "n-itself-is-left-out",
    file: rules,
    edits: [["return lowest <= -type\n", "return lowest < -type\n"]],
  },
  {
    name: "-n takes the newest of the lowest type",
    step,
    shows: "lowest-takes-its-newest",
    file: rules,
    edits: [[
      "entries.find((entry) => entry.type === lowest)",
      "entries.findLast((entry) => entry.type === lowest)",
    ]],
  },
  {
    name: "n takes the newest of its type",
    step,
    shows: "takes-the-newest",
    file: rules,
    edits: [[
      "return entries.find((entry) => entry.type === type)",
      "return entries.findLast((entry) => entry.type === type)",
    ]],
  },
  {
    name: "0 takes the lowest type",
    step,
    shows: "zero-takes-the-lowest",
    file: rules,
    edits: [[
      "if (type === 0) return entries[0];",
      "if (type === 0) return choose(entries, -Infinity);",
    ]],
  },
  {
    name: "n takes anything if there is none of its type",
    step,
    shows: "takes-another-type",
    file: rules,
    edits: [[
      "return entries.find((entry) => entry.type === type);",
      "return entries.find((entry) => entry.type === type) ?? entries[0];",
    ]],
  },
  {
    name: "one byte too few fits",
    step,
    shows: "last-byte-is-left-free",
    file: rules,
    edits: [[
      "bytesOf(entries) + length <= maxBytes",
      "bytesOf(entries) + length < maxBytes",
    ]],
  },
  {
    name: "an empty message counts as a byte",
    step,
    shows: "empty-takes-a-byte",
    file: rules,
    edits: [[
      FITS,
      "  const lengths = [...entries.map((entry) => entry.length), length];\n  return lengths.reduce((sum, one) => sum + Math.max(one, 1), 0) <= maxBytes;",
    ]],
  },
  {
    name: "a queue that is full of bytes takes no empty message",
    step,
    shows: "full-of-bytes-is-full",
    file: rules,
    edits: [[
      FITS,
      `  if (bytesOf(entries) >= maxBytes) return false;\n${FITS}`,
    ]],
  },
  {
    name: "only the new message is counted",
    step,
    shows: "counts-only-the-new-one",
    file: rules,
    edits: [[
      "bytesOf(entries) + length <= maxBytes",
      "length <= maxBytes",
    ]],
  },
  {
    name: "a queue that is not full takes any message",
    step,
    shows: "any-message-if-not-full",
    file: rules,
    edits: [[
      "bytesOf(entries) + length <= maxBytes",
      "bytesOf(entries) < maxBytes",
    ]],
  },
  {
    name: "empty messages are not bounded",
    step,
    shows: "empty-messages-are-unbounded",
    file: rules,
    edits: [[" &&\n    entries.length + 1 <= maxBytes;", ";"]],
  },
  {
    name: "only empty messages are counted",
    step,
    shows: "only-empty-ones-are-counted",
    file: rules,
    edits: [[
      "entries.length + 1 <= maxBytes;",
      "entries.filter((entry) => entry.length === 0).length < maxBytes;",
    ]],
  },
  {
    name: "only an empty message asks how many there are",
    step,
    shows: "only-empty-ones-are-counted",
    file: rules,
    edits: [[
      "entries.length + 1 <= maxBytes;",
      "(length > 0 || entries.length < maxBytes);",
    ]],
  },
  {
    name: "bytes or number: one that fits is enough",
    step,
    shows: "one-bound-is-enough",
    file: rules,
    edits: [["length <= maxBytes &&\n", "length <= maxBytes ||\n"]],
  },
  {
    name: "the newest comes first",
    step,
    shows: "newest-comes-first",
    file: rules,
    edits: [[
      "  if (type === 0) return entries[0];",
      "  entries = entries.toReversed();\n  if (type === 0) return entries[0];",
    ]],
  },
  {
    name: "empty messages are counted without the new one",
    step,
    shows: "one-message-too-many",
    file: rules,
    edits: [["entries.length + 1 <= maxBytes;", "entries.length <= maxBytes;"]],
  },
  {
    name: "numbers messages by how many there are",
    step,
    shows: "numbers-by-how-many",
    file: rules,
    edits: [["(entries.at(-1)?.sequence ?? 0) + 1", "entries.length + 1"]],
  },
  {
    name: "sleeps once, and takes what is not there",
    step,
    shows: "sleeps-without-a-look",
    file,
    edits: [[
      "      await changes.next();\n",
      "      await changes.next();\n      await changes.next();\n",
    ]],
  },
  {
    name: "looks before it watches, and not after",
    step,
    shows: "looks-then-watches",
    file,
    edits: [[
      "    for (;;) {\n      const result = await this.#store.transaction(attempt);\n      if (result !== undefined) return result;\n      await changes.next();\n    }",
      "    for (;;) {\n      await changes.next();\n      const result = await this.#store.transaction(attempt);\n      if (result !== undefined) return result;\n    }",
    ], [
      "    using changes = new Changes(",
      "    for (let i = 0; i < 50; i++) await Promise.resolve();\n    await new Promise((resolve) => setTimeout(resolve, 5));\n    using changes = new Changes(",
    ]],
  },
  {
    name: "the signal is not passed on",
    step,
    shows: "signal-is-not-passed-on",
    file,
    edits: [[
      "new Changes(this.#store.messages, signal)",
      "new Changes(this.#store.messages)",
    ]],
  },
  {
    name: "-n takes the highest type up to n",
    step,
    shows: "takes-the-highest",
    file: rules,
    edits: [[
      LOWEST,
      "  const types = entries.map((entry) => entry.type);\n  const highest = Math.max(...types.filter((one) => one <= -type));\n  return entries.find((entry) => entry.type === highest);",
    ]],
  },
  {
    name: "one more than the highest of none",
    step,
    shows: "begins-with-another-number",
    file: rules,
    edits: [[
      LAST,
      "  return Math.max(...entries.map(({ sequence }) => sequence)) + 1;",
    ]],
  },
  {
    name: "the first number that is free",
    step,
    shows: "numbers-fill-a-gap",
    file: rules,
    edits: [[
      LAST,
      "  let next = 1;\n  while (entries.some(({ sequence }) => sequence === next)) next++;\n  return next;",
    ]],
  },
  {
    name: "numbers go on from the first by how many there are",
    step,
    shows: "numbers-from-the-first",
    file: rules,
    edits: [[
      "  return (entries.at(-1)?.sequence ?? 0) + 1;\n",
      "  // Messages are taken out, too, so the first need not be number 1.\n  const [first] = entries;\n  return first === undefined ? 1 : first.sequence + entries.length;\n",
    ]],
  },
];
