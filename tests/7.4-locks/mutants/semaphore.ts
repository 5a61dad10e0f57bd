import type { Mutant } from "../../harness/mutant.ts";

const TAKE = `      const seen = Atomics.compareExchange(
        this.#words,
        PERMITS,
        permits,
        permits - count,
      );
      if (seen === permits) return undefined;
      permits = seen;`;
const WAIT = `      Atomics.add(this.#words, WAITERS, 1);
      Atomics.wait(this.#words, PERMITS, permits);
      Atomics.sub(this.#words, WAITERS, 1);`;
const TRY = "return this.#take(count) === undefined;";
const ACQUIRE = `    for (;;) {
      const permits = this.#take(count);
      if (permits === undefined) return;
${WAIT}
    }`;
const at = { step: "7.4.5", file: "semaphore.ts" };

/** Wrong ways to take permits. */
export const semaphoreMutants: Mutant[] = [
  {
    ...at,
    name: "semaphore: acquire ignores what #take() returns",
    shows: "goes-on-without-permits",
    edits: [[
      ACQUIRE,
      `    let permits = Atomics.load(this.#words, PERMITS);
    while (permits < count) {
${WAIT}
      permits = Atomics.load(this.#words, PERMITS);
    }
    this.#take(count);`,
    ]],
  },
  {
    ...at,
    name: "semaphore: acquire tries once, and looks at nothing",
    shows: "goes-on-without-permits",
    edits: [[
      ACQUIRE,
      "    this.#take(count);",
    ]],
  },
  {
    ...at,
    name: "semaphore: waits by Atomics.waitAsync()",
    shows: "waits-without-sleeping",
    edits: [[WAIT, WAIT.replace("wait(", "waitAsync(")]],
  },
  {
    ...at,
    name: "semaphore: load, then sub",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      TAKE,
      `      Atomics.sub(this.#words, PERMITS, count);
      return undefined;`,
    ]],
  },
  {
    ...at,
    name: "semaphore: never takes the last permits (> for >=)",
    shows: "refuses-the-last-permits",
    edits: [["while (permits >= count) {", "while (permits > count) {"]],
  },
  {
    ...at,
    name: "semaphore: pure spin",
    shows: "spins",
    edits: [[WAIT, ""]],
  },
  {
    ...at,
    name: "semaphore: counts as waiter only after it has slept",
    shows: "counts-itself-too-late",
    edits: [[
      WAIT,
      `      Atomics.wait(this.#words, PERMITS, permits);
      Atomics.add(this.#words, WAITERS, 1);
      Atomics.sub(this.#words, WAITERS, 1);`,
    ]],
  },
  {
    ...at,
    name: "semaphore: counts itself out only when it was woken",
    shows: "stays-counted-as-waiting",
    edits: [[
      "      Atomics.wait(this.#words, PERMITS, permits);",
      `      if (Atomics.wait(this.#words, PERMITS, permits) !== "ok") continue;`,
    ]],
  },
  {
    ...at,
    name: "semaphore: leaves the waiters by load and store",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      "      Atomics.sub(this.#words, WAITERS, 1);",
      `      const waiters = Atomics.load(this.#words, WAITERS);
      Atomics.store(this.#words, WAITERS, waiters - 1);`,
    ]],
  },
  {
    ...at,
    name: "semaphore: sleeps on the constant 0",
    shows: "sleeps-on-a-value-it-never-has",
    edits: [[
      WAIT,
      WAIT.replace("PERMITS, permits", "PERMITS, 0"),
    ]],
  },
  {
    ...at,
    name: "semaphore: whoever wakes takes without looking",
    shows: "woken-means-owner",
    edits: [[
      WAIT,
      `${WAIT}
      Atomics.sub(this.#words, PERMITS, count);
      return;`,
    ]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire gives up when another thread was faster",
    shows: "try-gives-up-when-another-was-faster",
    edits: [[
      TRY,
      `const permits = Atomics.load(this.#words, PERMITS);
    return permits >= count &&
      Atomics.compareExchange(this.#words, PERMITS, permits, permits - count) ===
        permits;`,
    ]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire keeps what it took in vain",
    shows: "try-keeps-what-it-took",
    edits: [[
      TRY,
      "return Atomics.sub(this.#words, PERMITS, count) >= count;",
    ]],
  },
  {
    ...at,
    name: "semaphore: what was too few is read once more",
    shows: "sleeps-on-a-fresh-look",
    edits: [[
      "    return permits;\n",
      "    return Atomics.load(this.#words, PERMITS);\n",
    ]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire waits",
    shows: "try-waits",
    edits: [[TRY, "this.acquire(count);\n    return true;"]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire takes the 0 that it found for success",
    shows: "takes-none-for-success",
    edits: [[TRY, "return !this.#take(count);"]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire lets those go first who wait",
    shows: "try-gives-way-to-waiters",
    edits: [[
      TRY,
      `if (Atomics.load(this.#words, WAITERS) > 0) return false;\n    ${TRY}`,
    ]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire answers false for more than there can be",
    shows: "takes-any-count",
    edits: [[
      `    checkCount("acquire", count, this.#max);\n    ${TRY}`,
      `    if (count > this.#max) return false;
    checkCount("acquire", count, this.#max);\n    ${TRY}`,
    ]],
  },
  {
    ...at,
    name: "semaphore: acquire waits for more than there can be",
    shows: "takes-any-count",
    edits: [[
      '    checkCount("acquire", count, this.#max);\n    for',
      '    checkCount("acquire", Math.min(count, this.#max), this.#max);\n    for',
    ]],
  },
  {
    ...at,
    name: "semaphore: who was woken counts itself out twice",
    shows: "counted-out-twice",
    edits: [[
      WAIT,
      WAIT.replace(
        "      Atomics.wait(this.#words, PERMITS, permits);",
        `      if (Atomics.wait(this.#words, PERMITS, permits) === "ok") {
        Atomics.sub(this.#words, WAITERS, 1);
      }`,
      ),
    ]],
  },
  {
    ...at,
    name: "semaphore: counts itself out also if it has not waited",
    shows: "counted-out-twice",
    edits: [[
      "      if (permits === undefined) return;",
      `      if (permits === undefined) {
        Atomics.sub(this.#words, WAITERS, 1);
        return;
      }`,
    ]],
  },
];
