import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what happens when there is no room, and of cancelling. */
export const fullMutants: Mutant[] = [
  {
    name: "rejects when it should wait",
    step: "7.3.6",
    file: "admission.ts",
    edits: [['if (onFull === "reject") {', "if (onFull) {"]],
  },
  {
    name: "waits when it should reject",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      'if (onFull === "reject") {',
      'if (onFull === "reject" && threads === 0) {',
    ]],
  },
  {
    name: "room for one task too many",
    step: "7.3.6",
    file: "task_table.ts",
    edits: [[
      "return this.#jobs.size < this.#limit;",
      "return this.#jobs.size <= this.#limit;",
    ]],
  },
  {
    name: "room for one task too few",
    step: "7.3.6",
    file: "task_table.ts",
    edits: [[
      "return this.#jobs.size < this.#limit;",
      "return this.#jobs.size < this.#limit - 1;",
    ]],
  },
  {
    name: "who waits is never admitted",
    step: "7.3.6",
    file: "admission.ts",
    edits: [["while (this.#table.hasRoom) {", "while (false) {"]],
  },
  {
    name: "admits one although there is no room",
    step: "7.3.6",
    file: "admission.ts",
    edits: [["while (this.#table.hasRoom) {", "while (true) {"]],
  },
  {
    name: "admits one task where there is room for several",
    step: "7.3.6",
    file: "admission.ts",
    edits: [["while (this.#table.hasRoom) {", "if (this.#table.hasRoom) {"]],
  },
  {
    name: "admits without a look whether there is room",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "    while (this.#table.hasRoom) {\n      const job = this.#waiting.shift();\n      if (job === undefined) return;\n      this.#accept(job);\n    }",
      "    const job = this.#waiting.shift();\n    if (job !== undefined) this.#accept(job);",
    ]],
  },
  {
    name: "who is refused is not counted",
    step: "7.3.6",
    file: "admission.ts",
    edits: [["      counts.rejected++;\n", ""]],
  },
  {
    name: "who is refused is counted as cancelled",
    step: "7.3.6",
    file: "admission.ts",
    edits: [["counts.rejected++", "counts.cancelled++"]],
  },
  {
    name: "who waits and is cancelled is not counted",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "      counts.cancelled++;\n      job.reject(job",
      "      job.reject(job",
    ]],
  },
  {
    name: "who is taken back from the queue is counted twice",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "      job.reject(job.signal?.reason);\n      this.#admit();",
      "      this.#tally.counts.cancelled++;\n      job.reject(job.signal?.reason);\n      this.#admit();",
    ]],
  },
  {
    name: "the error of a full pool mixes up threads and places",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "new PoolFullError(threads, queue)",
      "new PoolFullError(queue, threads)",
    ]],
  },
  {
    name: "a task that was admitted cannot be cancelled any more",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "      this.#accept(job);\n    }",
      "      this.#table.enqueue(this.#table.takeSlot(), job);\n    }",
    ]],
  },
  {
    name: "a cancelled task runs all the same",
    step: "7.3.6",
    file: "admission.ts",
    edits: [["      if (!this.#table.takeBack(slot)) return;\n", ""]],
  },
  {
    name: "a task that runs is cancelled, too",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "if (!this.#table.takeBack(slot)) return;",
      "this.#table.takeBack(slot);",
    ]],
  },
  {
    name: "a cancelled task leaves no room",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "      job.reject(job.signal?.reason);\n      this.#admit();",
      "      job.reject(job.signal?.reason);",
    ]],
  },
  {
    name: "a task that waits cannot be cancelled",
    step: "7.3.6",
    file: "admission.ts",
    edits: [[
      "    job.onAbort(() => {\n      this.#waiting.delete(job);",
      '    if (onFull !== "wait") job.onAbort(() => {\n      this.#waiting.delete(job);',
    ]],
  },
  {
    name: "a cancelled task that waits is admitted later",
    step: "7.3.6",
    file: "admission.ts",
    edits: [["      this.#waiting.delete(job);\n", ""]],
  },
  {
    name: "listeners stay on the signal",
    step: "7.3.6",
    file: "given/job.ts",
    edits: [[
      '    this.signal?.removeEventListener("abort", this.#onAbort);\n',
      "",
    ]],
  },
  {
    name: "no look at a signal that was aborted before",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [[
      "    else if (job.signal?.aborted) job.reject(job.signal.reason);\n",
      "",
    ]],
  },
];
