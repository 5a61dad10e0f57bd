import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the queue's close(). */
export const closeMutants: Mutant[] = [
  {
    name: "close() wakes one consumer and one producer",
    step: "7.3.3",
    shows: "close-wakes-one",
    file: "bounded_queue.ts",
    edits: [["this.#notEmpty.notifyAll();", "this.#notEmpty.notify();"], [
      "this.#notFull.notifyAll();",
      "this.#notFull.notify();",
    ]],
  },
  {
    name: "close() wakes consumers only",
    step: "7.3.3",
    shows: "close-wakes-one-side",
    file: "bounded_queue.ts",
    edits: [["    this.#notFull.notifyAll();\n", ""]],
  },
  {
    name: "close() throws away what is in the queue",
    step: "7.3.3",
    shows: "close-throws-items-away",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#ring.close();\n",
      "    this.#ring.close();\n    while (this.#ring.hasItem) this.#ring.shift();\n",
    ]],
  },
  {
    name: "close() writes without the mutex",
    step: "7.3.3",
    shows: "closes-unlocked",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    this.#ring.close();\n",
      "    this.#ring.close();\n",
    ]],
  },
  {
    name: "close() wakes consumers of an empty queue only",
    step: "7.3.3",
    shows: "close-wakes-at-the-edge-only",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notifyAll();\n",
      "    if (!this.#ring.hasItem) this.#notEmpty.notifyAll();\n",
    ]],
  },
  {
    name: "close() wakes producers at a full queue only",
    step: "7.3.3",
    shows: "close-wakes-at-the-edge-only",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notFull.notifyAll();\n",
      "    if (!this.#ring.hasRoom) this.#notFull.notifyAll();\n",
    ]],
  },
  {
    name: "close() wakes consumers only if no producer slept",
    step: "7.3.3",
    shows: "close-wakes-at-the-edge-only",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "    if (this.#notFull.notifyAll() === 0) this.#notEmpty.notifyAll();\n",
    ]],
  },
  {
    name: "close() waits until the queue is empty",
    step: "7.3.3",
    shows: "close-waits",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#ring.close();\n",
      "    this.#notFull.wait(_token, () => !this.#ring.hasItem);\n    this.#ring.close();\n",
    ]],
  },
  {
    name: "close() notes the end and wakes nobody",
    step: "7.3.3",
    shows: "close-wakes-nobody",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "",
    ]],
  },
  {
    name: "close() wakes all, and then locks and notes the end",
    step: "7.3.3",
    shows: "close-wakes-too-early",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    this.#ring.close();\n    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n    using _token = this.#mutex.lock();\n    this.#ring.close();\n",
    ]],
  },
  {
    name: "close() wakes producers before it notes the end",
    step: "7.3.3",
    shows: "close-wakes-too-early",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    this.#ring.close();\n    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "    this.#notFull.notifyAll();\n    using _token = this.#mutex.lock();\n    this.#ring.close();\n    this.#notEmpty.notifyAll();\n",
    ]],
  },
  {
    name: "close() wakes all and notes nothing",
    step: "7.3.3",
    shows: "close-is-not-noted",
    file: "bounded_queue.ts",
    edits: [["    this.#ring.close();\n", ""]],
  },
  {
    name: "a second close() throws",
    step: "7.3.3",
    shows: "second-close-fails",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#ring.close();\n",
      "    if (this.#ring.closed) this.#refuse();\n    this.#ring.close();\n",
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
    name: "close() wakes ten consumers and ten producers, one by one",
    step: "7.3.3",
    shows: "close-wakes-one",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "    for (let i = 0; i < 10; i++) {\n      this.#notEmpty.notify();\n      this.#notFull.notify();\n    }\n",
    ]],
  },
  {
    name: "close() wakes ten producers",
    step: "7.3.3",
    shows: "close-wakes-one",
    file: "bounded_queue.ts",
    edits: [["this.#notFull.notifyAll();", "this.#notFull.notify(10);"]],
  },
  {
    name: "#put() calls notify() without its object",
    step: "7.3.1",
    shows: "calls-without-this",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notify();\n",
      "    const { notify } = this.#notEmpty;\n    notify();\n",
    ]],
  },
  {
    name: "close() calls notifyAll() without its object",
    step: "7.3.3",
    shows: "calls-without-this",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "    for (const { notifyAll } of [this.#notEmpty, this.#notFull]) notifyAll();\n",
    ]],
  },
  {
    name: "close() looks whether it was called before, and then locks",
    step: "7.3.3",
    shows: "touches-the-ring-unlocked",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    this.#ring.close();",
      "    if (this.#ring.closed) return;\n    using _token = this.#mutex.lock();\n    this.#ring.close();",
    ]],
  },
  {
    name: "close() does not unlock",
    step: "7.3.3",
    shows: "mutex-stays-locked",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    this.#ring.close();",
      "    this.#mutex.lock();\n    this.#ring.close();",
    ]],
  },
  {
    name: "close() goes on if the mutex is not free",
    step: "7.3.3",
    shows: "goes-on-without-the-mutex",
    file: "bounded_queue.ts",
    edits: [[
      "    using _token = this.#mutex.lock();\n    this.#ring.close();\n    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "    // The main thread calls this: it must not wait for the mutex.\n    using _token = this.#mutex.lockIfAvailable();\n    this.#ring.close();\n    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
    ]],
  },
  {
    name: "close() wakes all in a microtask, when the mutex is unlocked",
    step: "7.3.3",
    shows: "puts-off-a-part",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notEmpty.notifyAll();\n    this.#notFull.notifyAll();\n",
      "    queueMicrotask(() => {\n      this.#notEmpty.notifyAll();\n      this.#notFull.notifyAll();\n    });\n",
    ]],
  },
  {
    name: "#put() wakes a consumer in a microtask, when the mutex is unlocked",
    step: "7.3.1",
    shows: "puts-off-a-part",
    file: "bounded_queue.ts",
    edits: [[
      "    token.unlock();\n    this.#notEmpty.notify();\n",
      "    queueMicrotask(() => this.#notEmpty.notify());\n    token.unlock();\n",
    ]],
  },
];
