/** One thing that happened in a schedule. */
export interface TraceEvent {
  /** The schedule's step it belongs to, from 1. */
  step: number;
  /** The thread whose column it stands in. */
  thread: number;
  /** What kind of operation it was: `"compareExchange"`, `"wait"`, `"woken"`. */
  kind: string;
  /** What happened, for a narrow column: `CAS [0] 0→1 = 0`. */
  text: string;
  /** Where in the source: `mutex.ts:31`. */
  site?: string;
  /** What the operation returned. */
  result?: unknown;
}

/** A schedule, re-run and written down. */
export interface Trace {
  model: string;
  threads: number;
  events: TraceEvent[];
  /** The columns as text, at most 80 wide for two or three threads. */
  toString(): string;
}
