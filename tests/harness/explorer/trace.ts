import { inColumns } from "./columns.ts";

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
  /** What the operation returned. */
  result?: unknown;
}

/** A schedule, re-run and written down. */
export class Trace {
  constructor(
    readonly threads: number,
    readonly events: readonly TraceEvent[],
  ) {}

  /** The columns, at most 80 wide for up to three threads. */
  toString(): string {
    return inColumns(this.events, this.threads).join("\n");
  }
}
