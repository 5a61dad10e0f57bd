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
const READER_OUT =
  "    if ((state & READERS) === 0 && state !== 0) this.#wake(state);";
const WRITER_OUT =
  `    const state = Atomics.sub(this.#words, STATE, WRITER) - WRITER;
    if (state !== 0) this.#wake(state);`;
const WAKE_WRITER = `    Atomics.add(this.#words, WRITER_NOTIFY, 1);
    return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;`;
const at = { step: "7.4.7", file: "rw_lock.ts" };

/** Wrong read-write locks. */
export const rwLockMutants: Mutant[] = [
  {
    ...at,
    name: "rwlock: loses a reader (load, then store)",
    edits: [[
      READ,
      "Atomics.store(this.#words, STATE, state + 1);\n        break;",
    ]],
  },
  {
    ...at,
    name: "rwlock: counts two readers for one",
    edits: [[READ, "if (this.#swap(state, state + 2)) break;"]],
  },
  {
    ...at,
    name: "rwlock: a reader takes two readers away",
    edits: [[
      "Atomics.sub(this.#words, STATE, 1) - 1;",
      "Atomics.sub(this.#words, STATE, 2) - 2;",
    ]],
  },
  {
    ...at,
    name: "rwlock: readers one at a time",
    edits: [["      if (state < WRITER - 1) {", "      if (state === 0) {"]],
  },
  {
    ...at,
    name: "rwlock: writers starve",
    edits: [[
      "      if (state < WRITER - 1) {",
      "      if ((state & READERS) < WRITER - 1) {",
    ]],
  },
  {
    ...at,
    name: "rwlock: a reader spins",
    edits: [[READ_SLEEP, ""]],
  },
  {
    ...at,
    name: "rwlock: a reader sleeps without its flag",
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
    name: "rwlock: a reader that wakes is in without looking",
    edits: [[
      READ_SLEEP,
      `${READ_SLEEP}
        Atomics.add(this.#words, STATE, 1);
        break;`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer beside readers",
    edits: [[
      "      if ((state & READERS) === 0) {\n        if (this.#swap(state, state | W",
      "      if ((state & READERS) !== WRITER) {\n        if (this.#swap(state, state | W",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer takes the lock in two steps",
    edits: [[
      WRITE,
      "Atomics.store(this.#words, STATE, state | WRITER | others);\n        break;",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer forgets that other writers wait",
    edits: [[WRITE, "if (this.#swap(state, state | WRITER)) break;"]],
  },
  {
    ...at,
    name: "rwlock: a writer spins",
    edits: [[WRITE_SLEEP, ""]],
  },
  {
    ...at,
    name: "rwlock: a writer reads the sequence after its last look",
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
    edits: [[
      WRITE_SLEEP,
      `        const sequence = Atomics.load(this.#words, WRITER_NOTIFY);
        Atomics.wait(this.#words, WRITER_NOTIFY, sequence);`,
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer sleeps on a constant",
    edits: [[
      "Atomics.wait(this.#words, WRITER_NOTIFY, sequence);",
      "Atomics.wait(this.#words, WRITER_NOTIFY, sequence * 0);",
    ]],
  },
  {
    ...at,
    name: "rwlock: the last reader forgets to wake",
    edits: [[READER_OUT, "    void state;"]],
  },
  {
    ...at,
    name: "rwlock: the last reader is counted wrong (off by one)",
    edits: [[
      READER_OUT,
      "    if ((state & READERS) === 1 && state !== 1) this.#wake(state - 1);",
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer wipes the flags",
    edits: [[WRITER_OUT, "    Atomics.store(this.#words, STATE, 0);"]],
  },
  {
    ...at,
    name: "rwlock: a writer wakes only writers",
    edits: [[
      WRITER_OUT,
      WRITER_OUT.replace(
        "if (state !== 0)",
        "if ((state & WRITERS_WAIT) !== 0)",
      ),
    ]],
  },
  {
    ...at,
    name: "rwlock: a writer wakes one reader",
    edits: [[
      "      Atomics.notify(this.#words, STATE);",
      "      Atomics.notify(this.#words, STATE, 1);",
    ]],
  },
  {
    ...at,
    name: "rwlock: wakes readers without taking their flag back",
    edits: [[
      "if (state === READERS_WAIT && this.#swap(state, 0)) {",
      "if (state === READERS_WAIT) {",
    ]],
  },
  {
    ...at,
    name: "rwlock: wakes the wrong queue",
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
    edits: [[
      WAKE_WRITER,
      "    return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;",
    ]],
  },
  {
    ...at,
    name: "rwlock: forgets the readers when it wakes a writer",
    edits: [[
      "if (!this.#swap(state, READERS_WAIT)) return;",
      "if (!this.#swap(state, 0)) return;",
    ]],
  },
  {
    ...at,
    name: "rwlock: thinks it woke a writer that was not asleep yet",
    edits: [[
      "      if (this.#wakeWriter()) return;",
      "      this.#wakeWriter();\n      return;",
    ]],
  },
  {
    ...at,
    name: "rwlock: gives up waking when a reader's flag came in",
    edits: [[
      "      state = Atomics.load(this.#words, STATE);",
      "      return;",
    ]],
  },
  {
    ...at,
    name: "rwlock: readers release as writers",
    edits: [[
      "return new RwLockToken(() => this.#unlockRead());",
      "return new RwLockToken(() => this.#unlockWrite());",
    ]],
  },
  {
    ...at,
    name: "rwlock: byteOffset ignored",
    edits: [["      byteOffset,\n      RwL", "      0,\n      RwL"]],
  },
  {
    step: "7.4.7",
    file: "rw_lock_token.ts",
    name: "rwlock: unlocks twice through one token",
    edits: [["    this.#unlock = null;\n", ""]],
  },
];
