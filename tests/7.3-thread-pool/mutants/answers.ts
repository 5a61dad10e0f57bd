import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what calls answer, and of what is counted and kept. */
export const answerMutants: Mutant[] = [
  {
    name: "tryPop() of no time does not look",
    step: "7.3.2",
    shows: "does-not-look-without-time",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.waitFor(token, ready, ms);\n",
      "    if (ms === 0) return undefined;\n    this.#notEmpty.waitFor(token, ready, ms);\n",
    ]],
  },
  {
    name: "tryPush() returns true also when there is no room",
    step: "7.3.2",
    shows: "full-is-reported-as-done",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms)) return true;",
    ]],
  },
  {
    name: "tryPush() throws when there is no room",
    step: "7.3.2",
    shows: "full-is-an-error",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms)) throw new Error('Cannot push as the queue is full');",
    ]],
  },
  {
    name: "begins after it ran",
    step: "7.3.4",
    shows: "begins-after-the-run",
    file: "pool_thread.ts",
    edits: [[
      "    if (!desk.begin(task)) continue;\n    try {\n      desk.succeed(task, await desk.run(task));",
      "    try {\n      const result = await desk.run(task);\n      if (!desk.begin(task)) continue;\n      desk.succeed(task, result);",
    ]],
  },
  {
    name: "a cancelled task is reported as failed",
    step: "7.3.4",
    shows: "reports-cancelled-tasks",
    file: "pool_thread.ts",
    edits: [
      [
        "if (!desk.begin(task)) continue;",
        "if (!desk.begin(task)) desk.fail(task, new Error('cancelled'));\n    else",
      ],
      ["    try {\n", "    {try {\n"],
      [
        "      desk.fail(task, error);\n    }\n",
        "      desk.fail(task, error);\n    }}\n",
      ],
    ],
  },
  {
    name: "after an error it succeeds, too",
    step: "7.3.4",
    shows: "succeeds-after-failing",
    file: "pool_thread.ts",
    edits: [[
      "      desk.fail(task, error);\n",
      "      desk.fail(task, error);\n      desk.succeed(task, undefined);\n",
    ]],
  },
  {
    name: "what is thrown becomes an Error",
    step: "7.3.4",
    shows: "changes-what-was-thrown",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "desk.fail(task, error instanceof Error ? error : new Error(String(error)));",
    ]],
  },
  {
    name: "of what is thrown, the text is reported",
    step: "7.3.4",
    shows: "changes-what-was-thrown",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "desk.fail(task, (error as Error)?.message);",
    ]],
  },
  {
    name: "a thread keeps the results of its tasks",
    step: "7.3.4",
    shows: "keeps-ended-tasks",
    file: "pool_thread.ts",
    edits: [[
      "  for (;;) {\n    const task",
      "  const done: unknown[] = [];\n  for (;;) {\n    const task",
    ], [
      "desk.succeed(task, await desk.run(task));",
      "const result = await desk.run(task);\n      done.push(result);\n      desk.succeed(task, result);",
    ]],
  },
  {
    name: "what a task that cannot be written throws comes out of submit()",
    step: "7.3.5",
    shows: "throws-instead-of-rejecting",
    file: "task_table.ts",
    edits: [["      return job.reject(error);\n", "      throw error;\n"]],
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
    shows: "failures-count-as-completed",
    file: "task_table.ts",
    edits: [["      counts.completed++;", "      counts.failed++;"], [
      "      counts.failed++;\n      job.reject(value);",
      "      counts.completed++;\n      job.reject(value);",
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
    name: "as many threads as cores",
    step: "7.3.5",
    shows: "starts-another-number",
    file: "thread_pool.ts",
    edits: [[
      "for (let i = 0; i < threads; i++)",
      "for (let i = 0; i < navigator.hardwareConcurrency; i++)",
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
    name: "a request that fails gets no answer",
    step: "7.3.9",
    shows: "swallows-a-requests-error",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));\n",
      "      const reply = await this.pool.submit(line).catch(() => undefined);\n      if (reply !== undefined) await writeLine(conn, reply);\n",
    ]],
  },
  {
    name: "lines are answered when all have come",
    step: "7.3.9",
    shows: "waits-for-the-last-line",
    file: "request_server.ts",
    edits: [[
      "    for await (const line of lines(conn)) {\n",
      "    for (const line of await Array.fromAsync(lines(conn))) {\n",
    ]],
  },
  {
    name: "one client is accepted, and no other",
    step: "7.3.9",
    shows: "accepts-once",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "this.admit(await this.listener.accept());",
    ]],
  },
  {
    name: "an error is sent as an answer",
    step: "7.3.9",
    shows: "tells-errors-to-clients",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      "      await writeLine(conn, await this.pool.submit(line).catch((e) => new TextEncoder().encode(`${e}`)));",
    ]],
  },
  {
    name: "requests of all clients go one by one",
    step: "7.3.9",
    shows: "one-client-at-a-time",
    file: "request_server.ts",
    edits: [[
      "  protected override async serve",
      `  #last: Promise<unknown> = Promise.resolve();
  protected override async serve`,
    ], [
      "      await writeLine(conn, await this.pool.submit(line));",
      `      const mine = this.#last.then(() => this.pool.submit(line)); this.#last = mine.catch(() => {});
      await writeLine(conn, await mine);`,
    ]],
  },
  {
    name: "hangs up after the first answer",
    step: "7.3.9",
    shows: "hangs-up-after-one-line",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      `      await writeLine(conn, await this.pool.submit(line));
      return;`,
    ]],
  },
];
