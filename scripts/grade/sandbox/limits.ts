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
  /** Files and folders on the disk. */
  files: number;
}

/** Enough for every lesson's solution, with room for a slow machine. */
export const DEFAULT_LIMITS: Limits = {
  time: 300,
  memory: 2048,
  output: 16,
  // Each Deno has a thread for each core and a few more.
  processes: 512 + 32 * navigator.hardwareConcurrency,
  disk: 64,
  files: 10_000,
};

/** What a limit may be at most: a timer, for one, holds 24 days. */
export const LARGEST_LIMITS: Limits = {
  time: 86_400,
  memory: 1024 * 1024,
  output: 1024,
  processes: 100_000,
  disk: 64 * 1024,
  files: 10_000_000,
};

/** What the limits are counted in. */
export const UNITS: Record<keyof Limits, string> = {
  time: "seconds",
  memory: "MB",
  output: "MB",
  processes: "processes",
  disk: "MB",
  files: "files",
};

/** A megabyte, in bytes. */
export const MEGABYTE = 1024 * 1024;

/** Megabytes that Deno reserves for a worker and never touches, measured. */
const WORKER = 521;

/**
 * Megabytes that a process reserves and never touches: Deno itself, its threads
 * for the cores, and as many workers as tests have at a time, with some that
 * are being ended. What is really used is watched besides.
 */
const RESERVED = 512 + 64 * navigator.hardwareConcurrency + 8 * WORKER;

/** Descriptors of a process: a test of 200 clients has 400 and some. */
const DESCRIPTORS = Math.min(4096, mostDescriptors());

/** What this process, and what it starts, may have at most. */
function mostDescriptors(): number {
  if (Deno.build.os !== "linux") return Infinity;
  const limits = Deno.readTextFileSync("/proc/self/limits");
  const [, hard] = limits.match(/^Max open files +\d+ +(\d+)/m) ?? [];
  return Number(hard ?? Infinity);
}

/** `setrlimit(2)` by way of util-linux's `prlimit`. */
export function limited(limits: Limits, processes = true): string[] {
  return [
    "prlimit",
    "--core=0",
    `--fsize=${limits.disk * MEGABYTE}`,
    // Not the address space: V8 reserves far more than it uses.
    `--data=${(limits.memory + RESERVED) * MEGABYTE}`,
    `--nofile=${DESCRIPTORS}`,
    ...(processes ? [`--nproc=${limits.processes}`] : []),
    "--",
  ];
}
