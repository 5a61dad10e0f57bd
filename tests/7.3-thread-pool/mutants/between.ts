import type { Mutant } from "../../harness/mutant.ts";

/** Looks and acts in two, tasks that run twice or unseen, and the wrong task taken. */
export const betweenMutants: Mutant[] = [
  {
    name: "push() unlocks between the wait and the put",
    step: "7.3.1",
    shows: "unlocks-between",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);",
      `this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);
    token.unlock();
    token.lock();`,
    ]],
  },
  {
    name: "pop() unlocks between the wait and the take",
    step: "7.3.1",
    shows: "unlocks-between",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      `this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    token.unlock();
    token.lock();`,
    ]],
  },
  {
    name: "push() appends and waits then",
    step: "7.3.1",
    shows: "waits-after-the-change",
    file: "bounded_queue.ts",
    edits: [[
      `    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);
    if (this.#ring.closed) this.#refuse();
    this.#put(token, item);`,
      `    if (this.#ring.closed) this.#refuse();
    this.#ring.append(item);
    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);
    token.unlock();
    this.#notEmpty.notify();`,
    ]],
  },
  {
    name: "items of 16 bits",
    step: "7.3.1",
    shows: "cuts-items",
    file: "ring.ts",
    edits: [[
      "this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item;",
      "this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item << 16 >> 16;",
    ]],
  },
  {
    name: "tryPush() waits for 10 ms at least",
    step: "7.3.2",
    shows: "waits-without-time",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notFull.waitFor(token, ready, ms)",
      "this.#notFull.waitFor(token, ready, Math.max(ms, 10))",
    ]],
  },
  {
    name: "tryPop() without a time waits for a second",
    step: "7.3.2",
    shows: "waits-without-time",
    file: "bounded_queue.ts",
    edits: [["tryPop(ms = 0)", "tryPop(ms = 1000)"]],
  },
  {
    name: "tryPush() says closed when its time is over",
    step: "7.3.2",
    shows: "full-is-an-error",
    file: "bounded_queue.ts",
    edits: [[
      "if (!this.#notFull.waitFor(token, ready, ms)) return false;",
      "if (!this.#notFull.waitFor(token, ready, ms)) this.#refuse();",
    ]],
  },
  {
    name: "close() notifies consumers as many as items",
    step: "7.3.3",
    shows: "close-wakes-one",
    file: "bounded_queue.ts",
    edits: [[
      `    using _token = this.#mutex.lock();
    this.#ring.close();
    this.#notEmpty.notifyAll();
    this.#notFull.notifyAll();`,
      `    using _token = this.#mutex.lock();
    this.#ring.close();
    this.#notEmpty.notify(this.#ring.size);
    this.#notFull.notifyAll();`,
    ]],
  },
  {
    name: "a task that throws is tried once more",
    step: "7.3.4",
    shows: "does-it-twice",
    file: "pool_thread.ts",
    edits: [[
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      desk.fail(task, error);
    }`,
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      try { desk.succeed(task, await desk.run(task)); } catch { desk.fail(task, error); }
    }`,
    ]],
  },
  {
    name: "prints what a task throws",
    step: "7.3.4",
    shows: "swallows-task-errors",
    file: "pool_thread.ts",
    edits: [[
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      desk.fail(task, error);
    }`,
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      console.error(error);
    }`,
    ]],
  },
  {
    name: "a task runs without begin()",
    step: "7.3.4",
    shows: "never-begins",
    file: "pool_thread.ts",
    edits: [[
      `    if (!desk.begin(task)) continue;
`,
      "",
    ]],
  },
  {
    name: "a task that returns an error has failed",
    step: "7.3.4",
    shows: "returned-errors-reject",
    file: "pool_thread.ts",
    edits: [[
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      desk.fail(task, error);
    }`,
      `    try {
      const r = await desk.run(task); if (r instanceof Error) throw r; desk.succeed(task, r);
    } catch (error) {
      desk.fail(task, error);
    }`,
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
  {
    name: "as many may wait as the queue holds",
    step: "7.3.6",
    shows: "limits-those-who-wait",
    file: "admission.ts",
    edits: [[
      `    this.#waiting.push(job);
`,
      `    if (this.#waiting.size >= queue) return job.reject(new PoolFullError(threads, queue));
    this.#waiting.push(job);
`,
    ]],
  },
  {
    name: "a full pool throws the oldest task away",
    step: "7.3.6",
    shows: "evicts-another",
    file: "admission.ts",
    edits: [[
      "      return job.reject(new PoolFullError(threads, queue));",
      "      this.#table.jobs[0]?.reject(new PoolFullError(threads, queue)); return;",
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
    name: "pop() gives -1 at the end",
    step: "7.3.3",
    shows: "end-is-an-item",
    file: "bounded_queue.ts",
    edits: [[
      `return this.#take(token);
    // #endregion
  }

  /** Appends an item to the ring`,
      `return this.#take(token) ?? -1;
    // #endregion
  }

  /** Appends an item to the ring`,
    ]],
  },
  {
    name: "pop() throws when the queue is closed",
    step: "7.3.3",
    shows: "end-is-an-error",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      `this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    if (this.#ring.closed && !this.#ring.hasItem) this.#refuse();`,
    ]],
  },
  {
    name: "pop() gives undefined once the queue is closed",
    step: "7.3.3",
    shows: "close-throws-items-away",
    file: "bounded_queue.ts",
    edits: [[
      "this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);",
      `this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    if (this.#ring.closed) return undefined;`,
    ]],
  },
  {
    name: "tryPush() to a closed queue returns false",
    step: "7.3.3",
    shows: "closed-is-reported-as-full",
    file: "bounded_queue.ts",
    edits: [[
      `    if (!this.#notFull.waitFor(token, ready, ms)) return false;
    if (this.#ring.closed) this.#refuse();`,
      `    if (!this.#notFull.waitFor(token, ready, ms)) return false;
    if (this.#ring.closed) return false;`,
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
  {
    name: "pop() waits when it has taken",
    step: "7.3.1",
    shows: "waits-after-the-change",
    file: "bounded_queue.ts",
    edits: [[
      `    this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    return this.#take(token);`,
      `    const item = this.#ring.hasItem ? this.#ring.shift() : undefined;
    this.#notEmpty.wait(token, () => this.#ring.hasItem || this.#ring.closed);
    if (item === undefined) return this.#take(token);
    token.unlock();
    this.#notFull.notify();
    return item;`,
    ]],
  },
];
