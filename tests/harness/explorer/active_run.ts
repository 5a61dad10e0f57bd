import type { Operation, Result } from "./operation.ts";

/** An operation as the code under test calls it. */
export type Call =
  & Pick<Operation, "kind">
  & Partial<
    Pick<Operation, "type" | "address" | "value" | "extra" | "label" | "order">
  >;

/** The run of a thread to which operations on the shared buffer belong. */
export interface ActiveRun {
  /** The buffer whose accesses are traced. */
  readonly shared: SharedArrayBuffer;
  /** Does an operation, or throws to unwind the thread. */
  operation(call: Call): Result;
  /** Begins a method that runs as one step. */
  beginStep(): void;
  /** Ends a method that runs as one step. */
  endStep(): void;
  /** Milliseconds that have passed for the thread. */
  now(): number;
  /** A number of the thread's own sequence, from 0 to 1. */
  random(): number;
}

/** The run that is going on, if any: threads are run one at a time. */
export let activeRun: ActiveRun | undefined;

/** Makes a run the active one while `body` runs. */
export function withActiveRun<T>(run: ActiveRun, body: () => T): T {
  const outer = activeRun;
  activeRun = run;
  try {
    return body();
  } finally {
    activeRun = outer;
  }
}
