import {
  processTree,
  readProc,
  threadsOf,
} from "../../../tests/harness/processes/process_tree.ts";

/** What a program takes of the system, with all processes it has started. */
export interface Usage {
  processes: number;
  threads: number;
  /** Bytes of memory. What n processes share counts as 1/n for each (Pss). */
  memory: number;
}

/**
 * What the process and all below it take now. Linux only; undefined elsewhere,
 * or if the system does not tell.
 */
export function usageOf(pid: number): Usage | undefined {
  if (Deno.build.os !== "linux") return undefined;
  const usage = { processes: 0, threads: 0, memory: 0 };
  for (const process of processTree(pid)) {
    const bytes = memoryOf(process);
    if (bytes === undefined) continue;
    usage.processes++;
    usage.threads += threadsOf(process).length;
    usage.memory += bytes;
  }
  return usage.processes === 0 ? undefined : usage;
}

function memoryOf(pid: number): number | undefined {
  const rollup = readProc(`${pid}/smaps_rollup`);
  const kilobytes = rollup.match(/^Pss:\s+(\d+) kB$/m)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
