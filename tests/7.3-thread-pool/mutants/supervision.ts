import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what happens when a thread ends. */
export const supervisionMutants: Mutant[] = [
  {
    name: "the crashed thread's task never settles",
    step: "7.3.7",
    shows: "forgets-the-task-of-a-dead-thread",
    file: "supervisor.ts",
    edits: [[
      "    job?.reject(new ThreadDiedError(thread.name, reason));\n",
      "    void job;\n",
    ]],
  },
  {
    name: "a crashed thread is not replaced",
    step: "7.3.7",
    shows: "does-not-replace-threads",
    file: "supervisor.ts",
    edits: [["} else this.startThread();", "}"]],
  },
  {
    name: "the next thread gets the number of the one that has ended",
    step: "7.3.7",
    shows: "reuses-a-number",
    file: "supervisor.ts",
    edits: [[
      "  startThread(): void {\n    const number = ++this.#started;\n",
      "  startThread(number = ++this.#started): void {\n",
    ], [
      "} else this.startThread();",
      "} else this.startThread(thread.number);",
    ]],
  },
  {
    name: "the next thread comes after a pause",
    step: "7.3.7",
    shows: "starts-the-next-one-later",
    file: "supervisor.ts",
    edits: [[
      "} else this.startThread();",
      "} else setTimeout(() => this.startThread(), 100);",
    ]],
  },
  {
    name: "two threads for one that crashed",
    step: "7.3.7",
    shows: "starts-too-many-threads",
    file: "supervisor.ts",
    edits: [[
      "} else this.startThread();",
      "} else {\n      this.startThread();\n      this.startThread();\n    }",
    ]],
  },
  {
    name: "the place of a crashed task is lost",
    step: "7.3.7",
    shows: "a-crashed-task-keeps-its-place",
    file: "task_table.ts",
    edits: [[
      "      return this.#release(slot);\n",
      "      return this.#jobs.get(slot);\n",
    ]],
  },
  {
    name: "a crash rejects every task",
    step: "7.3.7",
    shows: "a-crash-rejects-every-task",
    file: "supervisor.ts",
    edits: [[
      "    job?.reject(new ThreadDiedError(thread.name, reason));\n",
      "    job?.reject(new ThreadDiedError(thread.name, reason));\n    for (const other of this.#table.jobs) {\n      other.reject(new ThreadDiedError(thread.name, reason));\n    }\n",
    ]],
  },
  {
    name: "a storm of threads that die at birth",
    step: "7.3.7",
    shows: "replaces-stillborn-threads-for-ever",
    file: "supervisor.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "this.#stillborn = 0;",
    ]],
  },
  {
    name: "nothing is counted while another thread lives",
    step: "7.3.7",
    shows: "replaces-stillborn-threads-for-ever",
    file: "supervisor.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "this.#stillborn = thread.ready || this.alive > 0 ? 0 : this.#stillborn + 1;",
    ]],
  },
  {
    name: "deaths at birth count if they come within a second",
    step: "7.3.7",
    shows: "stillborn-threads-count-for-a-time",
    file: "supervisor.ts",
    edits: [[
      "  #stillborn = 0;\n",
      "  #stillborn = 0;\n  #last = 0;\n",
    ], [
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      `const isLate = performance.now() - this.#last > 1_000;
    this.#last = performance.now();
    this.#stillborn = thread.ready ? 0 : isLate ? 1 : this.#stillborn + 1;`,
    ]],
  },
  {
    name: "deaths at birth are counted for ever, not in a row",
    step: "7.3.7",
    shows: "counts-stillborn-threads-in-all",
    file: "supervisor.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "if (!thread.ready) this.#stillborn++;",
    ]],
  },
  {
    name: "deaths at birth are reckoned from the threads' numbers",
    step: "7.3.7",
    shows: "counts-threads-that-live",
    file: "supervisor.ts",
    edits: [[
      "  #stillborn = 0;\n",
      "  #lastReady = 0;\n",
    ], [
      "    this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;\n    if (this.#stillborn > MOST_STILLBORN) {\n",
      "    if (thread.ready) this.#lastReady = thread.number;\n    if (thread.number - this.#lastReady > MOST_STILLBORN) {\n",
    ]],
  },
  {
    name: "the end of a thread that was ready is counted as well",
    step: "7.3.7",
    shows: "count-begins-at-1",
    file: "supervisor.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "if (thread.ready) this.#stillborn = 0;\n    this.#stillborn++;",
    ]],
  },
  {
    name: "gives up one death at birth too early",
    step: "7.3.7",
    shows: "gives-up-too-early",
    file: "supervisor.ts",
    edits: [[
      "if (this.#stillborn > MOST_STILLBORN) {",
      "if (this.#stillborn >= MOST_STILLBORN) {",
    ]],
  },
  {
    name: "all that were started and do not live count as dead at birth",
    step: "7.3.7",
    shows: "gives-up-too-early",
    file: "supervisor.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "this.#stillborn = thread.ready ? 0 : this.#started - this.alive;",
    ]],
  },
  {
    name: "a broken pool starts one more thread",
    step: "7.3.7",
    shows: "starts-threads-when-broken",
    file: "supervisor.ts",
    edits: [[
      "    } else this.startThread();",
      "    }\n    this.startThread();",
    ]],
  },
  {
    name: "the error does not say which thread has ended",
    step: "7.3.7",
    shows: "tells-another-thread",
    file: "supervisor.ts",
    edits: [[
      "new ThreadDiedError(thread.name, reason)",
      "new ThreadDiedError(this.#name, reason)",
    ]],
  },
  {
    name: "the error of a broken pool mixes up module and reason",
    step: "7.3.7",
    shows: "mixes-up-module-and-reason",
    file: "supervisor.ts",
    edits: [[
      "new PoolBrokenError(this.#program.module, reason)",
      "new PoolBrokenError(reason, this.#program.module)",
    ]],
  },
  {
    name: "crashes count as deaths at birth",
    step: "7.3.7",
    shows: "counts-crashes-as-stillborn",
    file: "supervisor.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "this.#stillborn++;",
    ]],
  },
  {
    name: "a pool without threads lets its tasks wait for ever",
    step: "7.3.7",
    shows: "broken-pool-keeps-its-tasks",
    file: "thread_pool.ts",
    edits: [[
      "broken: (error) => void this.#end(error),",
      "broken: (error) => void (this.#refusal = error),",
    ]],
  },
  {
    name: "nobody notices that a thread ends by self.close()",
    step: "7.3.7",
    shows: "misses-a-thread-that-leaves",
    file: "given/thread_handle.ts",
    edits: [["    else void this.#watch();", ""]],
  },
  {
    name: "promises of dismissed tasks never settle",
    step: "7.3.7",
    shows: "dismissed-tasks-in-the-queue-never-settle",
    file: "task_table.ts",
    edits: [[
      "if (this.takeBack(slot)) job.reject(error);",
      "if (this.takeBack(slot)) void job;",
    ]],
  },
  {
    name: "a ready thread takes one from the deaths at birth",
    step: "7.3.7",
    shows: "counts-stillborn-threads-in-all",
    file: "supervisor.ts",
    edits: [[
      "thread.ready ? 0 : this.#stillborn + 1;",
      "thread.ready\n      ? Math.max(0, this.#stillborn - 1)\n      : this.#stillborn + 1;",
    ]],
  },
  {
    name: "the error of a dead thread mixes up name and reason",
    step: "7.3.7",
    shows: "mixes-up-thread-and-reason",
    file: "supervisor.ts",
    edits: [[
      "new ThreadDiedError(thread.name, reason)",
      "new ThreadDiedError(reason, thread.name)",
    ]],
  },
  {
    name: "only a thread that was busy is replaced",
    step: "7.3.7",
    shows: "stillborn-threads-are-not-replaced",
    file: "supervisor.ts",
    edits: [[
      "    job?.reject(",
      "    if (job === undefined) return;\n    job.reject(",
    ]],
  },
  {
    name: "the job of a dead thread is run again",
    step: "7.3.7",
    shows: "runs-it-again",
    file: "supervisor.ts",
    edits: [[
      "    job?.reject(new ThreadDiedError(thread.name, reason));\n",
      "    if (job !== undefined) this.#table.enqueue(this.#table.takeSlot(), job);\n",
    ], [
      "import { PoolBrokenError, ThreadDiedError } from",
      "import { PoolBrokenError } from",
    ]],
  },
  {
    name: "the job of a dead thread is run once more",
    step: "7.3.7",
    shows: "runs-it-again",
    file: "supervisor.ts",
    edits: [[
      "    job?.reject(new ThreadDiedError(thread.name, reason));",
      "    if (job && !tried.has(job)) {\n      tried.add(job);\n      this.#table.enqueue(this.#table.takeSlot(), job);\n    } else job?.reject(new ThreadDiedError(thread.name, reason));",
    ], [
      "/** How long, in milliseconds, end()",
      "const tried = new WeakSet<object>();\n\n/** How long, in milliseconds, end()",
    ]],
  },
  {
    name: "all pools count stillborn threads together",
    step: "7.3.7",
    shows: "counts-stillborn-threads-of-others",
    file: "supervisor.ts",
    edits: [[
      "  /** How many threads in a row have ended before they took a task. */\n  #stillborn = 0;\n",
      "",
    ], [
      "/** What the pool does when something happens to its threads. */\n",
      "/** How many threads in a row have ended before they took a task. */\nlet stillborn = 0;\n\n/** What the pool does when something happens to its threads. */\n",
    ], [
      "    this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;\n    if (this.#stillborn > MOST_STILLBORN) {\n",
      "    stillborn = thread.ready ? 0 : stillborn + 1;\n    if (stillborn > MOST_STILLBORN) {\n",
    ]],
  },
  {
    name: "a thread without a job is stillborn",
    step: "7.3.7",
    shows: "idle-threads-count-as-stillborn",
    file: "supervisor.ts",
    edits: [[
      "    const job = this.#table.giveUp(thread.number);\n    job?.reject(new ThreadDiedError(thread.name, reason));\n    this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;\n    if (this.#stillborn > MOST_STILLBORN) {\n      this.#events.broken(new PoolBrokenError(this.#program.module, reason));\n    } else this.startThread();\n",
      "    const job = this.#table.giveUp(thread.number);\n    if (job === undefined) {\n      this.#stillborn++;\n    } else {\n      this.#stillborn = 0;\n      job.reject(new ThreadDiedError(thread.name, reason));\n    }\n    if (this.#stillborn > MOST_STILLBORN) {\n      this.#events.broken(new PoolBrokenError(this.#program.module, reason));\n      return;\n    }\n    this.startThread();\n",
    ]],
  },
];
