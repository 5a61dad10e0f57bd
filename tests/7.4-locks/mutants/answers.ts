import type { Mutant } from "../../harness/mutant.ts";

/** Wrong answers and refusals, of all classes. */
export const answerMutants: Mutant[] = [
  {
    name: "counter: a value without a sign",
    step: "7.4.1",
    shows: "value-is-not-the-word",
    file: "counter.ts",
    edits: [[
      "return Atomics.load(this.#words, 0);",
      "return Atomics.load(this.#words, 0) >>> 0;",
    ]],
  },
  {
    name: "counter: stops at the largest number",
    step: "7.4.1",
    shows: "stops-at-the-largest",
    file: "counter.ts",
    edits: [[
      "return (Atomics.add(this.#words, 0, 1) + 1) | 0;",
      `if (Atomics.load(this.#words, 0) === 0x7fffffff) return 0x7fffffff;
    return (Atomics.add(this.#words, 0, 1) + 1) | 0;`,
    ]],
  },
  {
    name: "trylock: takes a free mutex as contended",
    step: "7.4.4",
    shows: "takes-free-as-contended",
    file: "mutex.ts",
    edits: [[
      `Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) ===`,
      `Atomics.compareExchange(this.#words, 0, UNLOCKED, CONTENDED) ===`,
    ]],
  },
  {
    name: "unlock: frees first, and complains then",
    step: "7.4.3",
    shows: "unlock-frees-before-it-refuses",
    file: "mutex.ts",
    edits: [[
      `    if (!this.#locked) {
      throw new Error(
        "Cannot unlock mutex as this token does not hold it: unlock once for each lock",
      );
    }
    this.#locked = false;
    if (!release(this.#words)) {`,
      `    const held = this.#locked;
    this.#locked = false;
    const ok = release(this.#words);
    if (!held) throw new Error("Cannot unlock mutex as this token does not hold it");
    if (!ok) {`,
    ]],
  },
  {
    name: "relock: of a held mutex silently nothing",
    step: "7.4.4",
    shows: "relock-in-silence",
    file: "mutex.ts",
    edits: [[
      `      throw new Error(
        "Cannot lock mutex as this token holds it already: unlock it first",
      );`,
      "      return;",
    ]],
  },
  {
    name: "unlock: goes by the word, not by the token",
    step: "7.4.3",
    shows: "unlock-ignores-the-token",
    file: "mutex.ts",
    edits: [[
      `    if (!this.#locked) {`,
      `    if (Atomics.load(this.#words, 0) === UNLOCKED) {`,
    ]],
  },
  {
    name: "unlock: takes 1 off a mutex that is free",
    step: "7.4.3",
    shows: "unlock-changes-a-free-mutex",
    file: "mutex.ts",
    edits: [[
      "const state = Atomics.exchange(words, 0, UNLOCKED);",
      `const state = Atomics.sub(words, 0, 1);
  if (state === CONTENDED) Atomics.store(words, 0, UNLOCKED);`,
    ]],
  },
  {
    name: "mutex: disposing is unlock()",
    step: "7.4.2",
    shows: "disposing-is-no-unlock",
    file: "mutex.ts",
    edits: [[
      `    if (!this.#locked) return;
    this.#locked = false;
    release(this.#words);`,
      "    this.unlock();",
    ]],
  },
  {
    name: "semaphore: takes permits one by one",
    step: "7.4.5",
    shows: "takes-one-by-one",
    file: "semaphore.ts",
    edits: [[
      `    for (;;) {
      const permits = this.#take(count);
      if (permits === undefined) return;
      Atomics.add(this.#words, WAITERS, 1);
      Atomics.wait(this.#words, PERMITS, permits);
      Atomics.sub(this.#words, WAITERS, 1);`,
      `    for (let i = 0; i < count; i++) {
      for (;;) {
        const permits = this.#take(1);
        if (permits === undefined) break;
        Atomics.add(this.#words, WAITERS, 1);
        Atomics.wait(this.#words, PERMITS, permits);
        Atomics.sub(this.#words, WAITERS, 1);
      }`,
    ]],
  },
  {
    name: "semaphore: a sum cut to 32 bits",
    step: "7.4.5",
    shows: "sum-beyond-a-word",
    file: "semaphore.ts",
    edits: [[
      "if (permits + count > max) {",
      "if (((permits + count) | 0) > max) {",
    ]],
  },
  {
    name: "semaphore: tryAcquire takes what there is",
    step: "7.4.5",
    shows: "takes-fewer-than-asked",
    file: "semaphore.ts",
    edits: [[
      "    return this.#take(count) === undefined;",
      "    return this.#take(Math.min(count, Math.max(1, Atomics.load(this.#words, PERMITS)))) === undefined;",
    ]],
  },
  {
    name: "semaphore: release adds, and takes back what was too many",
    step: "7.4.5",
    shows: "adds-before-it-looks",
    file: "semaphore.ts",
    edits: [[
      `    let permits = Atomics.load(this.#words, PERMITS);
    for (;;) {
      if (permits + count > max) {`,
      `    let permits = Atomics.add(this.#words, PERMITS, count);
    if (permits + count > max) Atomics.sub(this.#words, PERMITS, count);
    for (;;) {
      if (permits + count <= max) break;
      {`,
    ]],
  },
  {
    name: "waitFor: woken means true",
    step: "7.4.6",
    shows: "woken-means-true",
    file: "condition.ts",
    edits: [[
      '      if (this.#sleep(token, left) === "timed-out") return predicate();',
      `      if (this.#sleep(token, left) === "timed-out") return predicate();
      return true;`,
    ]],
  },
  {
    name: "condition: unlocks when the predicate throws",
    step: "7.4.6",
    shows: "unlocks-on-an-exception",
    file: "condition.ts",
    edits: [[
      "    while (!predicate()) this.#sleep(token, Infinity);",
      `    try {
      while (!predicate()) this.#sleep(token, Infinity);
    } catch (error) {
      token.unlock();
      throw error;
    }`,
    ]],
  },
  {
    name: "transfer: draws before it refuses",
    step: "7.4.8",
    shows: "moves-before-it-refuses",
    file: "transfer.ts",
    edits: [[
      "  if (to.balance > MOST - cents) {",
      `  from.balance -= cents;
  if (to.balance > MOST - cents) {`,
    ], [
      `  from.balance -= cents;
  to.balance += cents;`,
      "  to.balance += cents;",
    ]],
  },
  {
    name: "transfer: an account in use is a refusal",
    step: "7.4.8",
    shows: "refuses-as-another-is-there",
    file: "transfer.ts",
    edits: [[
      "    : second.mutex.lock();\n",
      `    : second.mutex.lockIfAvailable();
  if (_second === null && first.byteOffset !== second.byteOffset) return false;
`,
    ]],
  },
  {
    name: "transfer: keeps the last cent",
    step: "7.4.8",
    shows: "refuses-the-last-cent",
    file: "transfer.ts",
    edits: [[
      "if (from.balance < cents) return false;",
      "if (from.balance <= cents) return false;",
    ]],
  },
  {
    name: "transfer: an account cannot pay itself all that it has",
    step: "7.4.8",
    shows: "self-transfer-is-refused",
    file: "transfer.ts",
    edits: [[
      "if (first.byteOffset === second.byteOffset) return true;",
      "if (first.byteOffset === second.byteOffset) return from.balance > cents;",
    ]],
  },
];
