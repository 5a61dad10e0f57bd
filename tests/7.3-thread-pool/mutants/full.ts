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
