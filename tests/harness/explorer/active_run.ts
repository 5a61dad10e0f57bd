import type { Operation, Result } from "./operation.ts";

/** The run of a thread to which operations on the shared buffer belong. */
export interface ActiveRun {
  /** The buffer whose accesses are traced. */
  readonly shared: SharedArrayBuffer;
  /**
   * Does an operation, or throws to unwind the thread. It is not given as an
   * {@linkcode Operation}: most are only repeated, by the million.
   */
  operation(
    kind: Operation["kind"],
    type: Operation["type"],
    address: number,
    value?: Operation["value"],
    extra?: Operation["extra"],
    order?: Operation["order"],
  ): Result;
  /** The same, for one that touches no memory. */
  mark(kind: "reach" | "leave", label: string): void;
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
