import type { Mutant } from "../../harness/mutant.ts";

const FAST =
  "if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;";
const RELEASE = `  const state = Atomics.exchange(words, 0, UNLOCKED);
  if (state === CONTENDED) Atomics.notify(words, 0, 1);`;
const WAIT = "    Atomics.wait(words, 0, CONTENDED);\n";
const SLEEP =
  `  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {\n${WAIT}`;
const DISPOSE = `    if (!this.#locked) return;
    this.#locked = false;
    release(this.#words);`;
const at = { step: "7.4.2", file: "mutex.ts" };

/** Wrong ways to lock and unlock. */
export const mutexMutants: Mutant[] = [
  { ...at, name: "mutex: no lock", edits: [[FAST, "return;"]] },
  {
    ...at,
    name: "mutex: check, then set",
    edits: [[
      FAST,
      `if (Atomics.load(words, 0) === UNLOCKED) {
    Atomics.store(words, 0, LOCKED);
    return;
  }`,
    ]],
  },
  {
    ...at,
    name: "mutex: notify before the store",
    edits: [[
      RELEASE,
      `  const state = Atomics.load(words, 0);
  if (state === CONTENDED) Atomics.notify(words, 0, 1);
  Atomics.store(words, 0, UNLOCKED);`,
    ]],
  },
  {
    ...at,
    name: "mutex: stores 0 and never notifies",
    edits: [[RELEASE, "  const state = Atomics.exchange(words, 0, UNLOCKED);"]],
  },
  {
    ...at,
    name: "mutex: `if` for `while`",
    edits: [["  while (Atomics.exchange(", "  if (Atomics.exchange("]],
  },
  { ...at, name: "mutex: pure spin", edits: [[WAIT, ""]] },
  {
    ...at,
    name: "mutex: looks again each millisecond",
    edits: [[WAIT, "    Atomics.wait(words, 0, CONTENDED, 1);\n"]],
  },
  {
    ...at,
    name: "mutex: polls with a time limit instead of a notify",
    edits: [
      [WAIT, "    Atomics.wait(words, 0, CONTENDED, 10);\n"],
      ["  if (state === CONTENDED) Atomics.notify(words, 0, 1);\n", ""],
    ],
  },
  {
    ...at,
    name: "mutex: sleeps on a value that the word never has",
    edits: [[WAIT, "    Atomics.wait(words, 0, LOCKED);\n"]],
  },
  {
    ...at,
    name: "mutex: forgets after waking that others may still sleep",
    edits: [[
      SLEEP,
      `  for (;;) {
    const seen = Atomics.compareExchange(words, 0, LOCKED, CONTENDED);
    if (seen !== UNLOCKED) Atomics.wait(words, 0, CONTENDED);
    if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;
`,
    ]],
  },
  {
    ...at,
    name: "mutex: an exception leaves it locked",
    edits: [[DISPOSE, "    this.#locked = false;"]],
  },
  {
    ...at,
    name: "mutex: disposing twice unlocks twice",
    edits: [[DISPOSE, "    release(this.#words);"]],
  },
  {
    ...at,
    name: "mutex: byteOffset ignored",
    edits: [[
      '"mutex", buffer, byteOffset, Mutex',
      '"mutex", buffer, 0, Mutex',
    ]],
  },
];
