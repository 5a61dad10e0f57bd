import { BoundedQueue } from "../bounded_queue.ts";
import { type SlotMemory, State, TaskSlots } from "./task_slots.ts";

/** What a thread attaches to. */
export interface SharedMemory {
  slots: SlotMemory;
  queue: SharedArrayBuffer;
  finished: SharedArrayBuffer;
}

/**
 * What a pool and its threads share: slots with tasks, and their numbers on the
 * way to a thread and back.
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

  get isFull(): boolean {
    return this.#free.length === 0;
  }

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

const NONE = -1;

/**
 * The slots that threads are done with. Threads add without a lock, so that the
 * pool's thread never waits for one: Treiber's stack, a word with the slot
 * added last, and for each slot the one added before. All are taken at once, so
 * no slot comes back while a thread holds on to it (the ABA problem).
 */
export class FinishedList {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly buffer: SharedArrayBuffer;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  static create(slots: number): FinishedList {
    const list = new FinishedList(new SharedArrayBuffer(4 + slots * 4));
    Atomics.store(list.#words, 0, NONE);
    return list;
  }

  /** Returns whether the list was empty before. */
  add(slot: number): boolean {
    for (;;) {
      const last = Atomics.load(this.#words, 0);
      Atomics.store(this.#words, 1 + slot, last);
      const seen = Atomics.compareExchange(this.#words, 0, last, slot);
      if (seen === last) return last === NONE;
    }
  }

  get isEmpty(): boolean {
    return Atomics.load(this.#words, 0) === NONE;
  }

  /** Takes all out, in the order in which they were added. */
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
