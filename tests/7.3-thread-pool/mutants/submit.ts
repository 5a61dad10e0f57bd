import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of how tasks come to the threads. */
export const submitMutants: Mutant[] = [
  {
    name: "a task that is 0 or nothing is no task",
    step: "7.3.5",
    shows: "falsy-tasks-are-none",
    file: "task_table.ts",
    edits: [[
      "    queue.tryPush(slot);\n",
      "    if (job.task) queue.tryPush(slot);\n",
    ]],
  },
  {
    name: "a slot becomes queued by a swap from free",
    step: "7.3.5",
    shows: "keeps-the-state-of-the-last-task",
    file: "task_table.ts",
    edits: [[
      "slots.setState(slot, State.queued);",
      "slots.swapState(slot, State.free, State.queued);",
    ]],
  },
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
    name: "the state is not set at all",
    step: "7.3.5",
    shows: "state-is-never-set",
    file: "task_table.ts",
    edits: [["    slots.setState(slot, State.queued);\n", ""]],
  },
  {
    name: "the task is written nowhere",
    step: "7.3.5",
    shows: "writes-no-task",
    file: "task_table.ts",
    edits: [["      slots.write(slot, job.task);\n", ""]],
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
    shows: "sends-the-task-later",
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
    name: "the slot goes into the queue when there is time",
    step: "7.3.5",
    shows: "sends-the-task-later",
    file: "task_table.ts",
    edits: [[
      "    queue.tryPush(slot);\n",
      "    queueMicrotask(() => queue.tryPush(slot));\n",
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
  {
    name: "what a task that cannot be written throws comes out of submit()",
    step: "7.3.5",
    shows: "throws-what-cannot-be-written",
    file: "task_table.ts",
    edits: [["      return job.reject(error);\n", "      throw error;\n"]],
  },
  {
    name: "structuredClone() tells whether a task can be written",
    step: "7.3.5",
    shows: "throws-what-cannot-be-written",
    file: "task_table.ts",
    edits: [[
      "      slots.write(slot, job.task);\n",
      "      structuredClone(job.task);\n",
    ], [
      "    this.#jobs.set(slot, job);\n    slots.setState",
      "    slots.write(slot, job.task);\n    this.#jobs.set(slot, job);\n    slots.setState",
    ]],
  },
  {
    name: "a task that cannot be written stays a job",
    step: "7.3.5",
    shows: "rejected-task-keeps-its-place",
    file: "task_table.ts",
    edits: [[
      "    try {\n      slots.write(slot, job.task);",
      "    this.#jobs.set(slot, job);\n    try {\n      slots.write(slot, job.task);",
    ]],
  },
  {
    name: "a task that cannot be written counts as failed",
    step: "7.3.5",
    shows: "counts-what-never-came-in",
    file: "task_table.ts",
    edits: [[
      "      return job.reject(error);",
      "      this.#tally.counts.failed++;\n      return job.reject(error);",
    ]],
  },
  {
    name: "a task that cannot be written is pushed after it was rejected",
    step: "7.3.5",
    shows: "pushes-what-it-has-rejected",
    file: "task_table.ts",
    edits: [[
      "      return job.reject(error);\n",
      "      job.reject(error);\n",
    ]],
  },
  {
    name: "frees the slot twice",
    step: "7.3.5",
    shows: "frees-a-slot-twice",
    file: "task_table.ts",
    edits: [[
      "      this.memory.freeSlot(slot);\n      return job",
      "      this.memory.freeSlot(slot);\n      this.memory.freeSlot(slot);\n      return job",
    ]],
  },
  {
    name: "one thread more",
    step: "7.3.5",
    shows: "starts-another-number",
    file: "thread_pool.ts",
    edits: [[
      "for (let i = 0; i < threads; i++)",
      "for (let i = 0; i <= threads; i++)",
    ]],
  },
  {
    name: "at most as many threads as cores",
    step: "7.3.5",
    shows: "starts-as-many-as-cores",
    file: "thread_pool.ts",
    edits: [[
      "for (let i = 0; i < threads; i++)",
      "for (let i = 0; i < Math.min(threads, navigator.hardwareConcurrency); i++)",
    ]],
  },
  {
    name: "all threads start with the first task",
    step: "7.3.5",
    shows: "starts-threads-later",
    file: "thread_pool.ts",
    edits: [[
      "    for (let i = 0; i < threads; i++) this.#supervisor.startThread();\n",
      "    this.#unstarted = threads;\n",
    ], [
      "  #closed: Promise<void> | undefined;\n",
      "  #closed: Promise<void> | undefined;\n  #unstarted = 0;\n",
    ], [
      "    else this.#admission.submit(job);\n    return job.promise;",
      "    else {\n      for (; this.#unstarted > 0; this.#unstarted--) {\n        this.#supervisor.startThread();\n      }\n      this.#admission.submit(job);\n    }\n    return job.promise;",
    ]],
  },
  {
    name: "the main thread counts as one of the threads",
    step: "7.3.5",
    shows: "starts-another-number",
    file: "thread_pool.ts",
    edits: [[
      "    for (let i = 0; i < threads; i++) this.#supervisor.startThread();\n",
      "    // One is the thread that we are in.\n    const workers = Math.max(1, threads - 1);\n    for (let i = 0; i < workers; i++) this.#supervisor.startThread();\n",
    ]],
  },
];
