import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of how a task is cancelled. */
export const cancelledMutants: Mutant[] = [
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
    name: "who waits and is cancelled counts as rejected",
    step: "7.3.6",
    shows: "cancelled-outside-is-not-counted",
    file: "admission.ts",
    edits: [[
      "      counts.cancelled++;\n      job.reject(job",
      "      counts.rejected++;\n      job.reject(job",
    ]],
  },
  {
    name: "who is in the queue and is cancelled counts as failed, too",
    step: "7.3.8",
    shows: "counts-cancelled-as-failed",
    file: "admission.ts",
    edits: [[
      "      if (!this.#table.takeBack(slot)) return;\n",
      "      if (!this.#table.takeBack(slot)) return;\n      this.#tally.counts.failed++;\n",
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
      '    this.signal?.removeEventListener("abort", this.#abort);\n',
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
    name: "the reason of a task in the queue is read before there is one",
    step: "7.3.6",
    shows: "rejects-without-the-reason",
    file: "admission.ts",
    edits: [[
      "    job.onAbort(() => {\n      if (!this.#table.takeBack(slot)) return;\n      job.reject(job.signal?.reason);",
      "    const reason: unknown = job.signal?.reason;\n    job.onAbort(() => {\n      if (!this.#table.takeBack(slot)) return;\n      job.reject(reason);",
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
  {
    name: "an abort takes the first of the line",
    step: "7.3.6",
    shows: "takes-another-out-of-line",
    file: "admission.ts",
    edits: [[
      "      this.#waiting.delete(job);\n",
      "      this.#waiting.shift();\n",
    ]],
  },
  {
    name: "a cancelled task's slot is freed at once",
    step: "7.3.6",
    shows: "frees-a-slot-in-the-queue",
    file: "admission.ts",
    edits: [[
      "    job.onAbort(() => {\n      if (!this.#table.takeBack(slot)) return;\n      job.reject(job.signal?.reason);\n      this.#admit();\n    });\n",
      "    job.onAbort(() => {\n      if (!this.#table.takeBack(slot)) return;\n      // Its place is free again, for the next one.\n      this.#table.memory.freeSlot(slot);\n      job.reject(job.signal?.reason);\n      this.#admit();\n    });\n",
    ]],
  },
  {
    name: "a task that waits listens to the signal itself",
    step: "7.3.6",
    shows: "listeners-stay-on-the-signal",
    file: "admission.ts",
    edits: [[
      "    job.onAbort(() => {\n      this.#waiting.delete(job);",
      '    job.signal?.addEventListener("abort", () => {\n      this.#waiting.delete(job);',
    ]],
  },
  {
    name: "a task in the queue listens to the signal itself",
    step: "7.3.6",
    shows: "listeners-stay-on-the-signal",
    file: "admission.ts",
    edits: [[
      "    job.onAbort(() => {\n      if (!this.#table.takeBack(slot)) return;\n      job.reject(job.signal?.reason);\n      this.#admit();\n    });\n",
      '    job.signal?.addEventListener("abort", () => {\n      if (!this.#table.takeBack(slot)) return;\n      job.reject(job.signal?.reason);\n      this.#admit();\n    }, { once: true });\n',
    ]],
  },
];
