import { inColumns } from "./columns.ts";
import type { Where } from "./site.ts";
import type { Word } from "./word_type.ts";

/** One thing that happened in a schedule. */
export interface TraceEvent {
  /** The schedule's step it belongs to, from 1; 0 before the first. */
  step: number;
  /** The thread whose column it stands in. */
  thread: number;
  /** The operation, or `"woken"`, `"timed-out"`, `"spurious"`, `"enter"`, `"return"`, `"throw"`. */
  kind: string;
  /** What happened, for a narrow column: `CAS [0] 0→1 = 0`. */
  text: string;
  /** Where in the source: `mutex.ts:31`. */
  site?: string | undefined;
  /** The same, with all that called it. */
  where?: Where | undefined;
  /** What the operation returned; undefined while it sleeps, too. */
  result?: unknown;
  /** The first byte that the operation touches. */
  address?: number;
  /** The word's name, if the model gives it one. */
  word?: string | undefined;
  /** The value written or added, or the one that a wait or CAS expects. */
  value?: Word | undefined;
  /** What a CAS writes, a wait's time limit in ms, how many a notify wakes. */
  extra?: Word | undefined;
}

/** A schedule, re-run and written down. */
export class Trace {
  constructor(
    readonly threads: number,
    readonly events: readonly TraceEvent[],
  ) {}

  /** The columns, at most 80 wide. Of one thread alone, only the last steps. */
  toString(): string {
    return inColumns(this.events, this.threads, true).join("\n");
  }
}
