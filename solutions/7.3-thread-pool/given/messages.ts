import type { SlotMemory } from "./task_slots.ts";

/** What the pool posts to a new thread: all that the two share. */
export interface StartMessage {
  /** The thread's number. No other thread of its pool ever has it. */
  thread: number;
  /** The memory of the `BoundedQueue` of slots. */
  queue: SharedArrayBuffer;
  slots: SlotMemory;
  /** The memory of the `FinishedList`. */
  finished: SharedArrayBuffer;
  /** The address of the module whose default export is the task function. */
  module: string;
  /** The second argument of that function. */
  data: unknown;
}

/**
 * What a thread posts to the pool: that it lives and holds its lock, that it
 * takes tasks, that there is something in the `FinishedList` again, and what
 * nobody in it has caught. Tasks and results are not posted, they travel in
 * shared memory.
 */
export type ThreadMessage =
  | { type: "born" | "ready" | "finished" }
  | { type: "died"; reason: string };
