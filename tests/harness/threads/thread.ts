/**
 * What a thread of {@linkcode runThreads} runs: an exported function of some
 * module. It may block. What it returns is posted back to the test.
 */
export type ThreadFunction = (
  shared: SharedArrayBuffer,
  data: unknown,
) => unknown;

/** One thread to start. */
export interface ThreadJob {
  /** The module's address: `import.meta.resolve("./smoke.ts")`. */
  module: string;
  /** The name of the {@linkcode ThreadFunction} that the module exports. */
  run: string;
  /** What the function gets as its second argument. */
  data?: unknown;
}

/** What a worker is told. */
export interface ThreadOrder {
  job: ThreadJob;
  shared: SharedArrayBuffer;
  /** Word 0 counts the threads that are ready, up to `threads`. */
  gate: SharedArrayBuffer;
  threads: number;
}

/** What a worker tells: its result, or the error that ended it. */
export type ThreadReport =
  | { kind: "returned"; value: unknown }
  | { kind: "threw"; error: string };
