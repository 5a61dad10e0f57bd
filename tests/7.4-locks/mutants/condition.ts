import type { Mutant } from "../../harness/mutant.ts";

const WAIT = "    while (!predicate()) this.#sleep(token, Infinity);";
const READ = `    const sequence = Atomics.load(this.#words, 0);
    token.unlock();`;
const SLEEP = "      return Atomics.wait(this.#words, 0, sequence, ms);";
const RELOCK = `    } finally {
      token.lock();
    }`;
const at = { step: "7.4.6", file: "condition.ts" };

/** Wrong ways to wait. */
export const conditionMutants: Mutant[] = [
  {
    ...at,
    name: "waitFor: sleeps on when its time is over",
    shows: "sleeps-again-when-time-is-over",
    edits: [[
      'if (this.#sleep(token, left) === "timed-out") return predicate();',
      "this.#sleep(token, left);",
    ]],
  },
  {
    ...at,
    name: "condition: wait() looks again each 100 ms, and nobody notifies",
    shows: "wait-has-a-time-limit",
    edits: [
      [WAIT, WAIT.replace("Infinity", "100")],
      ["    return Atomics.notify(this.#words, 0, count);", "    return 0;"],
    ],
  },
  {
    ...at,
    name: "condition: sleeps on a constant",
    shows: "sleeps-on-a-value-it-never-has",
    edits: [[SLEEP, "      return Atomics.wait(this.#words, 0, 0, ms);"]],
  },
  {
    ...at,
    name: "waitFor: reads the sequence once for all its sleeps",
    shows: "sleeps-on-what-was-once",
    edits: [
      [
        "    const end = performance.now() + ms;",
        `    const seen = Atomics.load(this.#words, 0);
    const end = performance.now() + ms;`,
      ],
      ["this.#sleep(token, left) ===", "this.#sleep(token, left, seen) ==="],
      [
        "#sleep(token: MutexToken, ms: number)",
        "#sleep(token: MutexToken, ms: number, sequence = Atomics.load(this.#words, 0))",
      ],
      [READ, "    token.unlock();"],
    ],
  },
  {
    ...at,
    name: "condition: reads the sequence after unlocking",
    shows: "reads-the-sequence-after-unlocking",
    edits: [[
      READ,
      `    token.unlock();
    const sequence = Atomics.load(this.#words, 0);`,
    ]],
  },
  {
    ...at,
    name: "condition: sleeps with the mutex held",
    shows: "sleeps-with-the-mutex-held",
    edits: [
      ["    token.unlock();\n    try {", "    try {"],
      [RELOCK, "    } finally {\n      void token;\n    }"],
    ],
  },
  {
    ...at,
    name: "condition: does not lock again",
    shows: "does-not-lock-again",
    edits: [[RELOCK, "    } finally {\n      void token;\n    }"]],
  },
  {
    ...at,
    name: "condition: does not lock again after a time-out",
    shows: "does-not-lock-when-time-is-over",
    edits: [
      [
        SLEEP,
        `      const woken = Atomics.wait(this.#words, 0, sequence, ms);
      timedOut = woken === "timed-out";
      return woken;`,
      ],
      [
        "    token.unlock();\n    try {",
        "    token.unlock();\n    let timedOut = false;\n    try {",
      ],
      [
        "      token.lock();\n    }",
        "      if (!timedOut) token.lock();\n    }",
      ],
    ],
  },
  {
    ...at,
    name: "condition: `if` for `while`",
    shows: "woken-means-true",
    edits: [[WAIT, "    if (!predicate()) this.#sleep(token, Infinity);"]],
  },
  {
    ...at,
    name: "condition: predicate without the mutex",
    shows: "looks-without-the-mutex",
    edits: [[
      WAIT,
      `    for (;;) {
      token.unlock();
      const done = predicate();
      token.lock();
      if (done) return;
      this.#sleep(token, Infinity);
    }`,
    ]],
  },
  {
    ...at,
    name: "condition: swallows what the predicate throws",
    shows: "swallows-the-exception",
    edits: [[
      WAIT,
      `    try {
  ${WAIT}
    } catch {
      return;
    }`,
    ]],
  },
  {
    ...at,
    name: "condition: wait() looks again each 10 ms",
    shows: "wait-has-a-time-limit",
    edits: [[WAIT, WAIT.replace("Infinity", "10")]],
  },
  {
    ...at,
    name: "condition: wait() calls waitFor() again and again",
    shows: "wait-has-a-time-limit",
    edits: [[WAIT, "    while (!this.waitFor(token, predicate, 10));"]],
  },
  {
    ...at,
    name: "condition: no sleep is longer than 10 ms",
    shows: "polls",
    edits: [[SLEEP, SLEEP.replace("ms)", "Math.min(ms, 10))")]],
  },
  {
    ...at,
    name: "waitFor: returns whether there is time left",
    shows: "clock-has-the-last-word",
    edits: [[
      `    while (!predicate()) {
      const left = Math.max(0, end - performance.now());
      if (this.#sleep(token, left) === "timed-out") return predicate();
    }
    return true;`,
      `    while (!predicate() && performance.now() < end) {
      this.#sleep(token, end - performance.now());
    }
    return performance.now() < end;`,
    ]],
  },
  {
    ...at,
    name: "waitFor: never true without a limit",
    shows: "clock-has-the-last-word",
    edits: [["    return true;", "    return Number.isFinite(end);"]],
  },
  {
    ...at,
    name: "waitFor: reckons with two clocks",
    shows: "reckons-with-two-clocks",
    edits: [[
      "const end = performance.now() + ms;",
      "const end = Date.now() + ms;",
    ]],
  },
  {
    ...at,
    name: "waitFor: reckons with two clocks, the other way round",
    shows: "reckons-with-two-clocks",
    edits: [["end - performance.now())", "end - Date.now())"]],
  },
  {
    ...at,
    name: "waitFor: sleeps for as long as the clock will say at the end",
    shows: "time-limit-is-a-moment",
    edits: [[
      "      const left = Math.max(0, end - performance.now());\n      if (this.#sleep(token, left) ===",
      "      if (this.#sleep(token, end) ===",
    ]],
  },
  {
    ...at,
    name: "waitFor: the time starts anew after each wake-up",
    shows: "time-starts-anew",
    edits: [[
      "if (this.#sleep(token, left) ===",
      "if (left >= 0 && this.#sleep(token, ms) ===",
    ]],
  },
];
