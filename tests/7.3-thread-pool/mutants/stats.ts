import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of stats() and shutdown(). */
export const statsMutants: Mutant[] = [
  {
    name: "counts running tasks as queued",
    step: "7.3.8",
    shows: "counts-running-as-queued",
    file: "thread_pool.ts",
    edits: [[
      "filter((state) => state === State.queued).length",
      "filter((state) => state !== State.free).length",
    ]],
  },
  {
    name: "wait times and run times are mixed up",
    step: "7.3.8",
    shows: "mixes-up-wait-and-run-times",
    file: "thread_pool.ts",
    edits: [[
      "      waitTime: waitTimes.summary(),\n      runTime: runTimes.summary(),\n",
      "      waitTime: runTimes.summary(),\n      runTime: waitTimes.summary(),\n",
    ]],
  },
  {
    name: "percentile of the buckets, not of the times",
    step: "7.3.8",
    shows: "percentile-of-the-buckets",
    file: "time_histogram.ts",
    edits: [["      counted += count;", "      if (count > 0) counted++;"]],
  },
  {
    name: "percentile off by one",
    step: "7.3.8",
    shows: "percentile-is-off-by-one",
    file: "time_histogram.ts",
    edits: [["if (counted >= wanted)", "if (counted > wanted)"]],
  },
  {
    name: "percentile rounds down and adds one",
    step: "7.3.8",
    shows: "percentile-is-off-by-one",
    file: "time_histogram.ts",
    edits: [[
      "Math.ceil(this.#total * percent / 100)",
      "Math.floor(this.#total * percent / 100) + 1",
    ]],
  },
  {
    name: "percentile takes the percentage for a fraction",
    step: "7.3.8",
    shows: "percent-is-a-fraction",
    file: "time_histogram.ts",
    edits: [["* percent / 100", "* percent"]],
  },
  {
    name: "stats() tells how many threads the pool was made with",
    step: "7.3.8",
    shows: "counts-threads-that-do-not-live",
    file: "thread_pool.ts",
    edits: [[
      "  readonly #tally = new Tally();\n",
      "  readonly #tally = new Tally();\n  readonly #threads: number;\n",
    ], [
      "    const { threads, data } = settings;\n",
      "    const { threads, data } = settings;\n    this.#threads = threads;\n",
    ], [
      "const threads = this.#supervisor.alive;",
      "const threads = this.#threads;",
    ]],
  },
  {
    name: "shutdown() does not wait for tasks that wait for room",
    step: "7.3.8",
    shows: "shutdown-forgets-those-outside",
    file: "thread_pool.ts",
    edits: [[
      "const jobs = [...this.#table.jobs, ...this.#admission.waiting];",
      "const jobs = [...this.#table.jobs];",
    ]],
  },
  {
    name: "shutdown() looks twice for tasks, and then no more",
    step: "7.3.8",
    shows: "shutdown-forgets-those-outside",
    file: "thread_pool.ts",
    edits: [[
      "    const jobs = [...this.#table.jobs, ...this.#admission.waiting];\n    await Promise.allSettled(jobs.map(({ promise }) => promise));\n",
      "    const jobs = this.#table.jobs;\n    await Promise.allSettled(jobs.map(({ promise }) => promise));\n    const more = this.#table.jobs;\n    await Promise.allSettled(more.map(({ promise }) => promise));\n",
    ]],
  },
  {
    name: "shutdown() closes the queue before it waits",
    step: "7.3.8",
    shows: "closes-the-queue-too-early",
    file: "thread_pool.ts",
    edits: [[
      "this.#refusal ??= new PoolClosedError();\n",
      "this.#refusal ??= new PoolClosedError();\n    this.#table.memory.queue.close();\n",
    ]],
  },
  {
    name: "shutdown() does not wait for the threads",
    step: "7.3.8",
    shows: "resolves-before-the-threads-end",
    file: "thread_pool.ts",
    edits: [[
      "=> promise));\n    await this.close();",
      "=> promise));\n    void this.close();",
    ]],
  },
  {
    name:
      "shutdown({ drain: false }) throws those away only that wait for room",
    step: "7.3.8",
    shows: "forgets-those-in-the-queue",
    file: "thread_pool.ts",
    edits: [[
      "if (!drain) this.#dismiss(this.#refusal);",
      "if (!drain) this.#admission.dismiss(this.#refusal);",
    ]],
  },
  {
    name: "fewer than no threads are idle",
    step: "7.3.8",
    shows: "idle-below-zero",
    file: "thread_pool.ts",
    edits: [["Math.max(0, threads - running)", "threads - running"]],
  },
  {
    name: "percentile rounds to the nearest",
    step: "7.3.8",
    shows: "percentile-is-not-rounded-up",
    file: "time_histogram.ts",
    edits: [["Math.ceil(this.#total", "Math.round(this.#total"]],
  },
  ...[
    "Math.ceil((this.#total / 100) * percent)",
    "Math.ceil(this.#total * (percent / 100))",
  ].map((share): Mutant => ({
    name: `percentile takes an inexact share, ${share}`,
    step: "7.3.8",
    shows: "share-is-inexact",
    file: "time_histogram.ts",
    edits: [["Math.ceil(this.#total * percent / 100)", share]],
  })),
  {
    name: "percentile compares an inexact share",
    step: "7.3.8",
    shows: "share-is-inexact",
    file: "time_histogram.ts",
    edits: [
      [
        "    const wanted = Math.ceil(this.#total * percent / 100);\n",
        "    const share = () => counted / this.#total * 100;\n",
      ],
      ["if (counted >= wanted)", "if (share() >= percent)"],
    ],
  },
  {
    name: "percentile goes beyond the longest time",
    step: "7.3.8",
    shows: "percentile-exceeds-the-longest",
    file: "time_histogram.ts",
    edits: [[
      "return Math.min(longest(bucket), this.#max);",
      "return longest(bucket);",
    ]],
  },
  {
    name: "shutdown() throws the queue away in any case",
    step: "7.3.8",
    shows: "drain-throws-away",
    file: "thread_pool.ts",
    edits: [[
      "if (!drain) this.#dismiss(this.#refusal);",
      "this.#dismiss(this.#refusal);",
    ]],
  },
  {
    name: "a second shutdown({ drain: false }) drains",
    step: "7.3.8",
    shows: "second-shutdown-does-nothing",
    file: "thread_pool.ts",
    edits: [[
      "    if (!drain) this.#dismiss(this.#refusal);\n",
      "    if (!drain && !this.#isEnding) this.#dismiss(this.#refusal);\n    this.#isEnding = true;\n",
    ], [
      "  #closed: Promise<void> | undefined;\n",
      "  #closed: Promise<void> | undefined;\n  #isEnding = false;\n",
    ]],
  },
  {
    name: "shutdown({ drain: false }) runs the queue all the same",
    step: "7.3.8",
    shows: "ignores-drain-false",
    file: "thread_pool.ts",
    edits: [["if (!drain) this.#dismiss(this.#refusal);", ""]],
  },
  {
    name: "a second shutdown() returns when it has rejected what it is to",
    step: "7.3.8",
    shows: "second-shutdown-returns-at-once",
    file: "thread_pool.ts",
    edits: [[
      "    this.#refusal ??= new PoolClosedError();\n    if (!drain) this.#dismiss(this.#refusal);\n",
      "    const isSecond = this.#refusal !== undefined;\n    this.#refusal ??= new PoolClosedError();\n    if (!drain) this.#dismiss(this.#refusal);\n    if (isSecond) return;\n",
    ]],
  },
  {
    name: "takes tasks after shutdown()",
    step: "7.3.8",
    shows: "takes-tasks-after-shutdown",
    file: "thread_pool.ts",
    edits: [[
      "this.#refusal ??= new PoolClosedError();\n    if (!drain) this.#dismiss(this.#refusal);",
      "if (!drain) this.#dismiss(new PoolClosedError());",
    ]],
  },
  {
    name: "shutdown() leaves the threads asleep",
    step: "7.3.8",
    shows: "leaves-the-threads-asleep",
    file: "thread_pool.ts",
    edits: [[
      "jobs.map(({ promise }) => promise));\n    await this.close();",
      "jobs.map(({ promise }) => promise));",
    ]],
  },
  {
    name: "percentile of the bucket before",
    step: "7.3.8",
    shows: "percentile-too-short",
    file: "time_histogram.ts",
    edits: [[
      "return Math.min(longest(bucket), this.#max);",
      "return Math.min(longest(bucket - 1), this.#max);",
    ]],
  },
  {
    name: "shutdown() waits for the table's tasks, then for those outside",
    step: "7.3.8",
    shows: "shutdown-forgets-those-outside",
    file: "thread_pool.ts",
    edits: [[
      `    const jobs = [...this.#table.jobs, ...this.#admission.waiting];
    await Promise.allSettled(jobs.map(({ promise }) => promise));`,
      `    await Promise.allSettled(this.#table.jobs.map((job) => job.promise));
    const jobs = this.#admission.waiting;
    await Promise.allSettled(jobs.map(({ promise }) => promise));`,
    ]],
  },
  {
    name: "queued is the size of the queue in shared memory",
    step: "7.3.8",
    shows: "counts-cancelled-as-queued",
    file: "thread_pool.ts",
    edits: [[
      "states.filter((state) => state === State.queued).length",
      "this.#table.memory.queue.size",
    ]],
  },
  {
    name: "running is reckoned from the threads",
    step: "7.3.8",
    shows: "running-is-bound-to-the-threads",
    file: "thread_pool.ts",
    edits: [[
      "    const { states } = this.#table;\n    const queued = states.filter((state) => state === State.queued).length;\n    const running = states.filter((state) => state === State.running).length;\n    const threads = this.#supervisor.alive;\n    return {\n      threads,\n      idle: Math.max(0, threads - running),\n      running,\n      queued,\n      waiting: this.#admission.waiting.length,\n      ...counts,\n      waitTime: waitTimes.summary(),\n      runTime: runTimes.summary(),\n    };\n",
      "    const accepted = this.#table.jobs.length;\n    const threads = this.#supervisor.alive;\n    // A thread that is idle takes a task at once.\n    const running = Math.min(threads, accepted);\n    return {\n      threads,\n      idle: threads - running,\n      running,\n      queued: accepted - running,\n      waiting: this.#admission.waiting.length,\n      ...counts,\n      waitTime: waitTimes.summary(),\n      runTime: runTimes.summary(),\n    };\n",
    ]],
  },
];
