import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of how threads and pools end. */
export const endingMutants: Mutant[] = [
  {
    name: "resolves the task of a dead thread with undefined",
    step: "7.3.7",
    shows: "resolves-the-task-of-a-dead-thread",
    file: "supervisor.ts",
    edits: [[
      "job?.reject(new ThreadDiedError(thread.name, reason));",
      "job?.resolve(undefined as Result);",
    ]],
  },
  {
    name: "a plain Error for the task of a dead thread",
    step: "7.3.7",
    shows: "dies-by-another-error",
    file: "supervisor.ts",
    edits: [[
      "job?.reject(new ThreadDiedError(thread.name, reason));",
      "job?.reject(new Error(reason));",
    ]],
  },
  {
    name: "does not say why the thread died",
    step: "7.3.7",
    shows: "does-not-say-why-it-ended",
    file: "supervisor.ts",
    edits: [[
      "new ThreadDiedError(thread.name, reason)",
      "new ThreadDiedError(thread.name, '')",
    ]],
  },
  {
    name: "a second shutdown() throws",
    step: "7.3.8",
    shows: "second-shutdown-fails",
    file: "thread_pool.ts",
    edits: [[
      "    this.#refusal ??= new PoolClosedError();\n",
      "    if (this.#refusal !== undefined) throw this.#refusal;\n    this.#refusal = new PoolClosedError();\n",
    ]],
  },
  {
    name: "a second shutdown() returns at once",
    step: "7.3.8",
    shows: "second-shutdown-returns-at-once",
    file: "thread_pool.ts",
    edits: [[
      "    this.#refusal ??= new PoolClosedError();\n",
      "    if (this.#refusal !== undefined) return;\n    this.#refusal = new PoolClosedError();\n",
    ]],
  },
  {
    name: "shutdown() waits until so many tasks have completed or failed",
    step: "7.3.8",
    shows: "waits-for-tasks-that-have-ended",
    file: "thread_pool.ts",
    edits: [[
      "    await Promise.allSettled(jobs.map(({ promise }) => promise));\n",
      `    const { counts } = this.#tally;
    const last = counts.completed + counts.failed + jobs.length;
    while (counts.completed + counts.failed < last) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
`,
    ]],
  },
  {
    name: "shutdown() fails with its first task",
    step: "7.3.8",
    shows: "shutdown-fails-with-a-task",
    file: "thread_pool.ts",
    edits: [["await Promise.allSettled(jobs", "await Promise.all(jobs"]],
  },
  {
    name: "shutdown() waits until a task rejects, and keeps that to itself",
    step: "7.3.8",
    shows: "waits-until-one-rejects",
    file: "thread_pool.ts",
    edits: [[
      "await Promise.allSettled(jobs.map(({ promise }) => promise));",
      "await Promise.all(jobs.map(({ promise }) => promise)).catch(() => {});",
    ]],
  },
  {
    name: "shutdown() waits for jobs and not for their promises",
    step: "7.3.8",
    shows: "cuts-off-what-runs",
    file: "thread_pool.ts",
    edits: [["jobs.map(({ promise }) => promise)", "jobs"]],
  },
  {
    name: "without drain, running tasks are cut off",
    step: "7.3.8",
    shows: "cuts-off-what-runs",
    file: "thread_pool.ts",
    edits: [[
      "    if (!drain) this.#dismiss(this.#refusal);\n",
      "    if (!drain) return await this.close();\n",
    ]],
  },
  {
    name: "shutdown({drain:false}) rejects with its own error",
    step: "7.3.8",
    shows: "dismisses-by-another-error",
    file: "thread_pool.ts",
    edits: [[
      "if (!drain) this.#dismiss(this.#refusal);",
      "if (!drain) this.#dismiss(new Error('shut down'));",
    ]],
  },
  {
    name: "waiting are those in the queue",
    step: "7.3.8",
    shows: "counts-queued-as-waiting",
    file: "thread_pool.ts",
    edits: [["waiting: this.#admission.waiting.length,", "waiting: queued,"]],
  },
  {
    name: "idle are all threads",
    step: "7.3.8",
    shows: "counts-all-threads-as-idle",
    file: "thread_pool.ts",
    edits: [["idle: Math.max(0, threads - running),", "idle: threads,"]],
  },
  {
    name: "the counts are live",
    step: "7.3.8",
    shows: "hands-out-its-own-counts",
    file: "thread_pool.ts",
    edits: [
      [
        "    return {\n      threads,",
        "    return Object.assign(counts, {\n      threads,",
      ],
      ["      ...counts,\n", ""],
      [
        "      runTime: runTimes.summary(),\n    };",
        "      runTime: runTimes.summary(),\n    });",
      ],
    ],
  },
  {
    name: "shutdown() looks in a loop whether all is done",
    step: "7.3.8",
    shows: "shutdown-spins",
    file: "thread_pool.ts",
    edits: [[
      "    await Promise.allSettled(jobs.map(({ promise }) => promise));\n",
      "    while (jobs.length > 0 && this.#table.jobs.length > 0) this.#progress();\n",
    ]],
  },
  {
    name: "shutdown() looks every millisecond whether all is done",
    step: "7.3.8",
    shows: "shutdown-polls",
    file: "thread_pool.ts",
    edits: [[
      "    await Promise.allSettled(jobs.map(({ promise }) => promise));\n",
      "    while (jobs.length > 0 && this.#table.jobs.length > 0) {\n      await new Promise((resolve) => setTimeout(resolve, 1));\n    }\n",
    ]],
  },
  {
    name:
      "shutdown() looks every few milliseconds whether a task runs or waits",
    step: "7.3.8",
    shows: "cuts-off-what-is-queued",
    file: "thread_pool.ts",
    edits: [[
      "    await Promise.allSettled(jobs.map(({ promise }) => promise));\n",
      "    const isBusy = () => jobs.length > 0 && this.stats().running + this.stats().waiting > 0;\n    while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 5));\n",
    ]],
  },
  {
    name: "shutdown() waits for the tasks that run, and no others",
    step: "7.3.8",
    shows: "cuts-off-what-is-queued",
    file: "thread_pool.ts",
    edits: [[
      "    const jobs = [...this.#table.jobs, ...this.#admission.waiting];\n",
      "    const { states } = this.#table;\n    const jobs = this.#table.jobs.filter((_, i) => states[i] === State.running);\n",
    ]],
  },
  {
    name: "shutdown() waits for its tasks with a time limit",
    step: "7.3.8",
    shows: "shutdown-polls",
    file: "thread_pool.ts",
    edits: [[
      'import { Supervisor } from "./supervisor.ts";\n',
      'import { settles } from "../given/lifetime.ts";\nimport { Supervisor } from "./supervisor.ts";\n',
    ], [
      "    await Promise.allSettled(jobs.map(({ promise }) => promise));\n",
      "    const settled = Promise.allSettled(jobs.map(({ promise }) => promise));\n    await settles(settled, 1_000);\n",
    ]],
  },
  {
    name: "shutdown() refuses with a plain Error",
    step: "7.3.8",
    shows: "dismisses-by-another-error",
    file: "thread_pool.ts",
    edits: [[
      "this.#refusal ??= new PoolClosedError()",
      'this.#refusal ??= new Error("closed")',
    ]],
  },
  {
    name: "shutdown({ drain: false }) dismisses the queue alone",
    step: "7.3.8",
    shows: "drain-false-forgets-those-outside",
    file: "thread_pool.ts",
    edits: [[
      `    this.#refusal ??= new PoolClosedError();
    if (!drain) this.#dismiss(this.#refusal);
    const jobs = [...this.#table.jobs, ...this.#admission.waiting];
    await Promise.allSettled(jobs.map(({ promise }) => promise));
    await this.close();`,
      `    this.#refusal ??= new PoolClosedError();
    if (!drain) this.#table.dismiss(this.#refusal);
    const jobs = [...this.#table.jobs, ...this.#admission.waiting];
    await Promise.allSettled(jobs.map(({ promise }) => promise));
    await this.close();`,
    ]],
  },
  {
    name: "stats: the run times stand for both",
    step: "7.3.8",
    shows: "mixes-up-wait-and-run-times",
    file: "thread_pool.ts",
    edits: [[
      "waitTime: waitTimes.summary(),",
      "waitTime: runTimes.summary(),",
    ]],
  },
  {
    name: "stats: waiting counts the queue, too",
    step: "7.3.8",
    shows: "counts-queued-as-waiting",
    file: "thread_pool.ts",
    edits: [[
      "waiting: this.#admission.waiting.length,",
      "waiting: this.#admission.waiting.length + queued,",
    ]],
  },
  {
    name: "shutdown() stops at the first task that rejects",
    step: "7.3.8",
    shows: "shutdown-stops-at-a-rejection",
    file: "thread_pool.ts",
    edits: [[
      `    this.#refusal ??= new PoolClosedError();
    if (!drain) this.#dismiss(this.#refusal);
    const jobs = [...this.#table.jobs, ...this.#admission.waiting];
    await Promise.allSettled(jobs.map(({ promise }) => promise));
    await this.close();`,
      `    this.#refusal ??= new PoolClosedError();
    if (!drain) this.#dismiss(this.#refusal);
    const jobs = [...this.#table.jobs, ...this.#admission.waiting];
    try { for (const { promise } of jobs) await promise; } catch { /* over */ }
    await this.close();`,
    ]],
  },
  {
    name: "as many threads are started as do not live",
    step: "7.3.7",
    shows: "starts-too-many-threads",
    file: "supervisor.ts",
    edits: [[
      "} else this.startThread();",
      "} else {\n      const missing = this.#threads.size - this.alive;\n      for (let i = 0; i < missing; i++) this.startThread();\n    }",
    ]],
  },
  {
    name: "shutdown() leaves a pool alone that has nothing to do",
    step: "7.3.8",
    shows: "never-closes-an-idle-pool",
    file: "thread_pool.ts",
    edits: [[
      "    await Promise.allSettled(",
      "    if (jobs.length === 0) return;\n    await Promise.allSettled(",
    ]],
  },
  {
    name: "a thread is replaced if there are jobs",
    step: "7.3.7",
    shows: "replaces-only-for-work",
    file: "supervisor.ts",
    edits: [[
      "} else this.startThread();",
      "} else if (this.#table.jobs.length > 0) this.startThread();",
    ]],
  },
  {
    name: "a thread is replaced if tasks are in the queue",
    step: "7.3.7",
    shows: "replaces-only-for-work",
    file: "supervisor.ts",
    edits: [[
      "} else this.startThread();",
      "} else if (this.#table.memory.queue.size > 0) this.startThread();",
    ]],
  },
];
