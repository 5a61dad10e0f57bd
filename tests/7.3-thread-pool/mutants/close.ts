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
    name: "push() to a closed queue throws another error",
    step: "7.3.3",
    shows: "refuses-with-another-error",
    file: "bounded_queue.ts",
    edits: [[
      "    throw new QueueClosedError();",
      '    throw new Error("closed");',
    ]],
  },
  {
    name: "close() refuses only who comes later",
    step: "7.3.3",
    shows: "asks-for-the-end-before-the-sleep-only",
    file: "bounded_queue.ts",
    edits: [[
      "    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);\n    if (this.#ring.closed) this.#refuse();",
      "    if (this.#ring.closed) this.#refuse();\n    this.#notFull.wait(token, () => this.#ring.hasRoom || this.#ring.closed);\n    if (!this.#ring.hasRoom) this.#refuse();",
    ]],
  },
  {
    name: "tryPush() looks whether the queue is closed before it sleeps only",
    step: "7.3.3",
    shows: "asks-for-the-end-before-the-sleep-only",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (this.#ring.closed) this.#refuse();",
      "    if (this.#ring.closed) this.#refuse();\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n    if (!this.#ring.hasRoom) this.#refuse();",
    ]],
  },
  {
    name: "tryPush() sleeps on when the queue is closed",
    step: "7.3.3",
    shows: "sleeps-though-closed",
    file: "bounded_queue.ts",
    edits: [[
      "const ready = () => this.#ring.hasRoom || this.#ring.closed;",
      "const ready = () => this.#ring.hasRoom;",
    ]],
  },
  {
    name: "a wait with a time limit does not look whether the queue is closed",
    step: "7.3.3",
    shows: "sleeps-though-closed",
    file: "bounded_queue.ts",
    edits: [[
      "const ready = () => this.#ring.hasItem || this.#ring.closed;",
      "const ready = () => this.#ring.hasItem;",
    ]],
  },
  {
    name: "push() does not ask whether the queue is closed",
    step: "7.3.3",
    shows: "pushes-into-a-closed-queue",
    file: "bounded_queue.ts",
    edits: [[
      "    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    // #endregion",
      "    this.#put(token, item);\n    // #endregion",
    ]],
  },
  {
    name: "push() takes it that a closed queue has no room",
    step: "7.3.3",
    shows: "pushes-into-a-closed-queue",
    file: "bounded_queue.ts",
    edits: [[
      "    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    // #endregion",
      "    if (!this.#ring.hasRoom) this.#refuse();\n    this.#put(token, item);\n    // #endregion",
    ]],
  },
  {
    name: "tryPush() does not ask whether the queue is closed",
    step: "7.3.3",
    shows: "pushes-into-a-closed-queue",
    file: "bounded_queue.ts",
    edits: [[
      "    if (this.#ring.closed) this.#refuse();\n    this.#put(token, item);\n    return true;",
      "    this.#put(token, item);\n    return true;",
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
    name:
      "tryPush() without time sees that the queue is full, and not that it is closed",
    step: "7.3.3",
    shows: "full-hides-the-end",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    if (ms === 0 && !this.#ring.hasRoom) return false;\n    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
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
    shows: "end-comes-before-the-items",
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
    name: "tryPush() asks for room before the end",
    step: "7.3.3",
    shows: "full-hides-the-end",
    file: "bounded_queue.ts",
    edits: [[
      "    if (!this.#notFull.waitFor(token, ready, ms)) return false;\n",
      "    this.#notFull.waitFor(token, ready, ms);\n    if (!this.#ring.hasRoom) return false;\n",
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
];
