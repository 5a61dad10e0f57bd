import type { Sleeper } from "./state.ts";

/** Nobody; shared, as most steps wake nobody. */
const NONE: readonly never[] = [];

/** The threads that sleep on words of the buffer, while a step is done. */
export class WaitQueue {
  /** Threads that were notified in this step, in order. */
  woken: readonly number[] = NONE;
  #sleepers: readonly Sleeper[];

  constructor(sleepers: readonly Sleeper[]) {
    this.#sleepers = sleepers;
  }

  /** Who sleeps now: by address, and in order of arrival on each. */
  get sleepers(): readonly Sleeper[] {
    return this.#sleepers;
  }

  /** Puts a thread to sleep. */
  sleep(thread: number, address: number): void {
    const index = this.#sleepers.findIndex((one) => one.address > address);
    this.#sleepers = this.#sleepers.toSpliced(
      index < 0 ? this.#sleepers.length : index,
      0,
      { thread, address },
    );
  }

  /** Wakes those who came first; returns how many. */
  notify(address: number, count: number): number {
    if (this.#sleepers.length === 0) return 0;
    const woken = this.#sleepers.filter((one) => one.address === address)
      .slice(0, count);
    for (const { thread } of woken) this.wake(thread);
    this.woken = [...this.woken, ...woken.map((one) => one.thread)];
    return woken.length;
  }

  /** Takes a thread out without a notify. */
  wake(thread: number): void {
    this.#sleepers = this.#sleepers.filter((one) => one.thread !== thread);
  }
}
