import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.5";
const writer = "ring_writer.ts";
const reader = "ring_reader.ts";
const ends = "ring_ends.ts";

/** Wrong rings. */
export const ringBufferMutants: Mutant[] = [
  {
    name: "the index is published before the data",
    step,
    shows: "published-before-copy",
    file: writer,
    edits: [[
      "      this.#put(bytes, count);\n      this.#head = (this.#head + count) | 0;\n      Atomics.store(this.#words, HEAD, this.#head);\n",
      "      Atomics.store(this.#words, HEAD, (this.#head + count) | 0);\n      this.#put(bytes, count);\n      this.#head = (this.#head + count) | 0;\n",
    ]],
  },
  {
    name: "the room is given back before the copy",
    step,
    shows: "room-freed-before-copy",
    file: reader,
    edits: [[
      "    this.#get(into, count);\n    this.#tail = (this.#tail + count) | 0;\n    Atomics.store(this.#words, TAIL, this.#tail);\n",
      "    Atomics.store(this.#words, TAIL, (this.#tail + count) | 0);\n    this.#get(into, count);\n    this.#tail = (this.#tail + count) | 0;\n",
    ]],
  },
  {
    name: "full equals empty",
    step,
    shows: "full-looks-empty",
    file: writer,
    edits: [[
      "    const count = bytes.length < room ? bytes.length : room;\n",
      "    if (room === 0) room = capacity;\n    const count = bytes.length < room ? bytes.length : room;\n",
    ]],
  },
  {
    name: "one byte of the ring is never used",
    step,
    shows: "keeps-one-byte-free",
    file: writer,
    edits: [[
      "    const capacity = this.#bytes.length;\n    let room",
      "    const capacity = this.#bytes.length - 1;\n    let room",
    ]],
  },
  {
    name: "a second end is accepted",
    step,
    shows: "second-end-accepted",
    file: ends,
    edits: [["FREE, AWAKE) !== FREE", "FREE, AWAKE) < FREE"]],
  },
  {
    name: "looks whether the end is free, then takes it",
    step,
    shows: "end-taken-in-two-steps",
    file: ends,
    edits: [[
      "if (Atomics.compareExchange(words, end, FREE, AWAKE) !== FREE) {",
      "const state = Atomics.load(words, end);\n  if (state === FREE) Atomics.store(words, end, AWAKE);\n  else {",
    ]],
  },
  {
    name: "the index is published by a plain write",
    step,
    shows: "index-is-plain",
    file: writer,
    edits: [[
      "Atomics.store(this.#words, HEAD, this.#head);",
      "this.#words[HEAD] = this.#head;",
    ]],
  },
  {
    name: "looks at the head before it looks for the end",
    step,
    shows: "head-before-end",
    file: reader,
    edits: [[
      "      const ended = Atomics.load(this.#words, WRITER) === CLOSED;\n      this.#head = Atomics.load(this.#words, HEAD);\n",
      "      this.#head = Atomics.load(this.#words, HEAD);\n      const ended = Atomics.load(this.#words, WRITER) === CLOSED;\n",
    ]],
  },
  {
    name: "the end hides the last bytes",
    step,
    shows: "end-hides-the-last-bytes",
    file: reader,
    edits: [[
      "if (there === 0 && ended) return null;",
      "if (ended) return null;",
    ]],
  },
  {
    name: "all writers have one head",
    step,
    shows: "rings-share-an-index",
    file: writer,
    edits: [[
      "  #head = 0;",
      "  static #all = 0;\n  get #head() { return RingWriter.#all; }\n  set #head(head) { RingWriter.#all = head; }",
    ]],
  },
  {
    name: "reads up to the ring's end at most",
    step,
    shows: "stops-at-the-edge",
    file: reader,
    edits: [[
      "    const count = into.length < there ? into.length : there;",
      `    const size = this.#bytes.length;
    const count = Math.min(into.length, there, size - (this.#tail & (size - 1)));`,
    ]],
  },
  {
    name: "the rest over the ring's end is lost",
    step,
    shows: "second-part-lost",
    file: reader,
    edits: [[
      "    if (first < count) into.set(this.#bytes.subarray(0, count - first), first);\n",
      "",
    ]],
  },
  {
    name: "reads the second part over the first",
    step,
    shows: "second-part-over-first",
    file: reader,
    edits: [[
      "into.set(this.#bytes.subarray(0, count - first), first)",
      "into.set(this.#bytes.subarray(0, count - first))",
    ]],
  },
  {
    name: "indexes are compared, not subtracted: breaks at 2^31",
    step,
    shows: "indexes-compared",
    file: writer,
    edits: [[
      "    const count = bytes.length < room ? bytes.length : room;\n",
      "    if (this.#head < this.#tail) room = 0;\n    const count = bytes.length < room ? bytes.length : room;\n",
    ]],
  },
  {
    name: "the difference of indexes is not cut to 32 bits",
    step,
    shows: "difference-not-cut",
    file: reader,
    edits: [[
      "      there = (this.#head - this.#tail) | 0;\n",
      "      there = this.#head - this.#tail;\n",
    ]],
  },
  {
    name: "the place is the rest of a division, negative after 2^31",
    step,
    shows: "place-of-a-negative-index",
    file: reader,
    edits: [[
      "const start = this.#tail & (capacity - 1);",
      "const start = Math.abs(this.#tail % capacity);",
    ]],
  },
  {
    name: "a reader that has left is noticed only where there is room",
    step,
    shows: "reader-left-unnoticed",
    file: writer,
    edits: [[
      "    if (count > 0) {\n      this.#put",
      "    if (count === 0) return 0;\n    {\n      this.#put",
    ]],
  },
  {
    name: "write() writes what fits and forgets the rest",
    step,
    shows: "write-forgets-the-rest",
    file: writer,
    edits: [[
      "while (done < bytes.length) {",
      "while (done === 0 && bytes.length > 0) {",
    ]],
  },
  {
    name: "tryRead() gives nothing unless it fills its array",
    step,
    shows: "reads-all-or-nothing",
    file: reader,
    edits: [[
      "if (count === 0) return 0;",
      "if (count < into.length) return 0;",
    ]],
  },
  {
    name: "waits for bytes when it has no room for any",
    step,
    shows: "read-of-nothing-waits",
    file: reader,
    edits: [[
      "if (count !== 0 || into.length === 0) return",
      "if (count !== 0) return",
    ]],
  },
  {
    name: "asks again and again while there is nothing",
    step,
    shows: "spins-on-memory",
    file: reader,
    edits: [[
      "      if (count !== 0 || into.length === 0) return count;\n      sleep(this.#words, READER, HEAD, this.#head);\n",
      "      if (count !== 0 || into.length === 0) return count;\n",
    ]],
  },
  {
    name: "write() of nothing does not look at the ends",
    step,
    shows: "nothing-is-not-tried",
    file: writer,
    edits: [["let done = this.tryWrite(bytes);", "let done = 0;"]],
  },
  {
    name: "tryRead() gives all that is wanted, or nothing",
    step,
    shows: "reads-all-or-nothing",
    file: reader,
    edits: [[
      "const count = into.length < there ? into.length : there;",
      "const count = into.length <= there ? into.length : 0;",
    ]],
  },
  {
    name: "says writer for both ends",
    step,
    shows: "names-the-other-end",
    file: ends,
    edits: [[
      "attach ${name} as the ring buffer has a ${name}",
      "attach writer as the ring buffer has a writer",
    ]],
  },
  {
    name: "all of the bytes or none",
    step,
    shows: "all-or-nothing",
    file: writer,
    edits: [[
      "bytes.length < room ? bytes.length : room;",
      "bytes.length <= room ? bytes.length : 0;",
    ]],
  },
  {
    name: "gives room back when all was read",
    step,
    shows: "room-is-kept",
    file: reader,
    edits: [[
      "    Atomics.store(this.#words, TAIL, this.#tail);\n",
      "    if (this.#tail === this.#head) Atomics.store(this.#words, TAIL, this.#tail);\n",
    ]],
  },
  {
    name: "never gives room back",
    step,
    shows: "room-is-kept",
    file: reader,
    edits: [["    Atomics.store(this.#words, TAIL, this.#tail);\n", ""]],
  },
  {
    name: "tryWrite() says that all was written",
    step,
    shows: "tells-more-than-it-wrote",
    file: writer,
    edits: [[
      "    }\n    return count;\n",
      "    }\n    return bytes.length;\n",
    ]],
  },
];
