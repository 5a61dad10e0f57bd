import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.5";
const writer = "ring_writer.ts";
const reader = "ring_reader.ts";

/** Ring buffers that sleep or wake wrongly. */
export const ringWakeupMutants: Mutant[] = [
  {
    name: "the writer sleeps without looking again",
    step,
    file: writer,
    edits: [[
      "if (full && Atomics.load(this.#words, READER) !== CLOSED) {",
      "if (full || true) {",
    ]],
  },
  {
    name: "the reader sleeps without looking again",
    step,
    file: reader,
    edits: [[
      "if (empty && Atomics.load(this.#words, WRITER) !== CLOSED) {",
      "if (empty || true) {",
    ]],
  },
  {
    name: "the reader sleeps through the end",
    step,
    file: reader,
    edits: [[
      "if (empty && Atomics.load(this.#words, WRITER) !== CLOSED) {",
      "if (empty) {",
    ]],
  },
  {
    name: "the writer sleeps though the reader has left",
    step,
    file: writer,
    edits: [[
      "if (full && Atomics.load(this.#words, READER) !== CLOSED) {",
      "if (full) {",
    ]],
  },
  {
    name: "closing the writer's end wakes nobody",
    step,
    file: writer,
    edits: [[
      "    Atomics.store(this.#words, WRITER, CLOSED);\n    wake(this.#words, READER);\n",
      "    Atomics.store(this.#words, WRITER, CLOSED);\n",
    ]],
  },
  {
    name: "closing the reader's end wakes nobody",
    step,
    file: reader,
    edits: [[
      "    Atomics.store(this.#words, READER, CLOSED);\n    wake(this.#words, WRITER);\n",
      "    Atomics.store(this.#words, READER, CLOSED);\n",
    ]],
  },
  {
    name: "wakes before it changes the word",
    step,
    file: "ring_layout.ts",
    edits: [[
      "    Atomics.compareExchange(words, end, ASLEEP, AWAKE);\n    Atomics.notify(words, end);\n",
      "    Atomics.notify(words, end);\n    Atomics.compareExchange(words, end, ASLEEP, AWAKE);\n",
    ]],
  },
  {
    name: "wakes without changing the word",
    step,
    file: "ring_layout.ts",
    edits: [[
      "    Atomics.compareExchange(words, end, ASLEEP, AWAKE);\n",
      "",
    ]],
  },
  {
    name: "notifies each time",
    step,
    file: "ring_layout.ts",
    edits: [[
      "  return state;\n",
      "  else Atomics.notify(words, end);\n  return state;\n",
    ]],
  },
];
