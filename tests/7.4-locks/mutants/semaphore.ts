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
const TOO_MANY = "if (permits + count > max) {";
const ADD = `      const seen = Atomics.compareExchange(
        this.#words,
        PERMITS,
        permits,
        permits + count,
      );
      if (seen === permits) break;`;
const WAKE = "      Atomics.notify(this.#words, PERMITS);";
const NONSENSE = "if (!Number.isInteger(count) || count < 1 || count > max) {";
const at = { step: "7.4.5", file: "semaphore.ts" };

/** Wrong semaphores. */
export const semaphoreMutants: Mutant[] = [
  {
    ...at,
    name: "semaphore: load, then sub",
    edits: [[
      TAKE,
      `      Atomics.sub(this.#words, PERMITS, count);
      return undefined;`,
    ]],
  },
  {
    ...at,
    name: "semaphore: takes the last permit twice (> for >=)",
    edits: [["while (permits >= count) {", "while (permits > count) {"]],
  },
  {
    ...at,
    name: "semaphore: takes one permit whatever the count",
    edits: [["        permits - count,", "        permits - 1,"]],
  },
  {
    ...at,
    name: "semaphore: pure spin",
    edits: [[WAIT, ""]],
  },
  {
    ...at,
    name: "semaphore: counts as waiter only after it has slept",
    edits: [[
      WAIT,
      `      Atomics.wait(this.#words, PERMITS, permits);
      Atomics.add(this.#words, WAITERS, 1);
      Atomics.sub(this.#words, WAITERS, 1);`,
    ]],
  },
  {
    ...at,
    name: "semaphore: sleeps on the constant 0",
    edits: [[
      WAIT,
      WAIT.replace("PERMITS, permits", "PERMITS, 0"),
    ]],
  },
  {
    ...at,
    name: "semaphore: sleeps on the number that it reads again",
    edits: [[
      WAIT,
      WAIT.replace(
        "PERMITS, permits",
        "PERMITS, Atomics.load(this.#words, PERMITS)",
      ),
    ]],
  },
  {
    ...at,
    name: "semaphore: whoever wakes takes without looking",
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
    edits: [[
      TRY,
      "return Atomics.sub(this.#words, PERMITS, count) >= count;",
    ]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire takes what there is",
    edits: [[
      TRY,
      `while (this.#take(count) !== undefined) {
      if (--count < 1) return false;
    }
    return true;`,
    ]],
  },
  {
    ...at,
    name: "semaphore: tryAcquire waits",
    edits: [[TRY, "this.acquire(count);\n    return true;"]],
  },
  {
    ...at,
    name: "semaphore: release wakes none",
    edits: [[WAKE, ""]],
  },
  {
    ...at,
    name: "semaphore: release wakes one",
    edits: [[WAKE, "      Atomics.notify(this.#words, PERMITS, 1);"]],
  },
  {
    ...at,
    name: "semaphore: release wakes as many as it gave permits",
    edits: [[WAKE, "      Atomics.notify(this.#words, PERMITS, count);"]],
  },
  {
    ...at,
    name: "semaphore: release wakes on the wrong word",
    edits: [[WAKE, "      Atomics.notify(this.#words, WAITERS);"]],
  },
  {
    ...at,
    name: "semaphore: release looks for waiters before it adds",
    edits: [
      [
        "    let permits = Atomics.load(this.#words, PERMITS);\n    for (;;) {\n",
        `    const waiters = Atomics.load(this.#words, WAITERS);
    let permits = Atomics.load(this.#words, PERMITS);
    for (;;) {
`,
      ],
      ["if (Atomics.load(this.#words, WAITERS) > 0) {", "if (waiters > 0) {"],
    ],
  },
  {
    ...at,
    name: "semaphore: release adds one whatever the count",
    edits: [["        permits + count,", "        permits + 1,"]],
  },
  {
    ...at,
    name: "semaphore: release without a maximum",
    edits: [[TOO_MANY, "if (max === 0) {"]],
  },
  {
    ...at,
    name: "semaphore: maximum off by one",
    edits: [[TOO_MANY, "if (permits + count > max + 1) {"]],
  },
  {
    ...at,
    name: "semaphore: release refuses to fill up",
    edits: [[TOO_MANY, "if (permits + count >= max) {"]],
  },
  {
    ...at,
    name: "semaphore: release beyond the maximum silently nothing",
    edits: [[
      TOO_MANY,
      "if (permits + count > max) return;\n      if (max < 0) {",
    ]],
  },
  {
    ...at,
    name: "semaphore: compares with the maximum, then adds",
    edits: [[
      ADD,
      `      Atomics.add(this.#words, PERMITS, count);
      const seen = permits;
      if (seen === permits) break;`,
    ]],
  },
  {
    ...at,
    file: "permit_count.ts",
    name: "semaphore: counts of zero and less",
    edits: [[NONSENSE, "if (!Number.isInteger(count) || count > max) {"]],
  },
  {
    ...at,
    file: "permit_count.ts",
    name: "semaphore: counts that are no integers",
    edits: [[NONSENSE, "if (count < 1 || count > max) {"]],
  },
  {
    ...at,
    name: "semaphore: release takes any count",
    edits: [['    checkCount("release", count, max);\n', ""]],
  },
  {
    ...at,
    name: "semaphore: byteOffset ignored",
    edits: [["      byteOffset,\n      Sem", "      0,\n      Sem"]],
  },
  {
    ...at,
    name: "semaphore: initialize sets the maximum as permits",
    edits: [[
      "PERMITS, permits);\n    Atomics.store",
      "PERMITS, max);\n    Atomics.store",
    ]],
  },
];
