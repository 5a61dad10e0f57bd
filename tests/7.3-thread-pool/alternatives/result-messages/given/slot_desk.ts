import type { ThreadMessage } from "./messages.ts";
import type { TaskDesk, TaskFunction } from "../pool_thread.ts";
import { State, type TaskSlots } from "./task_slots.ts";

/** The desk of a thread that posts its results, each in a message. */
export class SlotDesk implements TaskDesk {
  readonly #thread: number;
  readonly #slots: TaskSlots;
  readonly #function: TaskFunction;
  readonly #data: unknown;
  readonly #tell: (message: ThreadMessage) => void;
  #dead = false;

  constructor(
    thread: number,
    slots: TaskSlots,
    run: { function: TaskFunction; data: unknown },
    tell: (message: ThreadMessage) => void,
  ) {
    this.#thread = thread;
    this.#slots = slots;
    this.#function = run.function;
    this.#data = run.data;
    this.#tell = tell;
  }

  begin(slot: number): boolean {
    this.#slots.setThread(slot, this.#thread);
    this.#slots.setStarted(slot);
    if (this.#slots.swapState(slot, State.queued, State.running)) return true;
    this.#tell({ type: "dropped", slot });
    return false;
  }

  run(slot: number): unknown {
    return this.#function(this.#slots.read(slot), this.#data);
  }

  succeed(slot: number, value: unknown): void {
    this.#end(slot, value, false);
  }

  fail(slot: number, error: unknown): void {
    this.#end(slot, error, true);
  }

  /** The thread is about to end: it takes no more tasks and reports none. */
  die(): void {
    this.#dead = true;
  }

  #end(slot: number, value: unknown, failed: boolean): void {
    if (this.#dead || this.#slots.state(slot) !== State.running) {
      throw new Error(
        `Cannot report task ${slot} as the pool has given this thread up`,
      );
    }
    this.#slots.setEnded(slot);
    this.#tell({ type: "result", slot, value, failed });
  }
}
