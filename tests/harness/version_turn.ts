import type { Version } from "./events.ts";
import { withoutProc } from "./processes/proc.ts";
import { processTree } from "./processes/process_tree.ts";
import { workerThreads } from "./workers/worker_threads.ts";

/** How long, in milliseconds, what a version has ended may take to be gone. */
const PATIENCE = 300;

// What tests do to timers is no concern of this.
const { setTimeout } = globalThis;

let current: string | undefined;
let open = true;
let before: readonly string[] = [];

/**
 * Whether a version's tests may run in this program: not when the version before
 * it has left something that they could find, or take for their own. Then
 * neither this one nor those after it have their turn.
 *
 * @param isOver Whether the tests of the version before have come to their end.
 */
export async function takesTurn(
  { name }: Version,
  isOver: boolean,
): Promise<boolean> {
  if (!open || name === current) return open;
  open = isOver && (current === undefined || await isClean());
  current = name;
  before = present();
  return open;
}

async function isClean(): Promise<boolean> {
  const late = performance.now() + PATIENCE;
  while (!isAsBefore()) {
    if (performance.now() > late) return false;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return true;
}

function isAsBefore(): boolean {
  const known = new Set(before);
  return present().every((one) => known.has(one));
}

/** The workers, child processes and sockets of this process. */
function present(): string[] {
  if (withoutProc) return [];
  return [
    ...workerThreads() ?? [],
    ...processTree(Deno.pid).map(String),
    ...sockets(),
  ];
}

function sockets(): string[] {
  const found: string[] = [];
  for (const { name } of Deno.readDirSync("/proc/self/fd")) {
    try {
      const link = Deno.readLinkSync(`/proc/self/fd/${name}`);
      if (link.startsWith("socket:")) found.push(link);
    } catch {
      // It has been closed meanwhile.
    }
  }
  return found;
}
