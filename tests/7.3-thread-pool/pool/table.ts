import { Admission } from "../../../lessons/7.3-thread-pool/admission.ts";
import { Job, Tally } from "../../../lessons/7.3-thread-pool/given/job.ts";
import {
  complete,
  type SubmitOptions,
  type ThreadPoolOptions,
} from "../../../lessons/7.3-thread-pool/given/pool.ts";
import { State } from "../../../lessons/7.3-thread-pool/given/task_slots.ts";
import { TaskTable } from "../../../lessons/7.3-thread-pool/task_table.ts";
import { follow, type Outcome } from "./with_pool.ts";

/**
 * A pool's table and admission without its threads: the test does what threads
 * would do, one thing at a time.
 */
export class Threadless {
  readonly tally = new Tally();
  readonly table: TaskTable<unknown, unknown>;
  readonly admission: Admission<unknown, unknown>;

  constructor(options: ThreadPoolOptions) {
    const settings = complete(options);
    this.table = new TaskTable(settings, this.tally);
    this.admission = new Admission(settings, this.table, this.tally);
  }

  /** Puts a task into the table, past the admission. */
  enqueue(task: unknown): { outcome: Outcome } {
    const job = new Job<unknown, unknown>(task, {});
    const followed = follow(job.promise);
    this.table.enqueue(this.table.takeSlot(), job);
    return followed;
  }

  /** Submits a task to the admission. */
  submit(task: unknown, options: SubmitOptions = {}): { outcome: Outcome } {
    const job = new Job<unknown, unknown>(task, options);
    const followed = follow(job.promise);
    this.admission.submit(job);
    return followed;
  }

  /** Takes the next slot out of the queue, as a thread does, if there is one. */
  begin(): number | undefined {
    const { queue, slots } = this.table.memory;
    const slot = queue.tryPop();
    if (slot !== undefined) slots.setState(slot, State.running);
    return slot;
  }

  /** Takes all slots out of the queue, also those of cancelled tasks. */
  takeAll(): number[] {
    const { queue } = this.table.memory;
    return Array.from({ length: queue.size }, () => queue.tryPop() ?? -1);
  }

  /** Ends the task in a slot, as a thread does. */
  finish(slot: number, ended: { value: unknown } | { error: unknown }): void {
    const { slots, finished } = this.table.memory;
    const failed = "error" in ended;
    slots.write(slot, failed ? ended.error : ended.value);
    slots.setState(slot, failed ? State.failed : State.succeeded);
    finished.add(slot);
  }

  /** The tasks in the queue, taken out of it. */
  drain(): unknown[] {
    const tasks: unknown[] = [];
    for (let slot; (slot = this.begin()) !== undefined;) {
      tasks.push(this.table.memory.slots.read(slot));
    }
    return tasks;
  }
}

/** What was refused or taken back so far, in words. */
export function countsOf({ tally: { counts } }: Threadless): string {
  const failed = counts.failed > 0 ? `, failed: ${counts.failed}` : "";
  return `rejected: ${counts.rejected}, cancelled: ${counts.cancelled}${failed}`;
}

/** What a call throws, if it does. */
export function thrownBy(call: () => void): Error | undefined {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  return undefined;
}
