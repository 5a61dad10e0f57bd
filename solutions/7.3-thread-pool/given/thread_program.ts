/// <reference lib="deno.worker" />
/** The program of a pool's thread: what `pthread_create()` starts in C. */
import { BoundedQueue } from "../bounded_queue.ts";
import { FinishedList } from "./pool_memory.ts";
import { holdLifeLock } from "../../given/lifetime.ts";
import type { StartMessage, ThreadMessage } from "./thread_handle.ts";
import {
  poolThread,
  type TaskDesk,
  type TaskFunction,
} from "../pool_thread.ts";
import { State, TaskSlots } from "./task_slots.ts";

/** The desk of one thread: its tasks lie in slots of shared memory. */
class SlotDesk implements TaskDesk {
  readonly #thread: number;
  readonly #slots: TaskSlots;
  readonly #finished: FinishedList;
  readonly #function: TaskFunction;
  readonly #data: unknown;
  readonly #tell: () => void;
  #dead = false;

  /**
   * @param thread The thread's number.
   * @param run The function and its second argument.
   * @param tell Called when there is something in the list again.
   */
  constructor(
    thread: number,
    { slots, finished }: { slots: TaskSlots; finished: FinishedList },
    run: { function: TaskFunction; data: unknown },
    tell: () => void,
  ) {
    this.#thread = thread;
    this.#slots = slots;
    this.#finished = finished;
    this.#function = run.function;
    this.#data = run.data;
    this.#tell = tell;
  }

  begin(slot: number): boolean {
    this.#slots.setThread(slot, this.#thread);
    this.#slots.setStarted(slot);
    if (this.#slots.swapState(slot, State.queued, State.running)) return true;
    this.#report(slot);
    return false;
  }

  run(slot: number): unknown {
    return this.#function(this.#slots.read(slot), this.#data);
  }

  succeed(slot: number, result: unknown): void {
    this.#slots.write(slot, result);
    this.#end(slot, State.succeeded);
  }

  fail(slot: number, error: unknown): void {
    try {
      this.#slots.write(slot, error);
    } catch {
      this.#slots.write(
        slot,
        new Error(`Cannot clone what the task threw: ${Deno.inspect(error)}`),
      );
    }
    this.#end(slot, State.failed);
  }

  /** The thread is about to end: it takes no more tasks and reports none. */
  die(): void {
    this.#dead = true;
  }

  #end(slot: number, state: number): void {
    this.#slots.setEnded(slot);
    if (this.#dead || !this.#slots.swapState(slot, State.running, state)) {
      // The thread must not go back to the queue: it may be terminated while
      // it holds the queue's mutex, which nobody could unlock then.
      throw new Error(
        `Cannot report task ${slot} as the pool has given this thread up`,
      );
    }
    this.#report(slot);
  }

  #report(slot: number): void {
    if (this.#finished.add(slot)) this.#tell();
  }
}

let desk: SlotDesk | undefined;

function tell(message: ThreadMessage): void {
  self.postMessage(message);
}

async function run(start: StartMessage): Promise<void> {
  await holdLifeLock(self.name);
  tell({ type: "born" });
  const { default: task }: { default?: TaskFunction } = await import(
    start.module
  );
  if (typeof task !== "function") {
    throw new TypeError(
      `Cannot start thread as ${start.module} has no function as its default export`,
    );
  }
  desk = new SlotDesk(
    start.thread,
    {
      slots: new TaskSlots(start.slots),
      finished: new FinishedList(start.finished),
    },
    { function: task, data: start.data },
    () => tell({ type: "finished" }),
  );
  tell({ type: "ready" });
  await poolThread(new BoundedQueue(start.queue), desk);
  self.close();
}

/** Ends this thread, as something in it threw that nobody has caught. */
function die(error: unknown): void {
  desk?.die();
  const reason = error instanceof Error ? error.message : Deno.inspect(error);
  tell({ type: "died", reason });
  self.close();
}

self.addEventListener("error", (event) => {
  event.preventDefault();
  die(event.error ?? event.message);
});
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  die(event.reason);
});
self.onmessage = ({ data }: MessageEvent<StartMessage>) => run(data);
