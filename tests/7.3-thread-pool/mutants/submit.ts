import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of submit() and of how results come back. */
export const submitMutants: Mutant[] = [
  {
    name: "a thread for each task",
    step: "7.3.5",
    shows: "a-thread-for-each-task",
    file: "thread_pool.ts",
    edits: [[
      "    else this.#admission.submit(job);\n",
      "    else {\n      this.#supervisor.startThread();\n      this.#admission.submit(job);\n    }\n",
    ]],
  },
  {
    name: "one thread only",
    step: "7.3.5",
    shows: "starts-one-thread",
    file: "thread_pool.ts",
    edits: [[
      "for (let i = 0; i < threads; i++) this.#supervisor.startThread();",
      "this.#supervisor.startThread();",
    ]],
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
    name: "the state is set when the slot is in the queue already",
    step: "7.3.5",
    shows: "pushes-before-all-is-ready",
    file: "task_table.ts",
    edits: [[
      "    slots.setState(slot, State.queued);\n    queue.tryPush(slot);\n",
      "    queue.tryPush(slot);\n    slots.setState(slot, State.queued);\n",
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
    shows: "failures-count-as-completed",
    file: "task_table.ts",
    edits: [[
      "      counts.failed++;\n      job.reject(value);",
      "      counts.completed++;\n      job.reject(value);",
    ]],
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
    name: "the queue is in the accepting thread",
    step: "7.3.5",
    shows: "keeps-tasks-in-the-accepting-thread",
    file: "task_table.ts",
    edits: [[
      "    queue.tryPush(slot);\n",
      "    void queue;\n    this.#handOut();\n",
    ], [
      "  /** Settles the jobs whose tasks are finished. */\n",
      "  readonly #out = new Set<number>();\n  #threads = 0;\n\n  #handOut(): void {\n    const all = [...this.#jobs.keys()];\n    const busy = all.filter((slot) => this.#out.has(slot)).length;\n    const next = all.filter((slot) => !this.#out.has(slot));\n    for (const slot of next.slice(0, Math.max(0, this.#threads - busy))) {\n      this.#out.add(slot);\n      this.memory.queue.tryPush(slot);\n    }\n  }\n\n  /** Settles the jobs whose tasks are finished. */\n",
    ], [
      "    this.#limit = threads + queue;\n",
      "    this.#limit = threads + queue;\n    this.#threads = threads;\n",
    ], [
      "    const job = this.#release(slot);\n    if (job === undefined) return; //",
      "    const job = this.#release(slot);\n    this.#out.delete(slot);\n    this.#handOut();\n    if (job === undefined) return; //",
    ]],
  },
  {
    name: "a task that cannot be cloned keeps its slot",
    step: "7.3.5",
    shows: "unclonable-tasks-keep-their-slots",
    file: "task_table.ts",
    edits: [[
      "      this.memory.freeSlot(slot);\n      return",
      "      return",
    ]],
  },
  {
    name: "the task is copied when there is time",
    step: "7.3.5",
    shows: "copies-the-task-later",
    file: "task_table.ts",
    edits: [[
      "      slots.write(slot, job.task);\n",
      "      structuredClone(job.task);\n",
    ], [
      "    slots.setState(slot, State.queued);\n    queue.tryPush(slot);\n",
      "    queueMicrotask(() => {\n      slots.write(slot, job.task);\n      slots.setState(slot, State.queued);\n      queue.tryPush(slot);\n    });\n",
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
    name: "the newest task goes first",
    step: "7.3.5",
    shows: "newest-goes-first",
    file: "task_table.ts",
    edits: [[
      "    queue.tryPush(slot);\n",
      "    const older: number[] = [];\n    for (let other; (other = queue.tryPop()) !== undefined;) older.push(other);\n    for (const next of [slot, ...older]) queue.tryPush(next);\n",
    ]],
  },
  {
    name: "the first slot's number is pushed for every task",
    step: "7.3.5",
    shows: "pushes-another-slot",
    file: "task_table.ts",
    edits: [["queue.tryPush(slot)", "queue.tryPush(0)"]],
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
    name: "a slot's number is pushed twice",
    step: "7.3.5",
    shows: "pushes-a-slot-twice",
    file: "task_table.ts",
    edits: [[
      `    this.#jobs.set(slot, job);
    slots.setState(slot, State.queued);
    queue.tryPush(slot);`,
      `    this.#jobs.set(slot, job);
    slots.setState(slot, State.queued);
    queue.tryPush(slot);
    queue.tryPush(slot);`,
    ]],
  },
];
