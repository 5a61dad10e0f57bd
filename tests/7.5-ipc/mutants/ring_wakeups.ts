import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.5";
const file = "ring_ends.ts";

/** Ring buffers that sleep or wake wrongly. */
export const ringWakeupMutants: Mutant[] = [
  {
    name: "an end sleeps and stays AWAKE by its word",
    step,
    shows: "sleeps-in-secret",
    file,
    edits: [
      ["  Atomics.store(words, end, ASLEEP);\n", ""],
      ["Atomics.wait(words, end, ASLEEP);", "Atomics.wait(words, end, AWAKE);"],
    ],
  },
  {
    name: "the writer sleeps without looking again",
    step,
    shows: "sleeps-without-a-second-look",
    file,
    edits: [[
      "  if (\n    Atomics.load(words, index) === seen &&\n",
      "  if (\n    end === WRITER ||\n    Atomics.load(words, index) === seen &&\n",
    ]],
  },
  {
    name: "the reader sleeps without looking again",
    step,
    shows: "sleeps-without-a-second-look",
    file,
    edits: [[
      "  if (\n    Atomics.load(words, index) === seen &&\n",
      "  if (\n    end === READER ||\n    Atomics.load(words, index) === seen &&\n",
    ]],
  },
  {
    name: "looks again whether the index is greater now",
    step,
    shows: "indexes-compared",
    file,
    edits: [["words, index) === seen &&", "words, index) <= seen &&"]],
  },
  {
    name: "the writer looks again at its own index",
    step,
    shows: "second-look-at-its-own-index",
    file: "ring_writer.ts",
    edits: [["WRITER, TAIL, this.#tail", "WRITER, HEAD, this.#head"]],
  },
  {
    name: "the reader looks again at its own index",
    step,
    shows: "second-look-at-its-own-index",
    file: "ring_reader.ts",
    edits: [["READER, HEAD, this.#head", "READER, TAIL, this.#tail"]],
  },
  {
    name: "the reader sleeps through the end",
    step,
    shows: "second-look-misses-the-end",
    file,
    edits: [[
      "    Atomics.load(words, otherThan(end)) !== CLOSED\n",
      "    (end === READER || Atomics.load(words, otherThan(end)) !== CLOSED)\n",
    ]],
  },
  {
    name: "the writer sleeps though the reader has left",
    step,
    shows: "second-look-misses-the-end",
    file,
    edits: [[
      "    Atomics.load(words, otherThan(end)) !== CLOSED\n",
      "    (end === WRITER || Atomics.load(words, otherThan(end)) !== CLOSED)\n",
    ]],
  },
  {
    name: "closing the writer's end wakes nobody",
    step,
    shows: "close-wakes-nobody",
    file,
    edits: [[
      "  wake(words, otherThan(end));\n",
      "  if (end === READER) wake(words, otherThan(end));\n",
    ]],
  },
  {
    name: "closing the reader's end wakes nobody",
    step,
    shows: "close-wakes-no-writer",
    file,
    edits: [[
      "  wake(words, otherThan(end));\n",
      "  if (end === WRITER) wake(words, otherThan(end));\n",
    ]],
  },
  {
    name: "wakes before it changes the word",
    step,
    shows: "wakes-before-changing-the-word",
    file,
    edits: [[
      "    Atomics.compareExchange(words, end, ASLEEP, AWAKE);\n    Atomics.notify(words, end);\n",
      "    Atomics.notify(words, end);\n    Atomics.compareExchange(words, end, ASLEEP, AWAKE);\n",
    ]],
  },
  {
    name: "wakes without changing the word",
    step,
    shows: "wakes-without-changing-the-word",
    file,
    edits: [[
      "    Atomics.compareExchange(words, end, ASLEEP, AWAKE);\n",
      "",
    ]],
  },
  {
    name: "a close notifies without changing the word",
    step,
    shows: "close-leaves-the-word-asleep",
    file,
    edits: [[
      "  wake(words, otherThan(end));\n",
      "  Atomics.notify(words, otherThan(end));\n",
    ]],
  },
  {
    name: "notifies each time",
    step,
    shows: "notifies-each-time",
    file,
    edits: [[
      "  return state;\n",
      "  else Atomics.notify(words, end);\n  return state;\n",
    ]],
  },
  {
    name: "sleeps for a millisecond and asks again",
    step,
    shows: "sleeps-with-a-time-limit",
    file: file,
    edits: [[
      "Atomics.wait(words, end, ASLEEP);",
      "Atomics.wait(words, end, ASLEEP, 1);",
    ]],
  },
  {
    name: "the writer compares with an index that is not cut to 32 bits",
    step,
    shows: "index-compared-uncut",
    file: "ring_writer.ts",
    edits: [[
      "sleep(this.#words, WRITER, TAIL, this.#tail)",
      "sleep(this.#words, WRITER, TAIL, this.#head - this.#bytes.length)",
    ], ["this.#head = (this.#head + count) | 0;", "this.#head += count;"]],
  },
  {
    name: "the reader compares with an index that is not cut to 32 bits",
    step,
    shows: "index-compared-uncut",
    file: "ring_reader.ts",
    edits: [[
      "sleep(this.#words, READER, HEAD, this.#head)",
      "sleep(this.#words, READER, HEAD, this.#tail)",
    ], ["this.#tail = (this.#tail + count) | 0;", "this.#tail += count;"]],
  },
  {
    name: "stays asleep when its second look found something",
    step,
    shows: "stays-asleep",
    file,
    edits: [["  Atomics.store(words, end, AWAKE);\n", ""]],
  },
  {
    name: "an end that has slept is free",
    step,
    shows: "end-free-after-sleep",
    file,
    edits: [[
      "Atomics.store(words, end, AWAKE);",
      "Atomics.store(words, end, FREE);",
    ]],
  },
  {
    name: "a reader that gives room back wakes nobody",
    step,
    shows: "change-wakes-nobody",
    file: "ring_reader.ts",
    edits: [[
      "    wake(this.#words, WRITER);\n    return count;",
      "    return count;",
    ]],
  },
  {
    name: "sleeps until the other end's index changes",
    step: "7.5.5",
    shows: "sleeps-on-an-index",
    file: "ring_ends.ts",
    edits: [[
      "Atomics.wait(words, end, ASLEEP)",
      "Atomics.wait(words, index, seen)",
    ]],
  },
  {
    name: "a write wakes only a reader that has seen an empty ring",
    step: "7.5.5",
    shows: "change-wakes-nobody",
    file: "ring_writer.ts",
    edits: [[
      "    if (count > 0) {\n",
      "    const wasEmpty = Atomics.load(this.#words, TAIL) === this.#head;\n    if (count > 0) {\n",
    ], [
      "if (wake(this.#words, READER) === CLOSED)",
      "const state = wasEmpty ? wake(this.#words, READER) : Atomics.load(this.#words, READER);\n    if (state === CLOSED)",
    ]],
  },
  {
    name: "a read wakes only a writer that has seen a full ring",
    step: "7.5.5",
    shows: "change-wakes-nobody",
    file: "ring_reader.ts",
    edits: [[
      "    Atomics.store(this.#words, TAIL, this.#tail);\n    wake(this.#words, WRITER);\n",
      "    const isFull = ((Atomics.load(this.#words, HEAD) - this.#tail + count) | 0) === this.#bytes.length;\n    Atomics.store(this.#words, TAIL, this.#tail);\n    if (isFull) wake(this.#words, WRITER);\n",
    ]],
  },
  {
    name: "a read wakes the writer from half a free ring on",
    step,
    shows: "change-wakes-nobody",
    file: "ring_reader.ts",
    edits: [[
      "    wake(this.#words, WRITER);\n    return count;",
      "    const used = (this.#head - this.#tail) | 0;\n    if (used <= this.#bytes.length / 2) wake(this.#words, WRITER);\n    return count;",
    ]],
  },
  {
    name: "a write wakes the reader for two bytes and more",
    step,
    shows: "change-wakes-nobody",
    file: "ring_writer.ts",
    edits: [[
      "if (wake(this.#words, READER) === CLOSED)",
      "const state = count > 1 ? wake(this.#words, READER) : Atomics.load(this.#words, READER);\n    if (state === CLOSED)",
    ]],
  },
  {
    name: "wakes the writer, and gives the room back then",
    step,
    shows: "wakes-before-the-change",
    file: "ring_reader.ts",
    edits: [[
      "    Atomics.store(this.#words, TAIL, this.#tail);\n    wake(this.#words, WRITER);\n",
      "    wake(this.#words, WRITER);\n    Atomics.store(this.#words, TAIL, this.#tail);\n",
    ]],
  },
  {
    name: "sleeps on the other end's word",
    step,
    shows: "sleeps-on-the-other-ends-word",
    file,
    edits: [[
      "Atomics.wait(words, end, ASLEEP);",
      "Atomics.wait(words, otherThan(end), AWAKE);",
    ]],
  },
];
