import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the ring and the mailbox: who is told what, and when. */
export const sharedMemoryMutants: Mutant[] = [
  {
    name: "wakes by a store",
    step: "7.5.5",
    shows: "wakes-by-a-store",
    file: "ring_ends.ts",
    edits: [[
      "    Atomics.compareExchange(words, end, ASLEEP, AWAKE);\n",
      "    Atomics.store(words, end, AWAKE);\n",
    ]],
  },
  {
    name: "wakes, then says CLOSED",
    step: "7.5.5",
    shows: "wakes-before-it-closes",
    file: "ring_ends.ts",
    edits: [[
      "  Atomics.store(words, end, CLOSED);\n  wake(words, otherThan(end));",
      "  wake(words, otherThan(end));\n  Atomics.store(words, end, CLOSED);",
    ]],
  },
  {
    name: "says CLOSED by a plain write",
    step: "7.5.5",
    shows: "end-is-plain",
    file: "ring_ends.ts",
    edits: [[
      "  Atomics.store(words, end, CLOSED);\n",
      "  words[end] = CLOSED;\n",
    ]],
  },
  {
    name: "looks for a sleeper by a plain read",
    step: "7.5.5",
    shows: "end-is-plain",
    file: "ring_ends.ts",
    edits: [[
      "const state = Atomics.load(words, end);",
      "const state = words[end] ?? 0;",
    ]],
  },
  {
    name: "the head is read by a plain read",
    step: "7.5.5",
    shows: "index-is-plain",
    file: "ring_reader.ts",
    edits: [[
      "this.#head = Atomics.load(this.#words, HEAD);",
      "this.#head = this.#words[HEAD] ?? 0;",
    ]],
  },
  {
    name: "sleeps again while nothing has changed",
    step: "7.5.5",
    shows: "spins-on-memory",
    file: "ring_ends.ts",
    edits: [[
      "  if (\n    Atomics.load(words, index) === seen &&",
      "  while (\n    Atomics.load(words, index) === seen &&",
    ]],
  },
  {
    name: "wakes the reader only of an empty ring",
    step: "7.5.5",
    shows: "change-wakes-nobody",
    file: "ring_writer.ts",
    edits: [[
      "    if (wake(this.#words, READER) === CLOSED) {",
      "    if (room === capacity) wake(this.#words, READER);\n    if (Atomics.load(this.#words, READER) === CLOSED) {",
    ]],
  },
  {
    name: "wakes the writer only of a full ring",
    step: "7.5.5",
    shows: "change-wakes-nobody",
    file: "ring_reader.ts",
    edits: [[
      "    wake(this.#words, WRITER);\n    return count;",
      "    if (there === this.#bytes.length) wake(this.#words, WRITER);\n    return count;",
    ]],
  },
  {
    name: "wakes the reader only when the ring is full",
    step: "7.5.5",
    shows: "change-wakes-nobody",
    file: "ring_writer.ts",
    edits: [[
      "    if (wake(this.#words, READER) === CLOSED) {",
      "    if (count === room) wake(this.#words, READER);\n    if (Atomics.load(this.#words, READER) === CLOSED) {",
    ]],
  },
  {
    name: "write() gives up after a sleep",
    step: "7.5.5",
    shows: "write-forgets-the-rest",
    file: "ring_writer.ts",
    edits: [[
      "      if (count === 0) sleep(this.#words, WRITER, TAIL, this.#tail);",
      "      if (count === 0) {\n        sleep(this.#words, WRITER, TAIL, this.#tail);\n        this.tryWrite(bytes.subarray(done));\n        return;\n      }",
    ]],
  },
  {
    name: "write() begins again from the first byte",
    step: "7.5.5",
    shows: "write-begins-again",
    file: "ring_writer.ts",
    edits: [["this.tryWrite(bytes.subarray(done))", "this.tryWrite(bytes)"]],
  },
  {
    name: "read() fills the whole array",
    step: "7.5.5",
    shows: "read-waits-for-all",
    file: "ring_reader.ts",
    edits: [[
      "    for (;;) {\n      const count = this.tryRead(into);\n      if (count !== 0 || into.length === 0) return count;\n",
      "    let done = 0;\n    for (;;) {\n      const count = this.tryRead(into.subarray(done));\n      if (count === null) return done > 0 ? done : null;\n      done += count;\n      if (done === into.length) return done;\n      if (count > 0) continue;\n",
    ]],
  },
  {
    name: "read() takes the end for nothing",
    step: "7.5.5",
    shows: "end-is-taken-for-nothing",
    file: "ring_reader.ts",
    edits: [[
      "if (count !== 0 || into.length === 0) return count;",
      "if (count || into.length === 0) return count;",
    ]],
  },
  {
    name: "the second part comes from the wrong place",
    step: "7.5.5",
    shows: "second-part-from-elsewhere",
    file: "ring_reader.ts",
    edits: [[
      "this.#bytes.subarray(0, count - first)",
      "this.#bytes.subarray(first, count)",
    ]],
  },
  {
    name: "puts the numbers in before it waits",
    step: "7.5.6",
    shows: "put-writes-before-it-may",
    file: "mailbox.ts",
    edits: [[
      "    emptied.wait(token, () => state[0] !== FULL);\n",
      "    numbers.set(value);\n    emptied.wait(token, () => state[0] !== FULL);\n",
    ], ["return false;\n    numbers.set(value);\n", "return false;\n"]],
  },
  {
    name: "the value is the shared memory itself",
    step: "7.5.6",
    shows: "hands-out-shared-memory",
    file: "mailbox.ts",
    edits: [[
      "const value = Array.from(numbers);",
      "const value = numbers as unknown as number[];",
    ]],
  },
  {
    name: "one condition for both, and one is woken",
    step: "7.5.6",
    shows: "one-condition-wakes-the-wrong-one",
    file: "mailbox.ts",
    edits: [[
      "    const { mutex, conditions: [emptied, filled], state, numbers } =\n      this.#record;\n    this.#record.check",
      "    const { mutex, conditions: [emptied], state, numbers } =\n      this.#record;\n    const filled = emptied;\n    this.#record.check",
    ], [
      "    const { mutex, conditions: [emptied, filled], state, numbers } =\n      this.#record;\n    // TODO",
      "    const { mutex, conditions: [emptied], state, numbers } =\n      this.#record;\n    const filled = emptied;\n    // TODO",
    ]],
  },
  {
    name: "put() waits until the mailbox is empty, also when it is closed",
    step: "7.5.6",
    shows: "sleeps-on-though-closed",
    file: "mailbox.ts",
    edits: [["() => state[0] !== FULL", "() => state[0] === EMPTY"]],
  },
  {
    name: "take() waits until the mailbox is full, also when it is closed",
    step: "7.5.6",
    shows: "sleeps-on-though-closed",
    file: "mailbox.ts",
    edits: [[
      "filled.wait(token, () => state[0] !== EMPTY);",
      "filled.wait(token, () => state[0] === FULL);",
    ]],
  },
  {
    name:
      "take() waits for one of two states, and a closed mailbox with a value has a third",
    step: "7.5.6",
    shows: "sleeps-on-though-closed",
    file: "mailbox.ts",
    edits: [[
      "filled.wait(token, () => state[0] !== EMPTY);",
      "filled.wait(token, () => state[0] === FULL || state[0] === CLOSED);",
    ]],
  },
  {
    name: "the lock is kept when the mailbox is closed (put)",
    step: "7.5.6",
    shows: "keeps-the-lock",
    file: "mailbox.ts",
    edits: [[
      "    using token = mutex.lock();\n    emptied",
      "    const token = mutex.lock();\n    emptied",
    ], [
      "    filled.notify();\n    return true;",
      "    filled.notify();\n    token[Symbol.dispose]();\n    return true;",
    ]],
  },
  {
    name: "the lock is kept when the mailbox is closed (take)",
    step: "7.5.6",
    shows: "keeps-the-lock",
    file: "mailbox.ts",
    edits: [[
      "    using token = mutex.lock();\n    filled",
      "    const token = mutex.lock();\n    filled",
    ], [
      "    emptied.notify();\n    return value;",
      "    emptied.notify();\n    token[Symbol.dispose]();\n    return value;",
    ]],
  },
  {
    name: "close() waits until the mailbox is empty",
    step: "7.5.6",
    shows: "close-waits",
    file: "mailbox.ts",
    edits: [[
      "    using _token = mutex.lock();\n    state[0]",
      "    using _token = mutex.lock();\n    emptied.wait(_token, () => state[0] !== FULL);\n    state[0]",
    ]],
  },
  {
    name: "take() gives the value and leaves a closed one full",
    step: "7.5.6",
    shows: "taken-value-stays",
    file: "mailbox.ts",
    edits: [[
      "state[0] === FULL ? EMPTY : CLOSED;",
      "state[0] === FULL ? EMPTY : FULL | CLOSED;",
    ]],
  },
];
