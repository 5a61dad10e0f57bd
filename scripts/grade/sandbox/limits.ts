/** What one run of a submission's tests may use. */
export interface Limits {
  /** Seconds for a whole lesson. */
  time: number;
  /** Megabytes of memory: for each process, and for all of them together. */
  memory: number;
  /** Megabytes that may be printed. */
  output: number;
  /** Processes and threads at a time. */
  processes: number;
  /** Megabytes in one file, and on the disk together. */
  disk: number;
}

/** Enough for every lesson's solution, with room for a slow machine. */
export const DEFAULT_LIMITS: Limits = {
  time: 300,
  memory: 2048,
  output: 16,
  // Each Deno has a thread for each core and a few more.
  processes: 512 + 32 * navigator.hardwareConcurrency,
  disk: 64,
};

/** A megabyte, in bytes. */
export const MEGABYTE = 1024 * 1024;
