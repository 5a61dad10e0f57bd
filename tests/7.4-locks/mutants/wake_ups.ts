import type { Mutant } from "../../harness/mutant.ts";

/** Wrong sleeping and waking, of all classes. */
export const wakeUpMutants: Mutant[] = [
  {
    step: "7.4.2",
    file: "mutex.ts",
    name: "mutex: sleeps on what exchange() saw",
    shows: "sleeps-unmarked",
    edits: [[
      `  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {
    Atomics.wait(words, 0, CONTENDED);
  }`,
      `  for (;;) {
    const seen = Atomics.exchange(words, 0, CONTENDED);
    if (seen === UNLOCKED) return;
    Atomics.wait(words, 0, seen);
  }`,
    ]],
  },
  {
    name: "mutex: marks without looking what it overwrites",
    step: "7.4.2",
    shows: "marks-a-free-mutex",
    file: "mutex.ts",
    edits: [[
      `  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;
  // Whoever has slept takes the mutex as CONTENDED: it cannot know whether
  // others still sleep, and a notify too many does no harm.
  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {`,
      `  while (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) !== UNLOCKED) {
    Atomics.store(words, 0, CONTENDED);`,
    ]],
  },
  {
    name: "unlock: takes the mark away, and stays locked",
    step: "7.4.2",
    shows: "unlock-leaves-it-locked",
    file: "mutex.ts",
    edits: [[
      `  const state = Atomics.exchange(words, 0, UNLOCKED);`,
      `  const state = Atomics.sub(words, 0, 1);`,
    ]],
  },
  {
    name: "mutex: the word counts the threads that want it",
    step: "7.4.2",
    shows: "unlock-leaves-it-locked",
    file: "mutex.ts",
    edits: [[
      "  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;\n  // Whoever has slept takes the mutex as CONTENDED: it cannot know whether\n  // others still sleep, and a notify too many does no harm.\n  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {\n    Atomics.wait(words, 0, CONTENDED);\n  }\n",
      "  // The word counts the holder and those that want to be it.\n  let threads = Atomics.add(words, 0, 1) + 1;\n  while (threads > LOCKED) {\n    Atomics.wait(words, 0, threads);\n    threads = Atomics.load(words, 0);\n  }\n",
    ], [
      "  const state = Atomics.exchange(words, 0, UNLOCKED);\n  if (state === CONTENDED) Atomics.notify(words, 0, 1);\n  return state !== UNLOCKED;\n",
      "  const threads = Atomics.sub(words, 0, 1);\n  if (threads >= CONTENDED) Atomics.notify(words, 0, 1);\n  if (threads > UNLOCKED) return true;\n  Atomics.store(words, 0, UNLOCKED);\n  return false;\n",
    ]],
  },
  {
    name: "mutex: notifies 0 threads",
    step: "7.4.2",
    shows: "told-to-wake-nobody",
    file: "mutex.ts",
    edits: [["Atomics.notify(words, 0, 1)", "Atomics.notify(words, 0, 0)"]],
  },
  {
    name: "mutex: notifies only if the mutex is free still",
    step: "7.4.2",
    shows: "frees-without-a-notify",
    file: "mutex.ts",
    edits: [[
      `  if (state === CONTENDED) Atomics.notify(words, 0, 1);`,
      `  if (state === CONTENDED && Atomics.load(words, 0) === UNLOCKED) Atomics.notify(words, 0, 1);`,
    ]],
  },
  {
    name: "semaphore: release notifies only when none was free",
    step: "7.4.5",
    shows: "notifies-only-from-zero",
    file: "semaphore.ts",
    edits: [[
      "if (Atomics.load(this.#words, WAITERS) > 0) {",
      "if (permits === 0) {",
    ]],
  },
  {
    name: "semaphore: sleeps on a number read anew",
    step: "7.4.5",
    shows: "sleeps-on-a-fresh-look",
    file: "semaphore.ts",
    edits: [[
      "Atomics.wait(this.#words, PERMITS, permits);",
      "Atomics.wait(this.#words, PERMITS, Atomics.load(this.#words, PERMITS));",
    ]],
  },
  {
    name: "semaphore: release leaves the last waiter asleep",
    step: "7.4.5",
    shows: "told-to-wake-nobody",
    file: "semaphore.ts",
    edits: [[
      "      Atomics.notify(this.#words, PERMITS);",
      "      Atomics.notify(this.#words, PERMITS, Atomics.load(this.#words, WAITERS) - 1);",
    ]],
  },
  {
    name: "condition: sleeps before it looks",
    step: "7.4.6",
    shows: "sleeps-before-it-looks",
    file: "condition.ts",
    edits: [[
      "    while (!predicate()) this.#sleep(token, Infinity);",
      "    do this.#sleep(token, Infinity); while (!predicate());",
    ]],
  },
  {
    name: "condition: a sequence of two numbers",
    step: "7.4.6",
    shows: "sequence-comes-back",
    file: "condition.ts",
    edits: [[
      "    Atomics.add(this.#words, 0, 1);\n",
      "    Atomics.xor(this.#words, 0, 1);\n",
    ]],
  },
  {
    name: "waitFor: sleeps until it is notified, again and again",
    step: "7.4.6",
    shows: "sleeps-on-in-a-loop",
    file: "condition.ts",
    edits: [[
      "      return Atomics.wait(this.#words, 0, sequence, ms);",
      `      let how: "ok" | "not-equal" | "timed-out";
      do how = Atomics.wait(this.#words, 0, sequence, ms);
      while (Atomics.load(this.#words, 0) === sequence);
      return how;`,
    ]],
  },
  {
    name: "rwlock: wakes readers before the writer",
    step: "7.4.7",
    shows: "wakes-readers-before-the-writer",
    file: "rw_lock.ts",
    edits: [[
      `      if (!this.#swap(state, READERS_WAIT)) return;
      if (this.#wakeWriter()) return;
      // The writer that set the flag has not slept yet: it will not see a wake.
      state = READERS_WAIT;`,
      `      if (this.#swap(state, WRITERS_WAIT)) Atomics.notify(this.#words, STATE);
      return;`,
    ]],
  },
  {
    name: "rwlock: a writer sleeps on the state",
    step: "7.4.7",
    shows: "sleeps-on-the-other-word",
    file: "rw_lock.ts",
    edits: [[
      "Atomics.wait(this.#words, WRITER_NOTIFY, sequence);",
      "Atomics.wait(this.#words, STATE, now);",
    ]],
  },
  {
    name: "rwlock: wakes a writer before it moves the sequence on",
    step: "7.4.7",
    shows: "notify-before-store",
    file: "rw_lock.ts",
    edits: [[
      `    Atomics.add(this.#words, WRITER_NOTIFY, 1);
    return Atomics.notify(this.#words, WRITER_NOTIFY, 1) > 0;`,
      `    const woken = Atomics.notify(this.#words, WRITER_NOTIFY, 1);
    Atomics.add(this.#words, WRITER_NOTIFY, 1);
    return woken > 0;`,
    ]],
  },
  {
    name: "rwlock: stores the state when it wakes readers",
    step: "7.4.7",
    shows: "overwrites-the-state",
    file: "rw_lock.ts",
    edits: [[
      "if (state === READERS_WAIT && this.#swap(state, 0)) {",
      `if (state === READERS_WAIT) {
      Atomics.store(this.#words, STATE, 0);`,
    ]],
  },
  {
    name: "rwlock: a writer wakes only if readers wait",
    step: "7.4.7",
    shows: "wakes-by-some-of-the-flags",
    file: "rw_lock.ts",
    edits: [[
      "if (state !== 0) this.#wake(state);",
      "if (state !== 0 && (state & READERS_WAIT) !== 0) this.#wake(state);",
    ]],
  },
  {
    name: "waitFor: sleeps before it asks",
    step: "7.4.6",
    shows: "sleeps-before-it-looks",
    file: "condition.ts",
    edits: [[
      "    while (!predicate()) {\n      const left",
      "    for (let first = true; first || !predicate(); first = false) {\n      const left",
    ]],
  },
];
