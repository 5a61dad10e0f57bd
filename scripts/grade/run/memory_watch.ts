import {
  processTree,
  readProc,
} from "../../../tests/harness/processes/process_tree.ts";
import { MEGABYTE } from "../sandbox/limits.ts";

/** Milliseconds between two looks. */
const INTERVAL = 150;

/** What a socket of a process may hold, in bytes: `net.core.wmem_default`. */
const SOCKET = 212_992;

/** Sockets between processes that are taken to be empty. */
const FREE_SOCKETS = 256;

/** A watch over the memory of a process and all below it. */
export interface MemoryWatch extends Disposable {
  /** The most that was seen, in bytes. */
  readonly peak: number;
}

/**
 * Calls `onLimit` once `pid` and all processes below it together, or it
 * `alone`, use more memory than `limit` megabytes. Linux only; elsewhere it does
 * nothing.
 */
export function watchMemory(
  pid: number,
  limit: number,
  onLimit: () => void,
  { alone = false } = {},
): MemoryWatch {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, usedBy(alone ? [pid] : processTree(pid)));
    if (peak > limit * MEGABYTE) onLimit();
  };
  const timer = Deno.build.os === "linux"
    ? setInterval(look, INTERVAL)
    : undefined;
  return {
    get peak() {
      return peak;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** Bytes that these processes have, and that wait in their sockets. */
function usedBy(pids: readonly number[]): number {
  let bytes = socketBytes(pids.at(-1) ?? 0);
  for (const pid of pids) {
    const status = readProc(`${pid}/status`);
    for (
      const [, kilobytes] of status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+)/gm)
    ) {
      bytes += Number(kilobytes) * 1024;
    }
  }
  return bytes;
}

/** Bytes in the queues of all sockets that a process's own network has. */
function socketBytes(pid: number): number {
  // What the rest of this machine has in its sockets is nobody's doing here.
  if (networkOf(pid) === networkOf("self")) return 0;
  let bytes = 0;
  for (const table of ["tcp", "tcp6"]) {
    const queues = readProc(`${pid}/net/${table}`)
      .matchAll(/ ([0-9A-F]{8}):([0-9A-F]{8}) [0-9A-F]{2}:/g);
    for (const [, sent = "", received = ""] of queues) {
      bytes += parseInt(sent, 16) + parseInt(received, 16);
    }
  }
  // What waits in these, no table tells: only how much it can be at most.
  const sockets = readProc(`${pid}/net/unix`).split("\n").length - 2;
  return bytes + Math.max(0, sockets - FREE_SOCKETS) * SOCKET;
}

function networkOf(pid: number | "self"): string {
  try {
    return Deno.readLinkSync(`/proc/${pid}/ns/net`);
  } catch {
    // It is another user's, or gone.
    return "";
  }
}
