import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of how results and errors come back. */
export const resultMutants: Mutant[] = [
  {
    name: "a task is its own result",
    step: "7.3.5",
    shows: "task-is-its-own-result",
    file: "task_table.ts",
    edits: [["job.resolve(value as Result)", "job.resolve(job.task as never)"]],
  },
  {
    name: "a result is read in the next microtask",
    step: "7.3.5",
    shows: "reads-a-slot-too-late",
    file: "task_table.ts",
    edits: [[
      "      job.resolve(value as Result);",
      "      queueMicrotask(() => job.resolve(slots.read(slot) as Result));\n      void value;",
    ]],
  },
  {
    name: "results in the order of submission",
    step: "7.3.5",
    shows: "results-by-order",
    file: "task_table.ts",
    edits: [[
      "    const job = this.#release(slot);\n    if (job === undefined) return; //",
      "    const [oldest = slot] = this.#jobs.keys();\n    const job = this.#jobs.get(oldest);\n    const other = this.#jobs.get(slot);\n    if (other !== undefined) this.#jobs.set(oldest, other);\n    this.#release(slot);\n    if (job === undefined) return; //",
    ]],
  },
  {
    name: "only one finished task is collected at a time",
    step: "7.3.5",
    shows: "collects-one-at-a-time",
    file: "task_table.ts",
    edits: [[
      "    for (const slot of finished.takeAll()) this.#settle(slot);\n",
      "    const [slot] = finished.takeAll();\n    if (slot !== undefined) this.#settle(slot);\n",
    ]],
  },
  {
    name: "an error that is returned is taken for one that is thrown",
    step: "7.3.5",
    shows: "returned-errors-reject",
    file: "task_table.ts",
    edits: [[
      "if (slots.state(slot) === State.succeeded) {",
      "if (slots.state(slot) === State.succeeded && !(value instanceof Error)) {",
    ]],
  },
  {
    name: "what is thrown and is no error is taken for a result",
    step: "7.3.5",
    shows: "only-errors-reject",
    file: "task_table.ts",
    edits: [[
      "if (slots.state(slot) === State.succeeded) {",
      "if (slots.state(slot) === State.succeeded || !value) {",
    ]],
  },
  {
    name: "what is thrown and is no error is made one",
    step: "7.3.5",
    shows: "wraps-what-was-thrown",
    file: "task_table.ts",
    edits: [[
      "job.reject(value);",
      "job.reject(value instanceof Error ? value : new Error(String(value)));",
    ]],
  },
  {
    name: "an error is made anew, without its class, cause and stack",
    step: "7.3.5",
    shows: "makes-errors-anew",
    file: "task_table.ts",
    edits: [[
      "job.reject(value);",
      "const { name, message } = (value ?? {}) as Error;\n      job.reject(value instanceof Error ? Object.assign(new Error(message), { name }) : value);",
    ]],
  },
  {
    name: "an error loses its cause",
    step: "7.3.5",
    shows: "drops-the-cause",
    file: "task_table.ts",
    edits: [[
      "job.reject(value);",
      "if (value instanceof Error) delete value.cause;\n      job.reject(value);",
    ]],
  },
  {
    name: "completed tasks are not counted",
    step: "7.3.5",
    shows: "completed-is-not-counted",
    file: "task_table.ts",
    edits: [["      counts.completed++;\n", ""]],
  },
  {
    name: "failed tasks are counted as completed",
    step: "7.3.5",
    shows: "counts-as-what-it-is-not",
    file: "task_table.ts",
    edits: [[
      "      counts.failed++;\n      job.reject(value);",
      "      counts.completed++;\n      job.reject(value);",
    ]],
  },
  {
    name: "failed tasks are counted as completed, too",
    step: "7.3.5",
    shows: "counts-as-what-it-is-not",
    file: "task_table.ts",
    edits: [[
      "      counts.failed++;\n      job.reject(value);",
      "      counts.completed++;\n      counts.failed++;\n      job.reject(value);",
    ]],
  },
  {
    name: "all tasks are counted as failed",
    step: "7.3.5",
    shows: "counts-as-what-it-is-not",
    file: "task_table.ts",
    edits: [[
      "    const value = slots.read(slot);\n",
      "    const value = slots.read(slot);\n    counts.failed++;\n",
    ], ["      counts.failed++;\n      job.reject", "      job.reject"]],
  },
  {
    name: "keeps every job for ever",
    step: "7.3.5",
    shows: "keeps-ended-tasks",
    file: "task_table.ts",
    edits: [[
      "  /** The jobs by their slots. */\n",
      "  readonly all: unknown[] = [];\n  /** The jobs by their slots. */\n",
    ], [
      "    this.#jobs.set(slot, job);\n",
      "    this.#jobs.set(slot, job);\n    this.all.push(job);\n",
    ]],
  },
  {
    name: "errors resolve the promise",
    step: "7.3.5",
    shows: "errors-resolve",
    file: "task_table.ts",
    edits: [[
      "      job.reject(value);\n",
      "      job.resolve(value as Result);\n",
    ]],
  },
  {
    name: "a task that returns nothing gives null",
    step: "7.3.5",
    shows: "undefined-becomes-null",
    file: "task_table.ts",
    edits: [[
      "job.resolve(value as Result);",
      "job.resolve((value ?? null) as Result);",
    ]],
  },
  {
    name: "no job is kept",
    step: "7.3.5",
    shows: "keeps-no-job",
    file: "task_table.ts",
    edits: [["    this.#jobs.set(slot, job);\n", ""]],
  },
  {
    name: "results reject, and errors resolve",
    step: "7.3.5",
    shows: "results-for-errors",
    file: "task_table.ts",
    edits: [[
      "slots.state(slot) === State.succeeded",
      "slots.state(slot) !== State.succeeded",
    ]],
  },
  {
    name: "what is finished is left where it is",
    step: "7.3.5",
    shows: "collects-nothing",
    file: "task_table.ts",
    edits: [[
      "for (const slot of finished.takeAll()) this.#settle(slot);",
      "void finished;",
    ]],
  },
  {
    name: "a task's promise rejects with a text",
    step: "7.3.5",
    shows: "rejects-with-the-text",
    file: "task_table.ts",
    edits: [[
      "      job.reject(value);\n",
      "      job.reject(String(value));\n",
    ]],
  },
  {
    name: "failed tasks are not counted",
    step: "7.3.5",
    shows: "failed-is-not-counted",
    file: "task_table.ts",
    edits: [[
      "      counts.failed++;\n      job.reject(value);",
      "      job.reject(value);",
    ]],
  },
  {
    name: "completed and failed are exchanged",
    step: "7.3.5",
    shows: "counts-as-what-it-is-not",
    file: "task_table.ts",
    edits: [["      counts.completed++;", "      counts.failed++;"], [
      "      counts.failed++;\n      job.reject(value);",
      "      counts.completed++;\n      job.reject(value);",
    ]],
  },
  {
    name: "collect() goes by the states of the jobs",
    step: "7.3.5",
    shows: "leaves-the-finished-listed",
    file: "task_table.ts",
    edits: [[
      "for (const slot of finished.takeAll()) this.#settle(slot);",
      `void finished;
    const { slots } = this.memory;
    for (const slot of this.#jobs.keys()) {
      const state = slots.state(slot);
      if (state === State.succeeded || state === State.failed) this.#settle(slot);
    }`,
    ]],
  },
  {
    name: "a result that is false to `if` is a failure",
    step: "7.3.5",
    shows: "falsy-results-reject",
    file: "task_table.ts",
    edits: [["if (slots.state(slot) === State.succeeded) {", "if (value) {"]],
  },
  {
    name: "a result that is false to `if` is none",
    step: "7.3.5",
    shows: "falsy-results-never-settle",
    file: "task_table.ts",
    edits: [[
      "      job.resolve(value as Result);",
      "      if (value) job.resolve(value as Result);",
    ]],
  },
  {
    name: "a result that is undefined does not settle",
    step: "7.3.5",
    shows: "falsy-results-never-settle",
    file: "task_table.ts",
    edits: [[
      "      job.resolve(value as Result);",
      "      if (value !== undefined) job.resolve(value as Result);",
    ]],
  },
  {
    name: "slots without a job are passed over",
    step: "7.3.5",
    shows: "keeps-slots-without-a-job",
    file: "task_table.ts",
    edits: [[
      "    for (const slot of finished.takeAll()) this.#settle(slot);\n",
      "    for (const slot of finished.takeAll()) {\n      if (this.#jobs.has(slot)) this.#settle(slot);\n    }\n",
    ]],
  },
  {
    name: "each result is settled in a microtask",
    step: "7.3.5",
    shows: "settles-after-collect",
    file: "task_table.ts",
    edits: [[
      "    for (const slot of finished.takeAll()) this.#settle(slot);\n",
      "    for (const slot of finished.takeAll()) {\n      queueMicrotask(() => this.#settle(slot));\n    }\n",
    ]],
  },
  {
    name: "of many results, some are settled in a later turn",
    step: "7.3.5",
    shows: "settles-after-collect",
    file: "task_table.ts",
    edits: [[
      "    for (const slot of finished.takeAll()) this.#settle(slot);\n",
      "    const all = [...finished.takeAll()];\n    const some = () => {\n      for (const slot of all.splice(0, 64)) this.#settle(slot);\n      if (all.length > 0) setTimeout(some, 0);\n    };\n    some();\n",
    ]],
  },
  {
    name: "a task is counted by a then() of its promise",
    step: "7.3.5",
    shows: "counts-after-collect",
    file: "task_table.ts",
    edits: [["      counts.completed++;\n", ""], [
      "      counts.failed++;\n      job.reject(value);\n    }\n",
      "      job.reject(value);\n    }\n    void job.promise.then(() => counts.completed++, () => counts.failed++);\n",
    ]],
  },
];
