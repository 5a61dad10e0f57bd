import { processTree, readProc } from "../../runner/proc.ts";
import { MEGABYTE } from "../sandbox/limits.ts";

/** Milliseconds between two looks. */
const INTERVAL = 250;

/**
 * Calls `onLimit` once all processes below `pid` together use more memory of
 * their own than `limit` megabytes. Linux only; elsewhere it does nothing.
 */
export function watchMemory(
  pid: number,
  limit: number,
  onLimit: () => void,
): Disposable {
  if (Deno.build.os !== "linux") return { [Symbol.dispose]: () => {} };
  const timer = setInterval(() => {
    let bytes = 0;
    for (const process of processTree(pid)) bytes += ownMemory(process);
    if (bytes > limit * MEGABYTE) onLimit();
  }, INTERVAL);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Bytes of the process that it shares with no other. */
function ownMemory(pid: number): number {
  const kilobytes = readProc(`${pid}/status`)
    .match(/^RssAnon:\s+(\d+) kB$/m)?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
