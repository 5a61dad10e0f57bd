import { BoundedQueue } from "../bounded_queue.ts";
import { type SlotMemory, State, TaskSlots } from "./task_slots.ts";

/** What a thread is given to attach to a {@linkcode PoolMemory}. */
export interface SharedMemory {
  slots: SlotMemory;
  /** Of the queue of slots. */
  queue: SharedArrayBuffer;
  /** Of the list of finished ones. */
  finished: SharedArrayBuffer;
}

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
  readonly shared: SharedMemory;
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

/** There is nothing in the list. */
const NONE = -1;

/**
 * The slots that threads are done with and the pool has not looked at. Threads
 * add to it without a lock, so that the pool's thread never waits for one.
 *
 * It is Treiber's stack: a word with the slot added last, and beside it for
 * each slot the one added before. As all are taken at once, no slot can come
 * back while another thread holds on to it (the ABA problem).
 */
export class FinishedList {
  readonly #words: Int32Array<SharedArrayBuffer>;
  /** What another thread must be given to attach to the same list. */
  readonly buffer: SharedArrayBuffer;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  /** Makes an empty list for slots from 0 up to `slots`. */
  static create(slots: number): FinishedList {
    const list = new FinishedList(new SharedArrayBuffer(4 + slots * 4));
    Atomics.store(list.#words, 0, NONE);
    return list;
  }

  /** Adds a slot. Returns whether the list was empty before. */
  add(slot: number): boolean {
    for (;;) {
      const last = Atomics.load(this.#words, 0);
      Atomics.store(this.#words, 1 + slot, last);
      const seen = Atomics.compareExchange(this.#words, 0, last, slot);
      if (seen === last) return last === NONE;
    }
  }

  /** Whether there is nothing to take. */
  get isEmpty(): boolean {
    return Atomics.load(this.#words, 0) === NONE;
  }

  /** Takes all slots out, in the order in which they were added. */
  takeAll(): number[] {
    const slots: number[] = [];
    let slot = Atomics.exchange(this.#words, 0, NONE);
    while (slot !== NONE) {
      slots.push(slot);
      slot = Atomics.load(this.#words, 1 + slot);
    }
    return slots.reverse();
  }
}
