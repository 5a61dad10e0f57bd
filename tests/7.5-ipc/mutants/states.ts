import type { Mutant } from "../../harness/mutant.ts";

/** Wrong states of rings, records and turns. */
export const stateMutants: Mutant[] = [
  {
    name: "the reader looks for more only when it knows of nothing",
    step: "7.5.5",
    shows: "goes-by-an-old-look",
    file: "ring_reader.ts",
    edits: [["if (there < into.length) {", "if (there === 0) {"]],
  },
  {
    name: "the writer looks for room only when it knows of none",
    step: "7.5.5",
    shows: "goes-by-an-old-look",
    file: "ring_writer.ts",
    edits: [["if (room < bytes.length) {", "if (room === 0) {"]],
  },
  {
    name: "sleeps only beside an end that is awake",
    step: "7.5.5",
    shows: "free-is-taken-for-closed",
    file: "ring_ends.ts",
    edits: [["otherThan(end)) !== CLOSED", "otherThan(end)) === AWAKE"]],
  },
  {
    name: "a writer that nobody has taken is the end",
    step: "7.5.5",
    shows: "free-is-taken-for-closed",
    file: "ring_reader.ts",
    edits: [[
      "Atomics.load(this.#words, WRITER) === CLOSED",
      "[0, CLOSED].includes(Atomics.load(this.#words, WRITER))",
    ]],
  },
  {
    name: "takes an end by an exchange",
    step: "7.5.5",
    shows: "refuses-and-takes",
    file: "ring_ends.ts",
    edits: [[
      "Atomics.compareExchange(words, end, FREE, AWAKE) !== FREE",
      "Atomics.exchange(words, end, AWAKE) !== FREE",
    ]],
  },
  {
    name: "a closed mailbox is taken for an empty one",
    step: "7.5.6",
    shows: "closed-is-taken-for-empty",
    file: "mailbox.ts",
    edits: [[
      "if (state[0] === CLOSED) return undefined;",
      "if (((state[0] ?? 0) & CLOSED) !== 0) return undefined;",
    ]],
  },
  {
    name: "put() fills a closed mailbox",
    step: "7.5.6",
    shows: "puts-into-a-closed-one",
    file: "mailbox.ts",
    edits: [[
      "    if (state[0] !== EMPTY) return false;\n",
      "    if (state[0] === CLOSED + FULL) return false;\n",
    ]],
  },
  {
    name: "next() waits for a larger count",
    step: "7.5.6",
    shows: "count-wraps",
    file: "latest_value.ts",
    edits: [["state[0] !== this.#seen", "(state[0] ?? 0) > this.#seen"]],
  },
  {
    name: "publish() switches between two states",
    step: "7.5.6",
    shows: "state-comes-back",
    file: "latest_value.ts",
    edits: [[
      "state[0] = (state[0] ?? 0) + 1;",
      "state[0] = state[0] === 1 ? 2 : 1;",
    ]],
  },
  {
    name: "flush() leaves the turn open",
    step: "7.5.7",
    shows: "flush-leaves-the-turn-open",
    file: "event_sender.ts",
    edits: [["    this.#batch = undefined;\n", "    this.#batch = [];\n"]],
  },
  {
    name: "the first event of a turn waits",
    step: "7.5.7",
    shows: "first-event-waits",
    file: "event_sender.ts",
    edits: [[
      `    this.#post([event]);
    this.#batch = [];`,
      "    this.#batch = [{ type, detail: structuredClone(detail) }];",
    ]],
  },
  {
    name: "reads to the ring's end, however little is wanted",
    step: "7.5.5",
    shows: "reads-beyond-the-head",
    file: "ring_reader.ts",
    edits: [[
      "    const first = Math.min(count, capacity - start);\n    into.set(this.#bytes.subarray(start, start + first));",
      "    const first = capacity - start;\n    into.set(this.#bytes.subarray(start, start + first).subarray(0, into.length));",
    ]],
  },
  {
    name: "counts a value before it locks",
    step: "7.5.6",
    shows: "publishes-without-lock",
    file: "latest_value.ts",
    edits: [[
      "    using _token = mutex.lock();\n    numbers.set(value);\n    state[0] = (state[0] ?? 0) + 1;\n",
      "    Atomics.add(state, 0, 1);\n    using _token = mutex.lock();\n    numbers.set(value);\n",
    ]],
  },
  {
    name: "the writer sleeps on the tail as it is now",
    step: "7.5.5",
    shows: "sleeps-on-a-fresh-look",
    file: "ring_writer.ts",
    edits: [[
      "sleep(this.#words, WRITER, TAIL, this.#tail)",
      "sleep(this.#words, WRITER, TAIL, Atomics.load(this.#words, TAIL))",
    ]],
  },
  {
    name: "the reader sleeps on the head as it is now",
    step: "7.5.5",
    shows: "sleeps-on-a-fresh-look",
    file: "ring_reader.ts",
    edits: [[
      "sleep(this.#words, READER, HEAD, this.#head)",
      "sleep(this.#words, READER, HEAD, Atomics.load(this.#words, HEAD))",
    ]],
  },
  {
    name: "tryWrite() wakes the reader before it looks for room",
    step: "7.5.5",
    shows: "wakes-before-the-change",
    file: "ring_writer.ts",
    edits: [[
      "    const capacity = this.#bytes.length;\n    let room",
      "    const state = wake(this.#words, READER);\n    const capacity = this.#bytes.length;\n    let room",
    ], ["wake(this.#words, READER) === CLOSED", "state === CLOSED"]],
  },
  {
    name: "tryRead() wakes the writer before it copies",
    step: "7.5.5",
    shows: "wakes-before-the-change",
    file: "ring_reader.ts",
    edits: [[
      "    this.#get(into, count);\n",
      "    wake(this.#words, WRITER);\n    this.#get(into, count);\n",
    ], [
      "    wake(this.#words, WRITER);\n    return count;",
      "    return count;",
    ]],
  },
];
