import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.4";
const file = "message_queue.ts";
const rules = "queue_rules.ts";
const WAIT =
  "    for (;;) {\n      const result = await this.#store.transaction(attempt);\n      if (result !== undefined) return result;\n      await changes.next();\n    }";

/** Queues that wait or number wrongly. */
export const queueWaitingMutants: Mutant[] = [
  {
    name: "-n is compared with types as it is",
    step,
    shows: "zero-is-a-type",
    file: rules,
    edits: [["lowest <= -type", "lowest <= type"]],
  },
  {
    name: "0 and -n take types 0 and -n",
    step,
    shows: "zero-is-a-type",
    file: rules,
    edits: [
      [
        "  if (type === 0) return entries[0];\n  if (type > 0) return",
        "  return",
      ],
      [
        "  const lowest = Math.min(...entries.map((entry) => entry.type));\n  return lowest <= -type\n    ? entries.find((entry) => entry.type === lowest)\n    : undefined;\n",
        "",
      ],
    ],
  },
  {
    name: "choose() sorts the caller's entries",
    step,
    shows: "rule-changes-the-entries",
    file: rules,
    edits: [[
      "  const lowest = Math.min(...entries.map((entry) => entry.type));\n  return lowest <= -type\n    ? entries.find((entry) => entry.type === lowest)\n    : undefined;",
      "  const [lowest] = entries.sort((a, b) => a.type - b.type);\n  return lowest !== undefined && lowest.type <= -type ? lowest : undefined;",
    ]],
  },
  {
    name: "nextSequence() takes the last one out",
    step,
    shows: "rule-changes-the-entries",
    file: rules,
    edits: [["entries.at(-1)?.sequence", "entries.pop()?.sequence"]],
  },
  {
    name: "the number of the next message without parentheses",
    step: "7.5.4",
    shows: "numbers-by-the-last-again",
    file: "queue_rules.ts",
    edits: [[
      "(entries.at(-1)?.sequence ?? 0) + 1",
      "entries.at(-1)?.sequence ?? 0 + 1",
    ]],
  },
  {
    name: "next() is called and not awaited",
    step,
    shows: "asks-again-and-again",
    file,
    edits: [["      await changes.next();\n", "      changes.next();\n"]],
  },
  {
    name: "watches anew after each look",
    step,
    shows: "looks-then-watches",
    file,
    edits: [[
      "    using changes = new Changes(this.#store.messages, signal);\n    for (;;) {",
      "    for (;;) {",
    ], [
      "      await changes.next();\n",
      "      using changes = new Changes(this.#store.messages, signal);\n      await changes.next();\n",
    ]],
  },
  {
    name: "an abort throws away what the first attempt has taken",
    step,
    shows: "found-and-thrown-away",
    file,
    edits: [[
      "    if (first !== undefined) return first;\n",
      "    signal?.throwIfAborted();\n    if (first !== undefined) return first;\n",
    ]],
  },
  {
    name: "an abort throws away what a later attempt has taken",
    step,
    shows: "found-and-thrown-away",
    file,
    edits: [[
      "      if (result !== undefined) return result;\n",
      "      signal?.throwIfAborted();\n      if (result !== undefined) return result;\n",
    ]],
  },
  {
    name: "sleeps before its first look",
    step,
    shows: "sleeps-before-it-looks",
    file,
    edits: [[
      "    const first = await this.#store.transaction(attempt);\n    if (first !== undefined) return first;\n",
      "",
    ], [
      "      const result = await",
      "      await changes.next();\n      const result = await",
    ], [
      "return result;\n      await changes.next();\n",
      "return result;\n",
    ]],
  },
  {
    name: "asks again every 10 ms instead of watching",
    step,
    shows: "asks-again-and-again",
    file,
    edits: [[
      "    using changes = new Changes(this.#store.messages, signal);\n    for (;;) {",
      "    void Changes;\n    for (;;) {",
    ], [
      "      await changes.next();\n",
      "      await new Promise((resolve) => setTimeout(resolve, 10));\n      signal?.throwIfAborted();\n",
    ]],
  },
  {
    name: "asks again every second beside the watching",
    step,
    shows: "asks-again-and-again",
    file,
    edits: [[
      "      await changes.next();\n",
      "      await Promise.race([\n        changes.next(),\n        new Promise((resolve) => setTimeout(resolve, 1_000)),\n      ]);\n",
    ]],
  },
  {
    name: "takes a message though the signal was aborted before",
    step,
    shows: "aborted-before-is-overlooked",
    file,
    edits: [["    signal?.throwIfAborted();\n", ""]],
  },
  {
    name: "goes on watching when it has ended",
    step,
    shows: "goes-on-watching",
    file,
    edits: [["    using changes = new", "    const changes = new"]],
  },
  {
    name: "numbers messages by the time",
    step,
    shows: "numbers-by-the-clock",
    file: rules,
    edits: [[
      "return (entries.at(-1)?.sequence ?? 0) + 1;",
      "return Math.round(performance.now() * 1000) + 0 * entries.length;",
    ]],
  },
  {
    name: "numbers messages by a count of this process",
    step,
    shows: "numbers-by-its-own-count",
    file: rules,
    edits: [[
      "return (entries.at(-1)?.sequence ?? 0) + 1;",
      "counted = Math.max(counted, entries.length) + 1;\n  return counted;",
    ], [
      "/** The sequence number of",
      "let counted = 0;\n\n/** The sequence number of",
    ]],
  },
  {
    name: "waits for one change",
    step,
    shows: "gives-up-after-a-change",
    file,
    edits: [[
      WAIT,
      "    const second = await this.#store.transaction(attempt);\n    if (second !== undefined) return second;\n    await changes.next();\n    return await this.#store.transaction(attempt) as T;",
    ]],
  },
  {
    name: "the loop goes on behind an aborted call",
    step,
    shows: "goes-on-behind-an-abort",
    file,
    edits: [[
      "    signal?.throwIfAborted();\n    // Most often there is no need to watch, which costs more than to look.\n    const first = await this.#store.transaction(attempt);\n    if (first !== undefined) return first;\n    using changes = new Changes(this.#store.messages, signal);\n    for (;;) {\n      const result = await this.#store.transaction(attempt);\n      if (result !== undefined) return result;\n      await changes.next();\n    }\n",
      '    signal?.throwIfAborted();\n    const aborted = new Promise<never>((_, reject) => {\n      signal?.addEventListener("abort", () => reject(signal?.reason), {\n        once: true,\n      });\n    });\n    const untilThere = async (): Promise<T> => {\n      using changes = new Changes(this.#store.messages);\n      for (;;) {\n        const result = await this.#store.transaction(attempt);\n        if (result !== undefined) return result;\n        await changes.next();\n      }\n    };\n    return await Promise.race([untilThere(), aborted]);\n',
    ]],
  },
  {
    name: "the lowest type up to n is found by filter() and sort()",
    step,
    shows: "types-compared-as-text",
    file: rules,
    edits: [[
      "  const lowest = Math.min(...entries.map((entry) => entry.type));\n  return lowest <= -type\n",
      "  const [lowest] = entries.map((entry) => entry.type).filter((one) => one <= -type).sort();\n  return lowest !== undefined\n",
    ]],
  },
];
