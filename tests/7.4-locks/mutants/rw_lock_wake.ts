import type { Mutant } from "../../harness/mutant.ts";

const READER_OUT =
  "    if ((state & READERS) === 0 && state !== 0) this.#wake(state);";
const WRITER_OUT =
  `    const state = Atomics.sub(this.#words, STATE, WRITER) - WRITER;
    if (state !== 0) this.#wake(state);`;
const WAKE_WRITER = `    Atomics.add(this.#words, WRITER_NOTIFY, 1);
    return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;`;
const at = { step: "7.4.7", file: "rw_lock.ts" };

/** Wrong ways to unlock a read-write lock and to wake. */
export const rwLockWakeMutants: Mutant[] = [
  {
    ...at,
    name: "rwlock: the last reader forgets to wake",
    shows: "last-out-wakes-nobody",
    edits: [[READER_OUT, "    void state;"]],
  },
  {
    ...at,
    name: "rwlock: the last reader wakes only if no reader waits",
    shows: "wakes-by-some-of-the-flags",
    edits: [[
      READER_OUT,
      "    if (state === WRITERS_WAIT) this.#wake(state);",
    ]],
  },
  {
    ...at,
    name: "rwlock: the last reader is counted wrong (off by one)",
    shows: "wakes-while-one-still-reads",
    edits: [[
      READER_OUT,
      "    if ((state & READERS) === 1 && state !== 1) this.#wake(state - 1);",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer wipes the flags",
    shows: "wipes-the-flags",
    edits: [[WRITER_OUT, "    Atomics.store(this.#words, STATE, 0);"]],
  },
  {
    ...at,
    name: "rwlock: a writer wakes one reader",
    shows: "wakes-one-reader",
    edits: [[
      "      Atomics.notify(this.#words, STATE);",
      "      Atomics.notify(this.#words, STATE, 1);",
    ]],
  },
  {
    ...at,
    name: "rwlock: wakes readers without taking their flag back",
    shows: "leaves-the-flag-of-whom-it-woke",
    edits: [[
      "if (state === READERS_WAIT && this.#swap(state, 0)) {",
      "if (state === READERS_WAIT) {",
    ]],
  },
  {
    ...at,
    name: "rwlock: wakes readers, and takes their flag back then",
    shows: "notify-before-store",
    edits: [[
      `    if (state === READERS_WAIT && this.#swap(state, 0)) {
      Atomics.notify(this.#words, STATE);
`,
      `    if (state === READERS_WAIT) {
      Atomics.notify(this.#words, STATE);
      this.#swap(state, 0);
`,
    ]],
  },
  {
    ...at,
    name: "rwlock: says that it woke a writer",
    shows: "counts-on-a-writer-not-asleep",
    edits: [[
      "    return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;\n",
      "    Atomics.notify(this.#words, WRITER_NOTIFY, 1);\n    return true;\n",
    ]],
  },
  {
    ...at,
    name: "rwlock: wakes the wrong queue",
    shows: "wakes-the-wrong-word",
    edits: [[
      WAKE_WRITER,
      WAKE_WRITER.replace(
        "notify(this.#words, WRITER_NOTIFY",
        "notify(this.#words, STATE",
      ),
    ]],
  },
  {
    ...at,
    name: "rwlock: wakes a writer without moving the sequence on",
    shows: "notify-changes-nothing",
    edits: [[
      WAKE_WRITER,
      "    return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;",
    ]],
  },
  {
    ...at,
    name: "rwlock: moves the sequence on by a load and a store",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      WAKE_WRITER,
      WAKE_WRITER.replace(
        "Atomics.add(this.#words, WRITER_NOTIFY, 1)",
        `const sequence = Atomics.load(this.#words, WRITER_NOTIFY);
    Atomics.store(this.#words, WRITER_NOTIFY, sequence + 1)`,
      ),
    ]],
  },
  {
    ...at,
    name: "rwlock: forgets the readers when it wakes a writer",
    shows: "forgets-the-readers",
    edits: [[
      "if (!this.#swap(state, READERS_WAIT)) return;",
      "if (!this.#swap(state, 0)) return;",
    ]],
  },
  {
    ...at,
    name: "rwlock: thinks it woke a writer that was not asleep yet",
    shows: "counts-on-a-writer-not-asleep",
    edits: [[
      "      if (this.#wakeWriter()) return;",
      "      this.#wakeWriter();\n      return;",
    ]],
  },
  {
    ...at,
    name: "rwlock: gives up waking when a reader's flag came in",
    shows: "gives-up-when-a-flag-came-in",
    edits: [[
      "      state = Atomics.load(this.#words, STATE);",
      "      return;",
    ]],
  },
  {
    ...at,
    name: "rwlock: byteOffset ignored",
    shows: "ignores-byte-offset",
    edits: [["      byteOffset,\n      RwL", "      0,\n      RwL"]],
  },
  {
    step: "7.4.7",
    file: "given/rw_lock_token.ts",
    name: "rwlock: unlocks twice through one token",
    shows: "token-stays-locked",
    edits: [["    this.#unlock = null;\n", ""]],
  },
  {
    ...at,
    name: "rwlock: takes what sub() returns for the state that it made",
    shows: "last-out-wakes-nobody",
    edits: [[
      "Atomics.sub(this.#words, STATE, 1) - 1;",
      "Atomics.sub(this.#words, STATE, 1);",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer swaps 0 in",
    shows: "wipes-the-flags",
    edits: [[
      "const state = Atomics.sub(this.#words, STATE, WRITER) - WRITER;",
      "const state = Atomics.exchange(this.#words, STATE, 0) - WRITER;",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer leaves only the flag of readers",
    shows: "wipes-the-flags",
    edits: [[
      "const state = Atomics.sub(this.#words, STATE, WRITER) - WRITER;",
      "const state = Atomics.and(this.#words, STATE, READERS_WAIT) & READERS_WAIT;",
    ]],
  },
  {
    ...at,
    name: "rwlock: wakes by the state before the writer left",
    shows: "last-out-wakes-nobody",
    edits: [[
      "Atomics.sub(this.#words, STATE, WRITER) - WRITER;",
      "Atomics.and(this.#words, STATE, ~READERS);",
    ]],
  },
  {
    ...at,
    name: "rwlock: knows no case with both flags",
    shows: "wakes-by-some-of-the-flags",
    edits: [[
      "if (state === (READERS_WAIT | WRITERS_WAIT)) {",
      "if (state === -1) {",
    ]],
  },
  {
    ...at,
    name: "rwlock: knows no case with the readers' flag alone",
    shows: "wakes-by-some-of-the-flags",
    edits: [[
      "if (state === READERS_WAIT && this.#swap(state, 0)) {",
      "if (state === -1) {",
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader leaves by a load and a store",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      "const state = Atomics.sub(this.#words, STATE, 1) - 1;",
      `const state = Atomics.load(this.#words, STATE) - 1;
    Atomics.store(this.#words, STATE, state);`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a time limit in place of a notify of readers",
    shows: "time-limit-for-a-notify",
    edits: [
      [
        "STATE, state | READERS_WAIT);\n      }",
        "STATE, state | READERS_WAIT, 100);\n      }",
      ],
      ["      Atomics.notify(this.#words, STATE);\n", ""],
    ],
  },
  {
    ...at,
    name: "rwlock: a time limit in place of a notify of a writer",
    shows: "time-limit-for-a-notify",
    edits: [
      ["WRITER_NOTIFY, sequence);", "WRITER_NOTIFY, sequence, 100);"],
      [
        "return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;",
        "return false;",
      ],
    ],
  },
  {
    ...at,
    name: "rwlock: moves the writers' word on and does not notify",
    shows: "never-notifies",
    edits: [[
      "return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;",
      "return false;",
    ]],
  },
];
