import { listen } from "../../given/listening.ts";

/**
 * A port that a server has to itself until its children listen there.
 *
 * Only a listener keeps a port from others, and the system gives each listener
 * of a shared port some of the clients. Those of one that closes are cut off.
 * So this one's queue is full from the start: whom it would get is not answered,
 * tries again within a second, as TCP has it, and comes to a child. That holds
 * also after `close()`, while a process that was being started then may still
 * have its copy of the listener (between fork(2) and the end of execve(2)).
 */
export class HeldPort {
  /** Where it is; with a port of the system's choice where 0 was asked for. */
  readonly addr: Deno.NetAddr;
  readonly #listener: Deno.TcpListener;
  readonly #closed = new AbortController();

  /**
   * Takes the port.
   *
   * @param what Who wants it, for the error: `"prefork server"`.
   * @throws {Deno.errors.AddrInUse} If it is in use.
   * @throws {Deno.errors.NotSupported} If the system is not Linux.
   */
  constructor(what: string, at: { hostname: string; port: number }) {
    // Alone first: a shared port could have another server's processes on it.
    const probe = listen(what, at);
    this.addr = probe.addr as Deno.NetAddr;
    probe.close();
    const { hostname, port } = this.addr;
    const shared = { hostname, port, reusePort: true, tcpBacklog: 0 };
    this.#listener = listen(what, shared);
    // It is in the queue when this returns, long before a child listens.
    const { signal } = this.#closed;
    const only = Deno.connect({ hostname, port, signal });
    // Where another program's client was first, it is still connecting.
    only.catch(() => {});
    signal.addEventListener("abort", () => {
      only.then((client) => client.close(), () => {});
    });
  }

  /** Gives it up, and leaves it to those who listen there now. */
  close(): void {
    this.#listener.close();
    this.#closed.abort();
  }
}
