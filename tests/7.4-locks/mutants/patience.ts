import type { Mutant } from "../../harness/mutant.ts";

/** Waits that end too early, and numbers that do not last. */
export const patienceMutants: Mutant[] = [
  {
    name: "counter: 16 bits wide",
    step: "7.4.1",
    shows: "counts-in-a-byte",
    file: "counter.ts",
    edits: [[
      "return (Atomics.add(this.#words, 0, 1) + 1) | 0;",
      "return Atomics.add(new Int16Array(this.#words.buffer, this.#words.byteOffset, 2), 0, 1) + 1;",
    ]],
  },
  {
    name: "counter: throws when another thread was faster",
    step: "7.4.1",
    shows: "gives-up-after-lost-races",
    file: "counter.ts",
    edits: [[
      "return (Atomics.add(this.#words, 0, 1) + 1) | 0;",
      `const old = Atomics.load(this.#words, 0);
    if (Atomics.compareExchange(this.#words, 0, old, old + 1) !== old) throw new Error("another thread was faster");
    return (old + 1) | 0;`,
    ]],
  },
  {
    name: "counter: takes the number out, and puts it back",
    step: "7.4.1",
    shows: "counts-in-two-operations",
    file: "counter.ts",
    edits: [[
      "return (Atomics.add(this.#words, 0, 1) + 1) | 0;",
      `const old = Atomics.exchange(this.#words, 0, 0);
    Atomics.store(this.#words, 0, old + 1); return (old + 1) | 0;`,
    ]],
  },
  {
    name: "counter: value is the last number made here",
    step: "7.4.1",
    shows: "value-without-a-look",
    file: "counter.ts",
    edits: [[
      "readonly #words:",
      `#mine = 0;
  readonly #words:`,
    ], [
      "return (Atomics.add(this.#words, 0, 1) + 1) | 0;",
      "return this.#mine = (Atomics.add(this.#words, 0, 1) + 1) | 0;",
    ], ["return Atomics.load(this.#words, 0);", "return this.#mine;"]],
  },
  {
    name: "counter: each handle counts, and stores",
    step: "7.4.1",
    shows: "counts-in-the-handle",
    file: "counter.ts",
    edits: [[
      "readonly #words:",
      `#mine = 0;
  readonly #words:`,
    ], [
      "return (Atomics.add(this.#words, 0, 1) + 1) | 0;",
      "this.#mine = (this.#mine + 1) | 0; Atomics.store(this.#words, 0, this.#mine); return this.#mine;",
    ]],
  },
  {
    name: "counter: wraps to 0",
    step: "7.4.1",
    shows: "number-beyond-the-word",
    file: "counter.ts",
    edits: [[
      "return (Atomics.add(this.#words, 0, 1) + 1) | 0;",
      `for (;;) { const old = Atomics.load(this.#words, 0); const next = (old + 1) & 0x7fffffff;
    if (Atomics.compareExchange(this.#words, 0, old, next) === old) return next; }`,
    ]],
  },
  {
    name: "mutex: goes on after three sleeps",
    step: "7.4.2",
    shows: "loses-patience",
    file: "mutex.ts",
    edits: [[
      `  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;
  // Whoever has slept takes the mutex as CONTENDED: it cannot know whether
  // others still sleep, and a notify too many does no harm.
  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {
    Atomics.wait(words, 0, CONTENDED);
  }`,
      `  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;
  for (let i = 0; i < 3; i++) {
    if (Atomics.exchange(words, 0, CONTENDED) === UNLOCKED) return;
    Atomics.wait(words, 0, CONTENDED);
  }`,
    ]],
  },
  {
    name: "mutex: throws after three sleeps",
    step: "7.4.2",
    shows: "loses-patience",
    file: "mutex.ts",
    edits: [[
      `  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;
  // Whoever has slept takes the mutex as CONTENDED: it cannot know whether
  // others still sleep, and a notify too many does no harm.
  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {
    Atomics.wait(words, 0, CONTENDED);
  }`,
      `  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;
  for (let i = 0; i < 3; i++) {
    if (Atomics.exchange(words, 0, CONTENDED) === UNLOCKED) return;
    Atomics.wait(words, 0, CONTENDED);
  }
  throw new Error("Cannot lock");`,
    ]],
  },
  {
    name: "semaphore: goes on after six sleeps",
    step: "7.4.5",
    shows: "loses-patience",
    file: "semaphore.ts",
    edits: [[
      `    for (;;) {
      const permits = this.#take(count);
      if (permits === undefined) return;`,
      `    for (let i = 0; i < 6; i++) {
      const permits = this.#take(count);
      if (permits === undefined) return;`,
    ]],
  },
  {
    name: "condition: goes on after five sleeps",
    step: "7.4.6",
    shows: "loses-patience",
    file: "condition.ts",
    edits: [[
      "while (!predicate()) this.#sleep(token, Infinity);",
      "for (let i = 0; i < 5 && !predicate(); i++) this.#sleep(token, Infinity);",
    ]],
  },
  {
    name: "waitFor: gives up after five sleeps",
    step: "7.4.6",
    shows: "loses-patience",
    file: "condition.ts",
    edits: [[
      `    while (!predicate()) {
      const left`,
      `    for (let i = 0; !predicate(); i++) {
      if (i === 5) return false;
      const left`,
    ]],
  },
  {
    name: "rwlock: a writer loses patience",
    step: "7.4.7",
    shows: "loses-patience",
    file: "rw_lock.ts",
    edits: [[
      `    let others = 0;
    for (;;) {`,
      `    let others = 0;
    for (let i = 0;; i++) {
      if (i > 7) throw new Error("Cannot lock for writing");`,
    ]],
  },
  {
    name: "waitFor: takes a notification before the sleep for the end",
    step: "7.4.6",
    shows: "gives-up-on-not-equal",
    file: "condition.ts",
    edits: [[
      `if (this.#sleep(token, left) === "timed-out") return predicate();`,
      `if (this.#sleep(token, left) !== "ok") return predicate();`,
    ]],
  },
  {
    name: "waitFor: gives up in half the time",
    step: "7.4.6",
    shows: "gives-up-too-early",
    file: "condition.ts",
    edits: [[
      "const end = performance.now() + ms;",
      "const end = performance.now() + ms / 2;",
    ]],
  },
  {
    name: "waitFor: takes all that has passed off what was left",
    step: "7.4.6",
    shows: "sleeps-for-less-than-is-left",
    file: "condition.ts",
    edits: [[
      "const end = performance.now() + ms;",
      "const start = performance.now();\n    let left = ms;",
    ], [
      `      const left = Math.max(0, end - performance.now());
      if (this.#sleep(token, left) === "timed-out") return predicate();
`,
      `      if (left <= 0) return false;
      this.#sleep(token, left);
      left -= performance.now() - start;
`,
    ]],
  },
  {
    name: "waitFor: its time is a 32-bit integer",
    step: "7.4.6",
    shows: "gives-up-too-early",
    file: "condition.ts",
    edits: [[
      "const end = performance.now() + ms;",
      "const end = performance.now() + (ms | 0);",
    ]],
  },
  {
    name: "condition: the sequence is the time",
    step: "7.4.6",
    shows: "sequence-comes-back",
    file: "condition.ts",
    edits: [[
      `Atomics.add(this.#words, 0, 1);
    return Atomics.notify(this.#words, 0, count);`,
      `Atomics.store(this.#words, 0, performance.now());
    return Atomics.notify(this.#words, 0, count);`,
    ]],
  },
  {
    name: "condition: who wakes wakes the next",
    step: "7.4.6",
    shows: "wakes-others-when-it-wakes",
    file: "condition.ts",
    edits: [[
      `      token.lock();
`,
      `      Atomics.notify(this.#words, 0, 1);
      token.lock();
`,
    ]],
  },
];
