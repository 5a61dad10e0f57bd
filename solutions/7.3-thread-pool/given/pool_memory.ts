import { BoundedQueue } from "../bounded_queue.ts";
import { FinishedList } from "./finished_list.ts";
import type { StartMessage } from "./messages.ts";
import { State, TaskSlots } from "./task_slots.ts";

/**
 * What a pool and its threads share: slots with tasks in them, and the numbers
 * of slots on their way to a thread and back.
 */
export class PoolMemory {
  readonly slots: TaskSlots;
  /** The slots whose tasks wait for a thread, in order. */
  readonly queue: BoundedQueue;
  /** The slots that threads are done with. */
  readonly finished: FinishedList;
  /** What a thread is given to attach to all three. */
  readonly shared: Pick<StartMessage, "queue" | "slots" | "finished">;
  /** The slots with nothing in them. Only the pool knows which. */
  readonly #free: number[];

  /** Makes so many free slots. */
  constructor(slots: number) {
    const queue = new SharedArrayBuffer(BoundedQueue.byteLength(slots));
    this.slots = TaskSlots.create(slots);
    this.queue = BoundedQueue.initialize(queue, 0, slots);
    this.finished = FinishedList.create(slots);
    this.shared = {
      queue,
      slots: this.slots.memory,
      finished: this.finished.buffer,
    };
    this.#free = [...Array(slots).keys()].reverse();
  }

  /** Whether no slot is free. */
  get isFull(): boolean {
    return this.#free.length === 0;
  }

  /** A free slot, which is free no more. */
  takeSlot(): number {
    const slot = this.#free.pop();
    if (slot === undefined) throw new Error("Cannot find a free slot");
    return slot;
  }

  freeSlot(slot: number): void {
    this.#free.push(slot);
  }

  /** Frees the slots of cancelled tasks that no thread has come to yet. */
  dropCancelled(): void {
    for (let left = this.queue.size; left > 0; left--) {
      const slot = this.queue.tryPop();
      if (slot === undefined) return;
      if (this.slots.state(slot) === State.cancelled) this.freeSlot(slot);
      else this.queue.tryPush(slot);
    }
  }
}
