import type { Mutant } from "../../harness/mutant.ts";

const READ = "if (this.#swap(state, state + 1)) break;";
const READ_SLEEP =
  "        Atomics.wait(this.#words, STATE, state | READERS_WAIT);";
const WRITE = "if (this.#swap(state, state | WRITER | others)) break;";
const WRITE_SLEEP =
  `        const sequence = Atomics.load(this.#words, WRITER_NOTIFY);
        const now = Atomics.load(this.#words, STATE);
        if ((now & READERS) !== 0 && (now & WRITERS_WAIT) !== 0) {
          Atomics.wait(this.#words, WRITER_NOTIFY, sequence);
        }`;
const at = { step: "7.4.7", file: "rw_lock.ts" };

/** Wrong ways to lock a read-write lock. */
export const rwLockMutants: Mutant[] = [
  {
    ...at,
    name: "rwlock: a writer that has slept does not set its flag again",
    shows: "sets-its-flag-once",
    edits: [[
      "        (state & WRITERS_WAIT) !== 0 || this.#swap(state, state | WRITERS_WAIT)\n",
      `        others !== 0 || (state & WRITERS_WAIT) !== 0 ||
        this.#swap(state, state | WRITERS_WAIT)\n`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer that takes the lock drops the flags",
    shows: "takes-and-drops-the-flags",
    edits: [[WRITE, WRITE.replace("state | WRITER", "WRITER")]],
  },
  {
    ...at,
    name: "rwlock: a writer that takes the lock drops the readers' flag",
    shows: "takes-and-drops-the-flags",
    edits: [[
      WRITE,
      WRITE.replace("state | WRITER", "state & WRITERS_WAIT | WRITER"),
    ]],
  },
  {
    ...at,
    name: "rwlock: loses a reader (load, then store)",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      READ,
      "Atomics.store(this.#words, STATE, state + 1);\n        break;",
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader takes two readers away",
    shows: "counts-readers-wrong",
    edits: [[
      "Atomics.sub(this.#words, STATE, 1) - 1;",
      "Atomics.sub(this.#words, STATE, 2) - 2;",
    ]],
  },
  {
    ...at,
    name: "rwlock: readers one at a time",
    shows: "readers-exclude-each-other",
    edits: [["      if (state < WRITER - 1) {", "      if (state === 0) {"]],
  },
  {
    ...at,
    name: "rwlock: takes WRITER for a flag",
    shows: "readers-exclude-each-other",
    edits: [[
      "      if (state < WRITER - 1) {",
      "      if ((state & (WRITER | READERS_WAIT | WRITERS_WAIT)) === 0) {",
    ]],
  },
  ...["Read", "Write"].map((what): Mutant => ({
    ...at,
    name: `rwlock: hands over #unlock${what}() without its object`,
    shows: "unlocks-without-this",
    edits: [[`() => this.#unlock${what}()`, `this.#unlock${what}`]],
  })),
  {
    ...at,
    name: "rwlock: writers starve",
    shows: "readers-pass-waiting-writers",
    edits: [[
      "      if (state < WRITER - 1) {",
      "      if ((state & READERS) < WRITER - 1) {",
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader comes in beside a writer",
    shows: "reader-beside-a-writer",
    edits: [[
      "      if (state < WRITER - 1) {",
      "      if (state <= WRITER) {",
    ]],
  },
  {
    name: "rwlock: a reader counts itself in, and looks then",
    step: "7.4.7",
    shows: "reader-beside-a-writer",
    file: "rw_lock.ts",
    edits: [[
      "      const state = Atomics.load(this.#words, STATE);\n      // Short of WRITER - 1, or one more reader would look like a writer.\n      if (state < WRITER - 1) {\n        if (this.#swap(state, state + 1)) break;\n      } else if (\n        (state & READERS_WAIT) !== 0 || this.#swap(state, state | READERS_WAIT)\n      ) {\n",
      "      // Most find it free: count in first, and out again if that was wrong.\n      if (Atomics.add(this.#words, STATE, 1) < WRITER - 1) break;\n      const state = Atomics.sub(this.#words, STATE, 1) - 1;\n      if (state < WRITER - 1) continue;\n      if (\n        (state & READERS_WAIT) !== 0 || this.#swap(state, state | READERS_WAIT)\n      ) {\n",
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader comes in beside readers that sleep",
    shows: "reader-passes-waiting-readers",
    edits: [[
      "      if (state < WRITER - 1) {",
      "      if ((state & WRITERS_WAIT) === 0 && (state & READERS) < WRITER - 1) {",
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader sleeps without its flag",
    shows: "sleeps-without-its-flag",
    edits: [[
      `(state & READERS_WAIT) !== 0 || this.#swap(state, state | READERS_WAIT)
      ) {
${READ_SLEEP}`,
      `this.#words.length > 0
      ) {
        Atomics.wait(this.#words, STATE, state);`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer beside readers",
    shows: "writer-beside-readers",
    edits: [[
      "      if ((state & READERS) === 0) {\n        if (this.#swap(state, state | W",
      "      if ((state & READERS) !== WRITER) {\n        if (this.#swap(state, state | W",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer takes the lock in two steps",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      WRITE,
      "Atomics.store(this.#words, STATE, state | WRITER | others);\n        break;",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer forgets that other writers wait",
    shows: "forgets-other-sleepers",
    edits: [[WRITE, "if (this.#swap(state, state | WRITER)) break;"]],
  },
  {
    ...at,
    name: "rwlock: a writer spins",
    shows: "spins",
    edits: [[WRITE_SLEEP, ""]],
  },
  {
    ...at,
    name: "rwlock: a writer reads the sequence after its last look",
    shows: "reads-the-sequence-too-late",
    edits: [[
      WRITE_SLEEP,
      `        const now = Atomics.load(this.#words, STATE);
        if ((now & READERS) !== 0 && (now & WRITERS_WAIT) !== 0) {
          const sequence = Atomics.load(this.#words, WRITER_NOTIFY);
          Atomics.wait(this.#words, WRITER_NOTIFY, sequence);
        }`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer sleeps without a last look",
    shows: "sleeps-without-a-last-look",
    edits: [[
      WRITE_SLEEP,
      `        const sequence = Atomics.load(this.#words, WRITER_NOTIFY);
        Atomics.wait(this.#words, WRITER_NOTIFY, sequence);`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader waits behind readers",
    shows: "reader-waits-behind-readers",
    edits: [[
      `      if (state < WRITER - 1) {
        if (this.#swap(state, state + 1)) break;
      } else if (
        (state & READERS_WAIT) !== 0 || this.#swap(state, state | READERS_WAIT)
      ) {
        Atomics.wait(this.#words, STATE, state | READERS_WAIT);`,
      `      if (state < WRITER - 1 && this.#swap(state, state + 1)) break;
      const now = Atomics.load(this.#words, STATE);
      if (now === 0) continue;
      if ((now & READERS_WAIT) !== 0 || this.#swap(now, now | READERS_WAIT)) {
        Atomics.wait(this.#words, STATE, now | READERS_WAIT);`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer takes the lock when the state is 0",
    shows: "waits-for-the-flags",
    edits: [[
      "      if ((state & READERS) === 0) {\n        if (this.#swap(state, state | WRITER",
      "      if (state === 0) {\n        if (this.#swap(state, state | WRITER",
    ]],
  },
  {
    ...at,
    name: "rwlock: one reader more than there can be",
    shows: "last-reader-looks-like-a-writer",
    edits: [["      if (state < WRITER - 1) {", "      if (state < WRITER) {"]],
  },
  {
    ...at,
    name: "rwlock: a writer that will wait sets its flag alone",
    shows: "drops-a-flag",
    edits: [[
      "this.#swap(state, state | WRITERS_WAIT)",
      "this.#swap(state, state & READERS | WRITERS_WAIT)",
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader that was woken passes a waiting writer",
    shows: "readers-pass-waiting-writers",
    edits: [[
      "    for (;;) {\n      const state = Atomics.load(this.#words, STATE);\n      // Short of",
      "    let mask = ~0;\n    for (;;) {\n      const state = Atomics.load(this.#words, STATE);\n      // Short of",
    ], [
      "      if (state < WRITER - 1) {",
      "      if ((state & mask) < WRITER - 1) {",
    ], [READ_SLEEP, `${READ_SLEEP}\n        mask = READERS;`]],
  },
];
