import type { Mutant } from "../../harness/mutant.ts";

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

/** Wrong ways to give permits back, and wrong limits. */
export const semaphoreReleaseMutants: Mutant[] = [
  {
    ...at,
    name: "semaphore: asks for the maximum only once",
    shows: "maximum-asked-once",
    edits: [
      ["    for (;;) {\n      if (permits + count", "    if (permits + count"],
      [ADD, `      for (;;) {\n${ADD}`],
    ],
  },
  {
    ...at,
    name: "semaphore: release wakes none",
    shows: "never-notifies",
    edits: [[WAKE, ""]],
  },
  {
    ...at,
    name: "semaphore: release wakes only if more wait than were free",
    shows: "finds-waiters-and-wakes-none",
    edits: [[
      "    if (Atomics.load(this.#words, WAITERS) > 0) {\n",
      "    if (Atomics.load(this.#words, WAITERS) > permits) {\n",
    ]],
  },
  {
    ...at,
    name: "semaphore: release wakes one",
    shows: "wakes-some-of-different-waiters",
    edits: [[WAKE, "      Atomics.notify(this.#words, PERMITS, 1);"]],
  },
  {
    ...at,
    name: "semaphore: release wakes as many as it gave permits",
    shows: "wakes-some-of-different-waiters",
    edits: [[WAKE, "      Atomics.notify(this.#words, PERMITS, count);"]],
  },
  {
    ...at,
    name: "semaphore: release looks for waiters before it adds",
    shows: "looks-for-waiters-too-early",
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
    shows: "release-ignores-its-count",
    edits: [["        permits + count,", "        permits + 1,"]],
  },
  {
    ...at,
    name: "semaphore: release fills up to the maximum",
    shows: "fills-up",
    edits: [
      [TOO_MANY, "if (permits === max) {"],
      ["        permits + count,", "        Math.min(max, permits + count),"],
    ],
  },
  {
    ...at,
    name: "semaphore: release to a full semaphore does nothing",
    shows: "refuses-in-silence",
    edits: [[TOO_MANY, `if (permits === max) return;\n      ${TOO_MANY}`]],
  },
  {
    ...at,
    name: "semaphore: gives back as many as fit, one by one",
    shows: "refused-release-adds",
    edits: [[
      `checkCount("release", count, max);\n`,
      `checkCount("release", count, max);
    for (let left = count; left > 1; left--) this.release(1);
    count = 1;
`,
    ]],
  },
  {
    ...at,
    name: "semaphore: fills up, and refuses then",
    shows: "refused-release-adds",
    edits: [[
      TOO_MANY,
      `${TOO_MANY}
        Atomics.store(this.#words, PERMITS, max);`,
    ]],
  },
  {
    ...at,
    name: "semaphore: gives permits back one by one",
    shows: "gives-one-by-one",
    edits: [[
      `checkCount("release", count, max);\n`,
      `checkCount("release", count, max);
    if (Atomics.load(this.#words, PERMITS) + count > max) {
      throw new RangeError("Cannot release so many");
    }
    for (let left = count; left > 1; left--) this.release(1);
    count = 1;
`,
    ]],
  },
  {
    ...at,
    name: "semaphore: release without a maximum",
    shows: "no-maximum",
    edits: [[TOO_MANY, "if (max === 0) {"]],
  },
  {
    ...at,
    name: "semaphore: maximum off by one",
    shows: "maximum-off-by-one",
    edits: [[TOO_MANY, "if (permits + count > max + 1) {"]],
  },
  {
    ...at,
    name: "semaphore: release beyond the maximum silently nothing",
    shows: "refuses-in-silence",
    edits: [[
      TOO_MANY,
      "if (permits + count > max) return;\n      if (max < 0) {",
    ]],
  },
  {
    ...at,
    name: "semaphore: compares with the maximum, then adds",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      ADD,
      `      Atomics.add(this.#words, PERMITS, count);
      const seen = permits;
      if (seen === permits) break;`,
    ]],
  },
  {
    ...at,
    file: "given/permit_count.ts",
    name: "semaphore: counts of zero and less",
    shows: "takes-any-count-anywhere",
    edits: [[NONSENSE, "if (!Number.isInteger(count) || count > max) {"]],
  },
  {
    ...at,
    name: "semaphore: acquire() takes any count",
    shows: "takes-any-count",
    edits: [[
      '    checkCount("acquire", count, this.#max);\n    for',
      "    for",
    ]],
  },
  {
    ...at,
    name: "semaphore: byteOffset ignored",
    shows: "ignores-byte-offset",
    edits: [["      byteOffset,\n      Sem", "      0,\n      Sem"]],
  },
  {
    ...at,
    name: "semaphore: release() notifies the count of waiters",
    shows: "wakes-the-wrong-word",
    edits: [[WAKE, "      Atomics.notify(this.#words, WAITERS);"]],
  },
  {
    ...at,
    name: "semaphore: release counts out whom it wakes, as they do themselves",
    shows: "counted-out-twice",
    edits: [[
      WAKE,
      `      const woken = Atomics.notify(this.#words, PERMITS);
      Atomics.sub(this.#words, WAITERS, woken);`,
    ]],
  },
  {
    ...at,
    name: "semaphore: a time limit in place of a notify",
    shows: "time-limit-for-a-notify",
    edits: [
      [
        "PERMITS, permits);\n      Atomics.sub",
        "PERMITS, permits, 100);\n      Atomics.sub",
      ],
      [WAKE, ""],
    ],
  },
];
