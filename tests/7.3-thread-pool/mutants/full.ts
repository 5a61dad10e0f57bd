import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what happens when there is no room. */
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
    name: "who is accepted stays in the list",
    step: "7.3.6",
    shows: "accepted-and-still-in-line",
    file: "admission.ts",
    edits: [[
      "const job = this.#waiting.shift();",
      "const job = this.waiting.shift();",
    ]],
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
    name: "takes the next one out before it asks for room",
    step: "7.3.6",
    shows: "takes-out-and-does-not-accept",
    file: "admission.ts",
    edits: [[
      "    while (this.#table.hasRoom) {\n      const job = this.#waiting.shift();\n      if (job === undefined) return;\n",
      "    for (;;) {\n      const job = this.#waiting.shift();\n      if (job === undefined || !this.#table.hasRoom) return;\n",
    ]],
  },
  {
    name: "counts up to the length of a list that becomes shorter",
    step: "7.3.6",
    shows: "admits-some-of-them",
    file: "admission.ts",
    edits: [[
      "while (this.#table.hasRoom) {",
      "for (let i = 0; i < this.#waiting.size && this.#table.hasRoom; i++) {",
    ]],
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
    name: "there is room when the queue is not full",
    step: "7.3.6",
    shows: "room-in-the-queue-alone",
    file: "admission.ts",
    edits: [[
      "while (this.#table.hasRoom) {",
      "while (this.#table.memory.queue.size < this.#options.queue) {",
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
    name: "refused counts as failed, too",
    step: "7.3.6",
    shows: "refused-counts-as-another",
    file: "admission.ts",
    edits: [[
      "      counts.rejected++;\n",
      "      counts.rejected++;\n      counts.failed++;\n",
    ]],
  },
  {
    name: "refused and kept",
    step: "7.3.6",
    shows: "refused-tasks-wait-as-well",
    file: "admission.ts",
    edits: [[
      "      return job.reject(new PoolFullError(threads, queue));",
      "      job.reject(new PoolFullError(threads, queue));",
    ]],
  },
  {
    name: "who is refused gets the error thrown",
    step: "7.3.6",
    shows: "throws-instead-of-rejecting",
    file: "admission.ts",
    edits: [[
      "      return job.reject(new PoolFullError(threads, queue));",
      "      throw new PoolFullError(threads, queue);",
    ]],
  },
  {
    name: "who waits counts as rejected",
    step: "7.3.6",
    shows: "waiting-counts-as-rejected",
    file: "admission.ts",
    edits: [[
      '    if (onFull === "reject") {\n      counts.rejected++;\n',
      '    counts.rejected++;\n    if (onFull === "reject") {\n',
    ]],
  },
  {
    name: "one who found no room goes to the end of the line",
    step: "7.3.6",
    shows: "loses-its-place-in-line",
    file: "admission.ts",
    edits: [[
      "    while (this.#table.hasRoom) {\n      const job = this.#waiting.shift();\n      if (job === undefined) return;\n      this.#accept(job);\n    }",
      "    for (let job; (job = this.#waiting.shift()) !== undefined;) {\n      if (!this.#table.hasRoom) return this.#waiting.push(job);\n      this.#accept(job);\n    }",
    ]],
  },
  {
    name: "reckons once how many are to be admitted",
    step: "7.3.6",
    shows: "counts-what-was-not-accepted",
    file: "admission.ts",
    edits: [[
      "    while (this.#table.hasRoom) {\n",
      "    const { threads, queue } = this.#options;\n    const room = threads + queue - this.#table.jobs.length;\n    for (let i = 0; i < room; i++) {\n",
    ]],
  },
  {
    name: "lets one in for each that is cancelled in the queue",
    step: "7.3.6",
    shows: "a-free-place-goes-to-one-alone",
    file: "admission.ts",
    edits: [[
      "      job.reject(job.signal?.reason);\n      this.#admit();\n",
      "      job.reject(job.signal?.reason);\n      const next = this.#waiting.shift();\n      if (next !== undefined) this.#accept(next);\n",
    ]],
  },
];
