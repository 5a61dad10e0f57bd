import type { Alternative, Mutant } from "../harness/mutant.ts";

/** Wrong versions of the solution, each caught by the tests of its step. */
export const mutants: Mutant[] = [
  {
    name: "spins on the full queue with the mutex locked, as the chapter does",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#hasRoom || this.#isClosed);",
      "while (!this.#hasRoom && !this.#isClosed && token.locked);",
    ]],
  },
  {
    name: "sleeps with the mutex locked",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#hasItem || this.#isClosed);",
      "while (!this.#hasItem && token.locked) Atomics.wait(this.#words, NOT_EMPTY, Atomics.load(this.#words, NOT_EMPTY));",
    ]],
  },
  {
    name: "polls: unlocks and locks instead of sleeping",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#hasItem || this.#isClosed);",
      "while (!this.#hasItem && !this.#isClosed) { token.unlock(); token.lock(); }",
    ]],
  },
  {
    name: "if for while in pop()",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#hasItem || this.#isClosed);",
      "let woken = 0; this.#notEmpty.wait(token, () => woken++ > 0 || this.#hasItem || this.#isClosed);",
    ]],
  },
  {
    name: "if for while in push()",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#hasRoom || this.#isClosed);",
      "let woken = 0; this.#notFull.wait(token, () => woken++ > 0 || this.#hasRoom || this.#isClosed);",
    ]],
  },
  {
    name: "capacity too large by one",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "return this.#size < this.capacity;",
      "return this.#size <= this.capacity;",
    ]],
  },
  {
    name: "no signal on pop",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [["    this.#notFull.notify();\n", ""]],
  },
  {
    name: "no signal on push",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [["    this.#notEmpty.notify();\n", ""]],
  },
  {
    name: "signals only when the queue was empty",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notify();\n",
      "    if (size === 0) this.#notEmpty.notify();\n",
    ], [
      "    this.#notFull.notify();\n",
      "    if (size === this.capacity) this.#notFull.notify();\n",
    ]],
  },
  {
    name: "last in, first out",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "const item = this.#words[ITEMS + head];\n    this.#words[HEAD] = (head + 1) % this.capacity;",
      "const item = this.#words[ITEMS + (head + size - 1) % this.capacity];",
    ]],
  },
  {
    name: "pushes without the mutex",
    step: "7.3.1",
    file: "bounded_queue.ts",
    edits: [[
      "    const size = this.#size;\n",
      "    token.unlock();\n    const size = this.#size;\n",
    ], [
      "    // Who wakes needs the mutex: it would go back to sleep if this held it.\n    token.unlock();\n",
      "",
    ]],
  },
  {
    name: "tryPush() appends although its time is over",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms) && ms === 0) return false;",
    ]],
  },
  {
    name: "tryPop() waits for ever",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.waitFor(token, ready, ms);",
      "if (ms > 0) this.#notEmpty.wait(token, ready);",
    ]],
  },
  {
    name: "time limits are ignored",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.waitFor(token, ready, ms);",
      "this.#notEmpty.waitFor(token, ready, 0);",
    ]],
  },
  {
    name: "size is the capacity",
    step: "7.3.2",
    file: "bounded_queue.ts",
    edits: [[
      "return this.#size;\n    // #endregion",
      "return this.capacity;\n    // #endregion",
    ]],
  },
  {
    name: "close() wakes one consumer and one producer",
    step: "7.3.3",
    file: "bounded_queue.ts",
    edits: [["this.#notEmpty.notifyAll();", "this.#notEmpty.notify();"], [
      "this.#notFull.notifyAll();",
      "this.#notFull.notify();",
    ]],
  },
  {
    name: "close() wakes consumers only",
    step: "7.3.3",
    file: "bounded_queue.ts",
    edits: [["    this.#notFull.notifyAll();\n", ""]],
  },
  {
    name: "close() throws away what is in the queue",
    step: "7.3.3",
    file: "bounded_queue.ts",
    edits: [[
      "this.#words[CLOSED] = 1;",
      "this.#words[CLOSED] = 1;\n    this.#words[SIZE] = 0;",
    ]],
  },
  {
    name: "close() writes without the mutex",
    step: "7.3.3",
    file: "bounded_queue.ts",
    edits: [[
      "using _token = this.#mutex.lock();\n    this.#words[CLOSED] = 1;",
      "this.#words[CLOSED] = 1;",
    ]],
  },
  {
    name: "push() to a closed queue is forgotten silently",
    step: "7.3.3",
    file: "bounded_queue.ts",
    edits: [[
      "    throw new QueueClosedError();",
      '    throw new Error("closed");',
    ]],
  },
  {
    name: "an error in a task ends the thread",
    step: "7.3.4",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "desk.fail(task, error);\n      return;",
    ]],
  },
  {
    name: "a rejected promise is not caught",
    step: "7.3.4",
    file: "pool_thread.ts",
    edits: [[
      "desk.succeed(task, await desk.run(task));",
      "const result = desk.run(task);\n      if (result instanceof Promise) {\n        await result.then((value) => desk.succeed(task, value));\n      } else desk.succeed(task, result);",
    ], [
      "desk.fail(task, error);",
      "if (error instanceof Error && error.message.startsWith('bad')) throw error;\n      desk.fail(task, error);",
    ]],
  },
  {
    name: "does not wait for promises",
    step: "7.3.4",
    file: "pool_thread.ts",
    edits: [[
      "desk.succeed(task, await desk.run(task));",
      "await null;\n      desk.succeed(task, desk.run(task));",
    ]],
  },
  {
    name: "takes the next task before this one has ended",
    step: "7.3.4",
    file: "pool_thread.ts",
    edits: [[
      "try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }",
      "void (async () => {\n      try {\n        desk.succeed(task, await desk.run(task));\n      } catch (error) {\n        desk.fail(task, error);\n      }\n    })();",
    ]],
  },
  {
    name: "runs cancelled tasks",
    step: "7.3.4",
    file: "pool_thread.ts",
    edits: [[
      "if (!desk.begin(task)) continue;",
      "desk.begin(task);",
    ]],
  },
  {
    name: "stops at a cancelled task",
    step: "7.3.4",
    file: "pool_thread.ts",
    edits: [[
      "if (!desk.begin(task)) continue;",
      "if (!desk.begin(task)) return;",
    ]],
  },
  {
    name: "goes on although the pool has given it up",
    step: "7.3.4",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "try {\n        desk.fail(task, error);\n      } catch {\n        // Too late.\n      }",
    ]],
  },
  {
    name: "a thread for each task",
    step: "7.3.5",
    file: "thread_pool.ts",
    edits: [[
      "    this.#queue.tryPush(slot);\n    // #endregion",
      "    this.#queue.tryPush(slot);\n    this.#startThread();\n    // #endregion",
    ]],
  },
  {
    name: "one thread only",
    step: "7.3.5",
    file: "thread_pool.ts",
    edits: [[
      "for (let i = 0; i < threads; i++) this.#startThread();",
      "this.#startThread();",
    ]],
  },
  {
    name: "results in the order of submission",
    step: "7.3.5",
    file: "thread_pool.ts",
    edits: [[
      "const job = this.#release(slot);",
      "const [oldest = slot] = this.#jobs.keys();\n    const job = this.#jobs.get(oldest);\n    const other = this.#jobs.get(slot);\n    if (other !== undefined) this.#jobs.set(oldest, other);\n    this.#release(slot);",
    ]],
  },
  {
    name: "only one finished task is collected at a time",
    step: "7.3.5",
    file: "thread_pool.ts",
    edits: [[
      "for (const slot of this.#finished.takeAll()) this.#settle(slot);\n    // #endregion",
      "const [slot] = this.#finished.takeAll();\n    if (slot !== undefined) this.#settle(slot);\n    // #endregion",
    ]],
  },
  {
    name: "errors resolve the promise",
    step: "7.3.5",
    file: "thread_pool.ts",
    edits: [[
      "      job.reject(value);",
      "      job.resolve(value as Result);",
    ]],
  },
  {
    name: "the queue is in the accepting thread",
    step: "7.3.5",
    file: "thread_pool.ts",
    edits: [[
      "    this.#queue.tryPush(slot);\n    // #endregion",
      "    this.#handOut();\n    // #endregion",
    ], [
      "  /** Called when a thread has told that tasks are finished. */",
      "  #handOut(): void {\n    const out = [...this.#jobs.keys()];\n    const busy = out.filter((slot) => this.#out.has(slot)).length;\n    const next = out.filter((slot) => !this.#out.has(slot));\n    for (const slot of next.slice(0, this.#options.threads - busy)) {\n      this.#out.add(slot);\n      this.#queue.tryPush(slot);\n    }\n  }\n  readonly #out = new Set<number>();\n\n  /** Called when a thread has told that tasks are finished. */",
    ], [
      "    const job = this.#release(slot);\n    if (job === undefined) return;",
      "    const job = this.#release(slot);\n    this.#out.delete(slot);\n    this.#handOut();\n    if (job === undefined) return;",
    ]],
  },
  {
    name: "a task that cannot be cloned keeps its slot",
    step: "7.3.5",
    file: "thread_pool.ts",
    edits: [[
      "      this.#free.push(slot);\n      return job.reject(error);",
      "      return job.reject(error);",
    ]],
  },
  {
    name: "rejects when it should wait",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [['if (onFull === "reject") {', "if (onFull) {"]],
  },
  {
    name: "waits when it should reject",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [[
      'if (onFull === "reject") {',
      'if (onFull === "reject" && threads === 0) {',
    ]],
  },
  {
    name: "room for one task too many",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [[
      "return this.#jobs.size < this.#limit;",
      "return this.#jobs.size <= this.#limit;",
    ]],
  },
  {
    name: "room for one task too few",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [[
      "return this.#jobs.size < this.#limit;",
      "return this.#jobs.size < this.#limit - 1;",
    ]],
  },
  {
    name: "who waits is never admitted",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [["while (this.#hasRoom) {", "while (false) {"]],
  },
  {
    name: "admits one although there is no room",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [["while (this.#hasRoom) {", "while (true) {"]],
  },
  {
    name: "a cancelled task runs all the same",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [["if (!this.#takeBack(slot)) return;", ""]],
  },
  {
    name: "a task that runs is cancelled, too",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [["if (!this.#takeBack(slot)) return;", "this.#takeBack(slot);"]],
  },
  {
    name: "a cancelled task leaves no room",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [[
      "      job.reject(job.signal?.reason);\n      this.#admit();",
      "      job.reject(job.signal?.reason);",
    ]],
  },
  {
    name: "a task that waits cannot be cancelled",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [[
      "    job.onAbort(() => {\n      this.#waiting.delete(job);",
      '    if (onFull !== "wait") job.onAbort(() => {\n      this.#waiting.delete(job);',
    ]],
  },
  {
    name: "a cancelled task that waits is admitted later",
    step: "7.3.6",
    file: "thread_pool.ts",
    edits: [["      this.#waiting.delete(job);\n", ""]],
  },
  {
    name: "listeners stay on the signal",
    step: "7.3.6",
    file: "job.ts",
    edits: [[
      '    this.#signal?.removeEventListener("abort", this.#onAbort);\n',
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
  {
    name: "the crashed thread's task never settles",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "this.#release(slot)?.reject(new ThreadDiedError(thread.name, reason));",
      "this.#release(slot);",
    ]],
  },
  {
    name: "a crashed thread is not replaced",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [["} else this.#startThread();", "}"]],
  },
  {
    name: "two threads for one that crashed",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "} else this.#startThread();",
      "} else {\n      this.#startThread();\n      this.#startThread();\n    }",
    ]],
  },
  {
    name: "the place of a crashed task is lost",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "this.#release(slot)?.reject(new ThreadDiedError(thread.name, reason));",
      "this.#jobs.get(slot)?.reject(new ThreadDiedError(thread.name, reason));",
    ]],
  },
  {
    name: "a crash rejects every task",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "    const slot = this.#giveUp(thread);\n    if (slot !== undefined) {",
      "    this.#giveUp(thread);\n    for (const slot of this.#jobs.keys()) {",
    ]],
  },
  {
    name: "a storm of threads that die at birth",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "this.#stillborn = 0;",
    ]],
  },
  {
    name: "crashes count as deaths at birth",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;",
      "this.#stillborn++;",
    ]],
  },
  {
    name: "a pool without threads lets its tasks wait for ever",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "void this.#end(new PoolBrokenError(this.#module, reason));",
      "this.#refusal = new PoolBrokenError(this.#module, reason);",
    ]],
  },
  {
    name: "nobody notices that a thread ends by self.close()",
    step: "7.3.7",
    file: "thread_handle.ts",
    edits: [["    else void this.#watch();", ""]],
  },
  {
    name: "counts running tasks as queued",
    step: "7.3.8",
    file: "thread_pool.ts",
    edits: [[
      "filter((state) => state === State.queued).length",
      "filter((state) => state !== State.free).length",
    ]],
  },
  {
    name: "wait times and run times are mixed up",
    step: "7.3.8",
    file: "thread_pool.ts",
    edits: [[
      "waitTime: this.#waitTimes.summary(),\n      runTime: this.#runTimes.summary(),",
      "waitTime: this.#runTimes.summary(),\n      runTime: this.#waitTimes.summary(),",
    ]],
  },
  {
    name: "percentile of the buckets, not of the times",
    step: "7.3.8",
    file: "time_histogram.ts",
    edits: [["      counted += count;", "      if (count > 0) counted++;"]],
  },
  {
    name: "percentile off by one",
    step: "7.3.8",
    file: "time_histogram.ts",
    edits: [["if (counted >= wanted)", "if (counted > wanted)"]],
  },
  {
    name: "shutdown() does not wait for tasks that wait for room",
    step: "7.3.8",
    file: "thread_pool.ts",
    edits: [[
      "const jobs = [...this.#jobs.values(), ...this.#waiting.toArray()];",
      "const jobs = [...this.#jobs.values()];",
    ]],
  },
  {
    name: "shutdown() throws the queue away in any case",
    step: "7.3.8",
    file: "thread_pool.ts",
    edits: [[
      "if (!drain) this.#dismiss(this.#refusal);",
      "this.#dismiss(this.#refusal);",
    ]],
  },
  {
    name: "shutdown({ drain: false }) runs the queue all the same",
    step: "7.3.8",
    file: "thread_pool.ts",
    edits: [["if (!drain) this.#dismiss(this.#refusal);", ""]],
  },
  {
    name: "promises of dismissed tasks never settle",
    step: "7.3.7",
    file: "thread_pool.ts",
    edits: [[
      "if (this.#takeBack(slot)) job.reject(error);",
      "this.#takeBack(slot);",
    ]],
  },
  {
    name: "takes tasks after shutdown()",
    step: "7.3.8",
    file: "thread_pool.ts",
    edits: [[
      "this.#refusal ??= new PoolClosedError();\n    if (!drain) this.#dismiss(this.#refusal);",
      "if (!drain) this.#dismiss(new PoolClosedError());",
    ]],
  },
  {
    name: "shutdown() leaves the threads asleep",
    step: "7.3.8",
    file: "thread_pool.ts",
    edits: [[
      "jobs.map(({ promise }) => promise));\n    await this.close();",
      "jobs.map(({ promise }) => promise));",
    ]],
  },
  {
    name: "the event loop answers itself",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [[
      "await writeLine(conn, await this.pool.submit(line));",
      "const { default: answer } = await import(this.handler);\n      await writeLine(conn, await answer(line));",
    ], [
      "    this.pool = new ThreadPool(options.handler, options);",
      "    this.pool = new ThreadPool(options.handler, options);\n    this.handler = options.handler.href;",
    ], [
      "  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;\n",
      "  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;\n  readonly handler: string;\n",
    ]],
  },
  {
    name: "answers overtake each other",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));\n    }",
      "      pending.push(this.pool.submit(line).then((l) => writeLine(conn, l)));\n    }\n    await Promise.all(pending);",
    ], [
      "    for await (const line of lines(conn)) {",
      "    const pending: Promise<void>[] = [];\n    for await (const line of lines(conn)) {",
    ]],
  },
  {
    name: "one client at a time",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "for await (const conn of this.listener) {\n      this.admit(conn);\n      await this.serving.get(conn);\n    }",
    ]],
  },
  {
    name: "a client that is gone keeps its thread",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [[
      "const gone = () => channel.close();",
      "const gone = () => {};",
    ]],
  },
  {
    name: "the channel's output is never ended",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [["\n      .finally(() => channel.output.end());", ";"]],
  },
  {
    name: "accepts more clients than there is room for",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [[
      'if (this.#options.onFull === "wait") await this.#vacancy();',
      "",
    ]],
  },
  {
    name: "lets clients wait that it should turn away",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [[
      'if (this.#options.onFull === "wait") await this.#vacancy();',
      "await this.#vacancy();",
    ]],
  },
  {
    name: "reads the client's bytes only when the thread has finished writing",
    step: "7.3.9",
    file: "pool_server.ts",
    edits: [[
      "const down = downstream(conn, channel).catch(gone);",
      "const down = up.then(() => downstream(conn, channel)).catch(gone);",
    ]],
  },
];

/** Correct versions that differ from the solution. */
export const alternatives: Alternative[] = [
  { folder: "lock-free", differs: "a queue without a lock: Vyukov's" },
  { folder: "result-messages", differs: "results travel as messages" },
];
