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
  {
    ...at,
    name: "mutex: LOCKED again where nobody had to sleep",
    shows: "wipes-the-mark",
    edits: [[
      `${SLEEP}  }\n`,
      `  let slept = false;\n${SLEEP}    slept = true;\n  }\n  if (!slept) Atomics.store(words, 0, LOCKED);\n`,
    ]],
  },
  {
    ...at,
    name: "mutex: waits by Atomics.waitAsync()",
    shows: "waits-without-sleeping",
    edits: [[WAIT, WAIT.replace("wait(", "waitAsync(")]],
  },
  {
    ...at,
    name: "mutex: no lock",
    shows: "lock-takes-nothing",
    edits: [[FAST, "return;"]],
  },
  {
    ...at,
    name: "mutex: check, then set",
    shows: "looks-and-takes-in-two-operations",
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
    shows: "notify-before-store",
    edits: [[
      RELEASE,
      `  Atomics.notify(words, 0, 1);
  const state = Atomics.exchange(words, 0, UNLOCKED);`,
    ]],
  },
  {
    ...at,
    name: "mutex: unlocks by a load and a store",
    shows: "unlocks-in-two-operations",
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
    shows: "never-notifies",
    edits: [[RELEASE, "  const state = Atomics.exchange(words, 0, UNLOCKED);"]],
  },
  {
    ...at,
    name: "mutex: `if` for `while`",
    shows: "woken-means-owner",
    edits: [["  while (Atomics.exchange(", "  if (Atomics.exchange("]],
  },
  { ...at, name: "mutex: pure spin", shows: "spins", edits: [[WAIT, ""]] },
  {
    ...at,
    name: "mutex: looks again each millisecond",
    shows: "polls",
    edits: [[WAIT, "    Atomics.wait(words, 0, CONTENDED, 1);\n"]],
  },
  {
    ...at,
    name: "mutex: polls with a time limit instead of a notify",
    shows: "polls",
    edits: [
      [WAIT, "    Atomics.wait(words, 0, CONTENDED, 10);\n"],
      ["  if (state === CONTENDED) Atomics.notify(words, 0, 1);\n", ""],
    ],
  },
  {
    ...at,
    name: "mutex: sleeps on a value that the word never has",
    shows: "sleeps-on-a-value-it-never-has",
    edits: [[WAIT, "    Atomics.wait(words, 0, LOCKED);\n"]],
  },
  {
    ...at,
    name: "mutex: forgets after waking that others may still sleep",
    shows: "forgets-other-sleepers",
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
    name: "mutex: forgets that it has slept in the round before",
    shows: "forgets-other-sleepers",
    edits: [[
      SLEEP,
      `  for (;;) {
    Atomics.compareExchange(words, 0, LOCKED, CONTENDED);
    const slept = Atomics.wait(words, 0, CONTENDED) === "ok";
    const taken = slept ? CONTENDED : LOCKED;
    if (Atomics.compareExchange(words, 0, UNLOCKED, taken) === UNLOCKED) return;
`,
    ]],
  },
  {
    ...at,
    name: "mutex: an exception leaves it locked",
    shows: "never-unlocks",
    edits: [[DISPOSE, "    this.#locked = false;"]],
  },
  {
    ...at,
    name: "mutex: disposing twice unlocks twice",
    shows: "disposes-twice",
    edits: [[DISPOSE, "    release(this.#words);"]],
  },
  {
    ...at,
    name: "mutex: a token does not note that it was disposed",
    shows: "disposes-twice",
    edits: [[
      "    this.#locked = false;\n    release(this.#words);",
      "    release(this.#words);",
    ]],
  },
  {
    ...at,
    name: "mutex: sleeps before it marks",
    shows: "sleeps-unmarked",
    edits: [
      [
        FAST,
        "let state = Atomics.compareExchange(words, 0, UNLOCKED, LOCKED);",
      ],
      [
        `${SLEEP}  }`,
        `  while (state !== UNLOCKED) {
    Atomics.wait(words, 0, state);
    state = Atomics.exchange(words, 0, CONTENDED);
  }`,
      ],
    ],
  },
  {
    ...at,
    name: "mutex: sleeps while it says LOCKED, and never marks it",
    shows: "sleeps-unmarked",
    edits: [[FAST, ""], [
      `${SLEEP}  }`,
      `  while (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) !== UNLOCKED) {
    Atomics.wait(words, 0, LOCKED);
  }`,
    ]],
  },
  {
    ...at,
    name: "mutex: subtracts, and leaves one that was contended locked",
    shows: "unlock-leaves-it-locked",
    edits: [[
      `${RELEASE}\n  return state !== UNLOCKED;`,
      `  const state = Atomics.sub(words, 0, 1);
  if (state === UNLOCKED) {
    Atomics.add(words, 0, 1);
    return false;
  }
  if (state !== LOCKED) Atomics.notify(words, 0, 1);
  return true;`,
    ]],
  },
  {
    ...at,
    name: "mutex: byteOffset ignored",
    shows: "ignores-byte-offset",
    edits: [[
      '"mutex", buffer, byteOffset, Mutex',
      '"mutex", buffer, 0, Mutex',
    ]],
  },
  {
    ...at,
    name: "mutex: tries to free it as contended first, and then as locked",
    shows: "unlock-gives-up",
    edits: [[
      `${RELEASE}\n  return state !== UNLOCKED;`,
      `  if (Atomics.compareExchange(words, 0, CONTENDED, UNLOCKED) === CONTENDED) {
    Atomics.notify(words, 0, 1);
    return true;
  }
  return Atomics.compareExchange(words, 0, LOCKED, UNLOCKED) === LOCKED;`,
    ]],
  },
  {
    ...at,
    name: "mutex: sleeps while the word says UNLOCKED",
    shows: "sleeps-on-an-unseen-number",
    edits: [[WAIT, "    Atomics.wait(words, 0, UNLOCKED);\n"]],
  },
  {
    ...at,
    name: "mutex: looks whether it is locked, then marks it",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      SLEEP,
      `  while (Atomics.compareExchange(words, 0, UNLOCKED, CONTENDED) !== UNLOCKED) {
    if (Atomics.load(words, 0) === LOCKED) Atomics.store(words, 0, CONTENDED);
${WAIT}`,
    ]],
  },
  {
    ...at,
    name: "mutex: looks once, and spins",
    shows: "spins",
    edits: [
      [FAST, `if (Atomics.load(words, 0) === UNLOCKED && ${FAST.slice(4)}`],
      [
        SLEEP,
        "  while (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) !== UNLOCKED) {\n",
      ],
    ],
  },
  {
    name: "mutex: hands over to the thread that it wakes",
    step: "7.4.2",
    shows: "hands-over-to-the-woken",
    file: "mutex.ts",
    edits: [[
      "    Atomics.wait(words, 0, CONTENDED);",
      `    if (Atomics.wait(words, 0, CONTENDED) === "ok") return;`,
    ], [
      `  const state = Atomics.exchange(words, 0, UNLOCKED);
  if (state === CONTENDED) Atomics.notify(words, 0, 1);`,
      `  const state = Atomics.compareExchange(words, 0, LOCKED, UNLOCKED);
  if (state === CONTENDED && Atomics.notify(words, 0, 1) === 0) {
    Atomics.store(words, 0, UNLOCKED);
  }`,
    ]],
  },
  {
    ...at,
    name: "mutex: a time limit in place of a notify",
    shows: "time-limit-for-a-notify",
    edits: [
      [WAIT, "    Atomics.wait(words, 0, CONTENDED, 100);\n"],
      [RELEASE, "  const state = Atomics.exchange(words, 0, UNLOCKED);"],
    ],
  },
  {
    ...at,
    name: "mutex: a time limit hides a notify of nobody",
    shows: "time-limit-for-a-notify",
    edits: [
      [WAIT, "    Atomics.wait(words, 0, CONTENDED, 100);\n"],
      [RELEASE, RELEASE.replace("CONTENDED", "LOCKED")],
    ],
  },
  {
    ...at,
    name: "mutex: waits only while it finds LOCKED",
    shows: "takes-what-is-held",
    edits: [[SLEEP, SLEEP.replace("!== UNLOCKED", "=== LOCKED")]],
  },
  {
    ...at,
    name: "mutex: frees only what is LOCKED",
    shows: "unlock-gives-up",
    edits: [[
      RELEASE,
      `  const state = Atomics.compareExchange(words, 0, LOCKED, UNLOCKED);
  if (state !== UNLOCKED) Atomics.notify(words, 0, 1);`,
    ]],
  },
  {
    ...at,
    name: "mutex: notifies where it is CONTENDED, and does not free it",
    shows: "unlock-gives-up",
    edits: [[
      RELEASE,
      `  const state = Atomics.load(words, 0);
  if (state === CONTENDED) Atomics.notify(words, 0, 1);
  else Atomics.compareExchange(words, 0, LOCKED, UNLOCKED);`,
    ]],
  },
];
