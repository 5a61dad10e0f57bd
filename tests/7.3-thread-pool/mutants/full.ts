import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what happens when there is no room, and of cancelling. */
export const fullMutants: Mutant[] = [
  {
    name: "rejects when it should wait",
    step: "7.3.6",
    shows: "refuses-instead-of-waiting",
    file: "admission.ts",
    edits: [['if (onFull === "reject") {', "if (onFull) {"]],
  },
  {
    name: "waits when it should reject",
    step: "7.3.6",
    shows: "waits-instead-of-refusing",
    file: "admission.ts",
    edits: [[
      'if (onFull === "reject") {',
      'if (onFull === "reject" && threads === 0) {',
    ]],
  },
  {
    name: "room for one task too many",
    step: "7.3.6",
    shows: "accepts-one-too-many",
    file: "task_table.ts",
    edits: [[
      "return this.#jobs.size < this.#limit;",
      "return this.#jobs.size <= this.#limit;",
    ]],
  },
  {
    name: "room for one task too few",
    step: "7.3.6",
    shows: "refuses-though-there-is-room",
    file: "task_table.ts",
    edits: [[
      "return this.#jobs.size < this.#limit;",
      "return this.#jobs.size < this.#limit - 1;",
    ]],
  },
  {
    name: "who waits is never admitted",
    step: "7.3.6",
    shows: "never-admits",
    file: "admission.ts",
    edits: [["while (this.#table.hasRoom) {", "while (false) {"]],
  },
  {
    name: "admits one although there is no room",
    step: "7.3.6",
    shows: "admits-without-room",
    file: "admission.ts",
    edits: [["while (this.#table.hasRoom) {", "while (true) {"]],
  },
  {
    name: "admits one task where there is room for several",
    step: "7.3.6",
    shows: "admits-one-at-a-time",
    file: "admission.ts",
    edits: [["while (this.#table.hasRoom) {", "if (this.#table.hasRoom) {"]],
  },
  {
    name: "admits without a look whether there is room",
    step: "7.3.6",
    shows: "admits-without-room",
    file: "admission.ts",
    edits: [[
      "    while (this.#table.hasRoom) {\n      const job = this.#waiting.shift();\n      if (job === undefined) return;\n      this.#accept(job);\n    }",
      "    const job = this.#waiting.shift();\n    if (job !== undefined) this.#accept(job);",
    ]],
  },
  {
    name: "who is refused is not counted",
    step: "7.3.6",
    shows: "refused-is-not-counted",
    file: "admission.ts",
    edits: [["      counts.rejected++;\n", ""]],
  },
  {
    name: "who is refused is counted as cancelled",
    step: "7.3.6",
    shows: "refused-counts-as-another",
    file: "admission.ts",
    edits: [["counts.rejected++", "counts.cancelled++"]],
  },
  {
    name: "who waits and is cancelled is not counted",
    step: "7.3.6",
    shows: "cancelled-outside-is-not-counted",
    file: "admission.ts",
    edits: [[
      "      counts.cancelled++;\n      job.reject(job",
      "      job.reject(job",
    ]],
  },
  {
    name: "who is taken back from the queue is counted twice",
    step: "7.3.6",
    shows: "counts-a-cancelled-task-twice",
    file: "admission.ts",
    edits: [[
      "      job.reject(job.signal?.reason);\n      this.#admit();",
      "      this.#tally.counts.cancelled++;\n      job.reject(job.signal?.reason);\n      this.#admit();",
    ]],
  },
  {
    name: "the error of a full pool mixes up threads and places",
    step: "7.3.6",
    shows: "mixes-up-threads-and-places",
    file: "admission.ts",
    edits: [[
      "new PoolFullError(threads, queue)",
      "new PoolFullError(queue, threads)",
    ]],
  },
  {
    name: "a task that was admitted cannot be cancelled any more",
    step: "7.3.6",
    shows: "keeps-the-handler-of-the-wait",
    file: "admission.ts",
    edits: [[
      "      this.#accept(job);\n    }",
      "      this.#table.enqueue(this.#table.takeSlot(), job);\n    }",
    ]],
  },
  {
    name: "a cancelled task runs all the same",
    step: "7.3.6",
    shows: "rejects-without-taking-back",
    file: "admission.ts",
    edits: [["      if (!this.#table.takeBack(slot)) return;\n", ""]],
  },
  {
    name: "a task that runs is cancelled, too",
    step: "7.3.6",
    shows: "cancels-a-task-that-runs",
    file: "admission.ts",
    edits: [[
      "if (!this.#table.takeBack(slot)) return;",
      "this.#table.takeBack(slot);",
    ]],
  },
  {
    name: "a cancelled task leaves no room",
    step: "7.3.6",
    shows: "a-free-place-goes-to-nobody",
    file: "admission.ts",
    edits: [[
      "      job.reject(job.signal?.reason);\n      this.#admit();",
      "      job.reject(job.signal?.reason);",
    ]],
  },
  {
    name: "a task that waits cannot be cancelled",
    step: "7.3.6",
    shows: "ignores-the-signal-outside",
    file: "admission.ts",
    edits: [[
      "    job.onAbort(() => {\n      this.#waiting.delete(job);",
      '    if (onFull !== "wait") job.onAbort(() => {\n      this.#waiting.delete(job);',
    ]],
  },
  {
    name: "a cancelled task that waits is admitted later",
    step: "7.3.6",
    shows: "cancelled-tasks-stay-in-line",
    file: "admission.ts",
    edits: [["      this.#waiting.delete(job);\n", ""]],
  },
  {
    name: "listeners stay on the signal",
    step: "7.3.6",
    shows: "listeners-stay-on-the-signal",
    file: "given/job.ts",
    edits: [[
      '    this.signal?.removeEventListener("abort", this.#onAbort);\n',
      "",
    ]],
  },
  {
    name: "no look at a signal that was aborted before",
    step: "7.3.6",
    shows: "misses-an-aborted-signal",
    file: "thread_pool.ts",
    edits: [[
      "    else if (job.signal?.aborted) job.reject(job.signal.reason);\n",
      "",
    ]],
  },
  {
    name: "the newest task that waits is admitted first",
    step: "7.3.6",
    shows: "admits-the-newest",
    file: "admission.ts",
    edits: [[
      "    while (this.#table.hasRoom) {\n      const job = this.#waiting.shift();",
      "    while (this.#table.hasRoom) {\n      const job = this.waiting.at(-1);\n      if (job) this.#waiting.delete(job);",
    ]],
  },
  {
    name: "a task in the queue cannot be cancelled",
    step: "7.3.6",
    shows: "ignores-the-signal-in-the-queue",
    file: "admission.ts",
    edits: [["if (!this.#table.takeBack(slot)) return;", "return void slot;"]],
  },
  {
    name: "a cancelled task rejects with an error of its own",
    step: "7.3.6",
    shows: "rejects-without-the-reason",
    file: "admission.ts",
    edits: [[
      "      counts.cancelled++;\n      job.reject(job.signal?.reason);",
      '      counts.cancelled++;\n      job.reject(new Error("The task was cancelled"));',
    ]],
  },
  {
    name: "who waits counts as cancelled",
    step: "7.3.6",
    shows: "waiting-counts-as-cancelled",
    file: "admission.ts",
    edits: [[
      "    this.#waiting.push(job);\n",
      "    this.#waiting.push(job);\n    counts.cancelled++;\n",
    ]],
  },
  {
    name: "as many may wait as the queue holds",
    step: "7.3.6",
    shows: "limits-those-who-wait",
    file: "admission.ts",
    edits: [[
      `    this.#waiting.push(job);
`,
      `    if (this.#waiting.size >= queue) return job.reject(new PoolFullError(threads, queue));
    this.#waiting.push(job);
`,
    ]],
  },
  {
    name: "a full pool throws the oldest task away",
    step: "7.3.6",
    shows: "evicts-another",
    file: "admission.ts",
    edits: [[
      "      return job.reject(new PoolFullError(threads, queue));",
      "      this.#table.jobs[0]?.reject(new PoolFullError(threads, queue)); return;",
    ]],
  },
  {
    name: "an abort takes all that wait",
    step: "7.3.6",
    shows: "cancels-all-that-wait",
    file: "admission.ts",
    edits: [[
      `      this.#waiting.delete(job);
      counts.cancelled++;
      job.reject(job.signal?.reason);`,
      "      for (const j of this.#waiting.toArray()) { this.#waiting.delete(j); counts.cancelled++; j.reject(job.signal?.reason); }",
    ]],
  },
];
