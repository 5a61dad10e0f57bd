import type { Mutant } from "../../harness/mutant.ts";

/** The wrong word, flag or account, or none. */
export const otherWordMutants: Mutant[] = [
  {
    name: "semaphore: sleeps on the number of waiters",
    step: "7.4.5",
    shows: "sleeps-on-the-waiters",
    file: "semaphore.ts",
    edits: [[
      `      Atomics.add(this.#words, WAITERS, 1);
      Atomics.wait(this.#words, PERMITS, permits);
      Atomics.sub(this.#words, WAITERS, 1);`,
      `      const waiters = Atomics.add(this.#words, WAITERS, 1) + 1;
      Atomics.wait(this.#words, WAITERS, waiters);
      Atomics.sub(this.#words, WAITERS, 1);`,
    ]],
  },
  {
    name: "semaphore: sleeps on the number that it wants",
    step: "7.4.5",
    shows: "sleeps-on-an-unseen-number",
    file: "semaphore.ts",
    edits: [[
      `      Atomics.add(this.#words, WAITERS, 1);
      Atomics.wait(this.#words, PERMITS, permits);
      Atomics.sub(this.#words, WAITERS, 1);`,
      `      Atomics.add(this.#words, WAITERS, 1);
      Atomics.wait(this.#words, PERMITS, count);
      Atomics.sub(this.#words, WAITERS, 1);`,
    ]],
  },
  {
    name: "semaphore: the maximum cannot be reached",
    step: "7.4.5",
    shows: "refuses-the-maximum",
    file: "semaphore.ts",
    edits: [["if (permits + count > max) {", "if (permits + count >= max) {"]],
  },
  {
    name: "semaphore: the maximum cannot be reached, in words of its own",
    step: "7.4.5",
    shows: "refuses-the-maximum",
    file: "semaphore.ts",
    edits: [[
      "if (permits + count > max) {",
      `if (permits + count >= max) throw new RangeError("too many");
      if (max < 0) {`,
    ]],
  },
  {
    name: "semaphore: takes what it wants if any is free",
    step: "7.4.5",
    shows: "takes-what-is-not-there",
    file: "semaphore.ts",
    edits: [["while (permits >= count) {", "while (permits > 0) {"]],
  },
  {
    name: "semaphore: waits behind others",
    step: "7.4.5",
    shows: "sleeps-beside-free-permits",
    file: "semaphore.ts",
    edits: [[
      "      const permits = this.#take(count);",
      "      const permits = Atomics.load(this.#words, WAITERS) > 0 ? Atomics.load(this.#words, PERMITS) : this.#take(count);",
    ]],
  },
  {
    name: "waitFor: has its last look with the mutex unlocked",
    step: "7.4.6",
    shows: "looks-without-the-mutex",
    file: "condition.ts",
    edits: [[
      `return predicate();
    }`,
      `{ token.unlock(); const r = predicate(); token.lock(); return r; }
    }`,
    ]],
  },
  {
    name: "rwlock: wakes readers together with a writer",
    step: "7.4.7",
    shows: "wakes-readers-beside-the-writer",
    file: "rw_lock.ts",
    edits: [[
      `    const state = Atomics.sub(this.#words, STATE, WRITER) - WRITER;
    if (state !== 0) this.#wake(state);`,
      `    const state = Atomics.exchange(this.#words, STATE, 0);
    if ((state & READERS_WAIT) !== 0) Atomics.notify(this.#words, STATE);
    if ((state & WRITERS_WAIT) !== 0) this.#wakeWriter();`,
    ]],
  },
  {
    name: "rwlock: readers sleep on the writers' word",
    step: "7.4.7",
    shows: "sleeps-on-the-other-word",
    file: "rw_lock.ts",
    edits: [[
      "Atomics.wait(this.#words, STATE, state | READERS_WAIT);",
      "Atomics.wait(this.#words, WRITER_NOTIFY, Atomics.load(this.#words, WRITER_NOTIFY));",
    ]],
  },
  {
    name: "rwlock: the flag of a writer that was woken stays",
    step: "7.4.7",
    shows: "leaves-the-writers-flag",
    file: "rw_lock.ts",
    edits: [[
      `      if (this.#swap(state, 0)) {
        this.#wakeWriter();`,
      `      if (this.#swap(state, WRITERS_WAIT)) {
        this.#wakeWriter();`,
    ]],
  },
  {
    name: "rwlock: a reader that lost a race stays counted",
    step: "7.4.7",
    shows: "stays-counted",
    file: "rw_lock.ts",
    edits: [[
      "const state = Atomics.sub(this.#words, STATE, 1) - 1;",
      "const old = Atomics.load(this.#words, STATE); this.#swap(old, old - 1); const state = old - 1;",
    ]],
  },
  {
    name: "rwlock: a writer that was woken is in",
    step: "7.4.7",
    shows: "woken-means-owner",
    file: "rw_lock.ts",
    edits: [[
      "Atomics.wait(this.#words, WRITER_NOTIFY, sequence);",
      `if (Atomics.wait(this.#words, WRITER_NOTIFY, sequence) === "ok") { Atomics.add(this.#words, STATE, WRITER); break; }`,
    ]],
  },
  {
    name: "rwlock: a writer leaves as a reader does",
    step: "7.4.7",
    shows: "unlock-leaves-it-locked",
    file: "rw_lock.ts",
    edits: [[
      "const state = Atomics.sub(this.#words, STATE, WRITER) - WRITER;",
      "const state = Atomics.sub(this.#words, STATE, 1) - 1;",
    ]],
  },
  {
    name: "rwlock: a writer looks for readers, and not for its flag",
    step: "7.4.7",
    shows: "sleeps-though-its-flag-is-gone",
    file: "rw_lock.ts",
    edits: [[
      "if ((now & READERS) !== 0 && (now & WRITERS_WAIT) !== 0) {",
      "if ((now & READERS) !== 0) {",
    ]],
  },
  {
    name: "transfer: a mutex in the module",
    step: "7.4.8",
    shows: "takes-no-accounts-lock",
    file: "transfer.ts",
    edits: [[
      "/** The most an account",
      `const all = new Mutex(new SharedArrayBuffer(4));
/** The most an account`,
    ], [
      `  using _first = first.mutex.lock();
  using _second = first.byteOffset === second.byteOffset
    ? null
    : second.mutex.lock();`,
      "  using _all = all.lock();",
    ]],
  },
  {
    name: "transfer: locks nothing",
    step: "7.4.8",
    shows: "takes-no-accounts-lock",
    file: "transfer.ts",
    edits: [[
      `  using _first = first.mutex.lock();
  using _second = first.byteOffset === second.byteOffset
    ? null
    : second.mutex.lock();
`,
      "",
    ]],
  },
  {
    name: "transfer: reads both balances, then writes both",
    step: "7.4.8",
    shows: "self-transfer-makes-money",
    file: "transfer.ts",
    edits: [[
      `  if (first.byteOffset === second.byteOffset) return true;
`,
      "",
    ], [
      `  from.balance -= cents;
  to.balance += cents;`,
      `  const a = from.balance, b = to.balance;
  from.balance = a - cents;
  to.balance = b + cents;`,
    ]],
  },
  {
    name: "transfer: looks once more when it has unlocked",
    step: "7.4.8",
    shows: "unlocks-before-it-is-over",
    file: "transfer.ts",
    edits: [[
      "  if (from.balance < cents) return false;",
      "  if (from.balance < cents) { _first.unlock(); return from.balance >= cents; }",
    ]],
  },
];
