import type { FailureKind } from "./finding.ts";
import type { Happened } from "./happened.ts";
import type { Trace } from "./trace.ts";

/** How much was searched. */
export interface SearchSize {
  /** Different states seen. */
  states: number;
  /** Steps from one state to another, counting those to known states. */
  transitions: number;
}

/** A schedule that breaks the model; no shorter one does. */
export interface Failure extends SearchSize {
  kind: FailureKind;
  /** What went wrong, in full sentences. */
  message: string;
  /** How many steps the schedule has. */
  steps: number;
  /** The schedule that leads there, re-run and written down. */
  trace: Trace;
  /** The same, for a test that asks what happened in it. */
  happened: Happened;
  /** What `deno task replay` takes. */
  id: string;
  /** What was thrown, for assertions, exceptions and invariants. */
  error?: unknown;
}

/** Every schedule was tried and none breaks the model. */
export interface Complete extends SearchSize {
  kind: "complete";
}

/** Every schedule within the stated bounds was tried and none breaks the model. */
export interface Bounded extends SearchSize {
  kind: "bounded";
  /** The bounds that cut schedules off, in full sentences. */
  message: string;
}

/** What {@linkcode explore} found out. */
export type Verdict = Failure | Complete | Bounded;
