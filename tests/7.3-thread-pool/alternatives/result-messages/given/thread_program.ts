/// <reference lib="deno.worker" />
/** The program of a pool's thread: what `pthread_create()` starts in C. */
import { BoundedQueue } from "../bounded_queue.ts";
import { holdLifeLock } from "../../given/lifetime.ts";
import type { StartMessage, ThreadMessage } from "./thread_handle.ts";
import {
  poolThread,
  type TaskDesk,
  type TaskFunction,
} from "../pool_thread.ts";
import { State, TaskSlots } from "./task_slots.ts";

/** The desk of a thread that posts its results, each in a message. */
class SlotDesk implements TaskDesk {
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
    new TaskSlots(start.slots),
    { function: task, data: start.data },
    tell,
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
