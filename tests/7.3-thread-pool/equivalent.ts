import type { Equivalent } from "../harness/mutant.ts";

const CLOSED_LATER =
  "In this step nothing closes a queue: close() is step 7.3.3, whose first test pushes to a closed queue.";

const UNDER_THE_MUTEX =
  "close() holds the mutex until its end: whoever it wakes looks at the queue afterwards.";

/** Changes of the solution that nobody can tell from it, with the reason. */
export const equivalent: Equivalent[] = [
  {
    file: "bounded_queue.ts",
    from: "if (this.#ring.closed) this.#refuse();",
    to: "if (this.#ring.closed) ;",
    asked: "7.3.3",
    because: CLOSED_LATER,
  },
  {
    file: "bounded_queue.ts",
    from: "if (this.#ring.closed) this.#refuse();",
    to: "if (false) this.#refuse();",
    asked: "7.3.3",
    because: CLOSED_LATER,
  },
  {
    file: "bounded_queue.ts",
    from: "if (!this.#ring.hasItem) return undefined;",
    to: "if (false) return undefined;",
    asked: "7.3.2",
    because:
      "In this step pop() takes an item only when there is one: tryPop() of an empty queue is step 7.3.2, whose first test calls it.",
  },
  {
    file: "bounded_queue.ts",
    from: "this.#ring.close(); this.#notEmpty.notifyAll();",
    to: "this.#notEmpty.notifyAll(); this.#ring.close();",
    because: UNDER_THE_MUTEX,
  },
  {
    file: "bounded_queue.ts",
    from: "this.#notEmpty.notifyAll(); this.#notFull.notifyAll();",
    to: "this.#notFull.notifyAll(); this.#notEmpty.notifyAll();",
    because: UNDER_THE_MUTEX,
  },
  {
    file: "admission.ts",
    from: "job.reject(job.signal?.reason);",
    to: "job.reject(job.signal.reason);",
    because:
      "This runs when the job's signal is aborted, so that the job has one; the compiler does not know.",
  },
];
