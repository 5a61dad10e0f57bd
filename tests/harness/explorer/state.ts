import type { LogNode } from "./log_node.ts";
import type { MemoryImage } from "./memory.ts";

/** A thread that sleeps in a wait. */
export interface Sleeper {
  readonly thread: number;
  /** The byte address that it sleeps on. */
  readonly address: number;
}

/** Everything there is to know at one moment of a schedule. */
export interface State {
  /** What each thread has done and does next. */
  readonly nodes: readonly LogNode[];
  /** Sleeping threads by address, and in order of arrival on each. */
  readonly sleepers: readonly Sleeper[];
  readonly memory: MemoryImage;
  /** Spurious wake-ups that may still happen. */
  readonly spurious: number;
  /** The thread that ran last; -1 at the start. */
  readonly last: number;
  /** How often a thread that could go on was put aside. */
  readonly preemptions: number;
}

/** What may happen next in a state. */
export interface Choice {
  readonly thread: number;
  /**
   * The thread does its operation; its wait's limit runs out; it wakes for no
   * reason; or it follows a loop that only looks at memory to its end.
   */
  readonly kind: "run" | "timeout" | "spurious" | "spin";
}

/** Whether a thread sleeps. */
export function isAsleep(state: State, thread: number): boolean {
  for (const sleeper of state.sleepers) {
    if (sleeper.thread === thread) return true;
  }
  return false;
}

/** Whether all threads have ended. */
export function isOver(state: State): boolean {
  for (const node of state.nodes) {
    if (node.ending === undefined) return false;
  }
  return true;
}
