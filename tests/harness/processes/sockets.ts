import { childrenOf } from "./proc.ts";

/** A process's socket that is bound to a port. */
export interface BoundSocket {
  /** The process that holds it. */
  pid: number;
  /** The port of its peer; 0 while it listens. */
  peer: number;
}

/**
 * The IPv4 sockets on local port `port` that processes hold, as `ss -tanp`
 * shows them.
 *
 * @param pids The processes; the children of this one by default.
 */
export function socketsOf(
  port: number,
  pids: number[] = childrenOf().map(({ pid }) => pid),
): BoundSocket[] {
  const peers = new Map<string, number>();
  const rows = Deno.readTextFileSync("/proc/net/tcp").trim().split("\n");
  for (const row of rows.slice(1)) {
    const fields = row.trim().split(/\s+/);
    const [local, remote, inode] = [fields[1], fields[2], fields[9]];
    if (inode === undefined || portOf(local) !== port) continue;
    peers.set(`socket:[${inode}]`, portOf(remote));
  }
  return pids.flatMap((pid) =>
    links(`/proc/${pid}/fd`).flatMap((link) => {
      const peer = peers.get(link);
      return peer === undefined ? [] : [{ pid, peer }];
    })
  );
}

function portOf(address: string | undefined): number {
  return parseInt(address?.split(":")[1] ?? "", 16);
}

/** What the descriptors of a process stand for. */
function links(folder: string): string[] {
  return attempt(() => [...Deno.readDirSync(folder)]).flatMap(({ name }) =>
    attempt(() => [Deno.readLinkSync(`${folder}/${name}`)])
  );
}

/** A process may end, and a descriptor be closed, while one looks at it. */
function attempt<T>(look: () => T[]): T[] {
  try {
    return look();
  } catch {
    return [];
  }
}
