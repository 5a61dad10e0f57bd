import type { Mutant } from "../../harness/mutant.ts";

const SLEEP = "      return Atomics.wait(this.#words, 0, sequence, ms);";
const NOTIFY = `    Atomics.add(this.#words, 0, 1);
    return Atomics.notify(this.#words, 0, count);`;
const TIMED_OUT =
  `if (this.#sleep(token, left) === "timed-out") return predicate();`;
const at = { step: "7.4.6", file: "condition.ts" };

/** Wrong notifications and wrong time limits. */
export const conditionNotifyMutants: Mutant[] = [
  {
    ...at,
    name: "condition: notify does not move the sequence on",
    shows: "notify-changes-nothing",
    edits: [[NOTIFY, "    return Atomics.notify(this.#words, 0, count);"]],
  },
  {
    ...at,
    name: "condition: notify wakes before it moves the sequence on",
    shows: "notify-before-store",
    edits: [[
      NOTIFY,
      `    const woken = Atomics.notify(this.#words, 0, count);
    Atomics.add(this.#words, 0, 1);
    return woken;`,
    ]],
  },
  {
    ...at,
    name: "condition: notify wakes one whatever the count",
    shows: "notify-ignores-its-count",
    edits: [[
      NOTIFY,
      NOTIFY.replace("0, count)", "0, 1)"),
    ]],
  },
  {
    ...at,
    name: "condition: notify wakes all whatever the count",
    shows: "notify-ignores-its-count",
    edits: [[NOTIFY, NOTIFY.replace("0, count)", "0)")]],
  },
  {
    ...at,
    name: "condition: notify(0) wakes all",
    shows: "notify-ignores-its-count",
    edits: [[NOTIFY, NOTIFY.replace("0, count)", "0, count || Infinity)")]],
  },
  {
    ...at,
    name: "condition: notify returns the count",
    shows: "notify-returns-its-count",
    edits: [[
      NOTIFY,
      NOTIFY.replace("return Atomics", "Atomics") + "\n    return count;",
    ]],
  },
  {
    ...at,
    name: "condition: waitFor returns false without a last look",
    shows: "no-last-look",
    edits: [[
      TIMED_OUT,
      `if (this.#sleep(token, left) === "timed-out") return false;`,
    ]],
  },
  {
    ...at,
    name: "condition: waitFor looks once more and gives up",
    shows: "gives-up-after-one-wake-up",
    edits: [[
      TIMED_OUT,
      "this.#sleep(token, left);\n      return predicate();",
    ]],
  },
  {
    ...at,
    name: "condition: waitFor takes the same time off again and again",
    shows: "sleeps-for-less-than-is-left",
    edits: [
      [
        "const end = performance.now() + ms;",
        "const start = performance.now();\n    let left = ms;",
      ],
      ["      const left = Math.max(0, end - performance.now());\n", ""],
      [
        TIMED_OUT,
        `${TIMED_OUT}
      left = Math.max(0, left - (performance.now() - start));`,
      ],
    ],
  },
  {
    ...at,
    name: "condition: waitFor has no time limit",
    shows: "no-time-limit",
    edits: [[TIMED_OUT, "this.#sleep(token, left * 0 + Infinity);"]],
  },
  {
    ...at,
    name: "waitFor: takes 0 ms for no limit",
    shows: "no-time-is-no-limit",
    edits: [[TIMED_OUT, TIMED_OUT.replace("left", "left || Infinity")]],
  },
  {
    ...at,
    name: "condition: sleeps without a limit for 0 ms",
    shows: "no-time-is-no-limit",
    edits: [[SLEEP, SLEEP.replace("ms)", "ms || Infinity)")]],
  },
  {
    ...at,
    name: "condition: #sleep() has no time limit",
    shows: "no-time-limit",
    edits: [[SLEEP, SLEEP.replace(", ms", "")]],
  },
  {
    ...at,
    name: "condition: a time-out puts the sequence back",
    shows: "puts-the-sequence-back",
    edits: [[
      SLEEP,
      `      const woken = Atomics.wait(this.#words, 0, sequence, ms);
      if (woken === "timed-out") Atomics.store(this.#words, 0, sequence);
      return woken;`,
    ]],
  },
  {
    ...at,
    name: "condition: byteOffset ignored",
    shows: "ignores-byte-offset",
    edits: [["      byteOffset,\n", "      0,\n"]],
  },
  {
    ...at,
    name: "condition: moves the sequence on by load and store",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      "    Atomics.add(this.#words, 0, 1);\n",
      "    Atomics.store(this.#words, 0, Atomics.load(this.#words, 0) + 1);\n",
    ]],
  },
  {
    ...at,
    name: "condition: a flag instead of a sequence number",
    shows: "flag-for-a-sequence",
    edits: [
      [
        "    Atomics.add(this.#words, 0, 1);\n",
        "    Atomics.store(this.#words, 0, 0);\n",
      ],
      [
        "    const sequence = Atomics.load(this.#words, 0);\n",
        "    const sequence = Atomics.store(this.#words, 0, 1);\n",
      ],
    ],
  },
  {
    ...at,
    name: "condition: a flag that a sleeper takes down when it wakes",
    shows: "flag-for-a-sequence",
    edits: [
      [
        "    Atomics.add(this.#words, 0, 1);\n",
        "    Atomics.store(this.#words, 0, 1);\n",
      ],
      [
        "      return Atomics.wait(this.#words, 0, sequence, ms);\n    } finally {\n",
        "      return Atomics.wait(this.#words, 0, 0, ms);\n    } finally {\n      Atomics.store(this.#words, 0, 0);\n",
      ],
      ["    const sequence = Atomics.load(this.#words, 0);\n", ""],
    ],
  },
  {
    ...at,
    name: "condition: whoever wakes counts its notification out",
    shows: "flag-for-a-sequence",
    edits: [[
      "    } finally {\n",
      "    } finally {\n      Atomics.sub(this.#words, 0, 1);\n",
    ]],
  },
  {
    ...at,
    name: "condition: wait() returns with the mutex unlocked",
    shows: "returns-unlocked",
    edits: [[
      "    while (!predicate()) this.#sleep(token, Infinity);\n",
      "    while (!predicate()) this.#sleep(token, Infinity);\n    token.unlock();\n",
    ]],
  },
  {
    ...at,
    name: "condition: moves the sequence on by its count",
    shows: "notify-adds-nothing",
    edits: [[
      NOTIFY,
      NOTIFY.replace("0, 1)", "0, count)"),
    ]],
  },
];
