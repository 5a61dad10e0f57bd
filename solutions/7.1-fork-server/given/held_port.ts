import { hangUp, listen } from "../../given/listening.ts";

/**
 * A port that others cannot be given, also while no child listens there: before
 * the first one does, and when the last one has crashed.
 *
 * A listener would keep it, too, but the system gives each listener of a shared
 * port some of the clients, and this process serves none. So it has a
 * connection there, with itself. The system chooses no port that has one, and
 * lets the children listen beside it.
 */
export class HeldPort {
  /** Where it is; with a port of the system's choice where 0 was asked for. */
  readonly addr: Deno.NetAddr;
  readonly #ends: Promise<Deno.TcpConn | undefined>[];
  readonly #listener: Deno.TcpListener;

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
    this.#listener = listen(what, { hostname, port, reusePort: true });
    this.#ends = [
      Deno.connect({ hostname, port }),
      this.#listener.accept(),
    ].map((end) => end.catch(() => undefined));
    // Long before a child listens: starting a process takes much longer.
    void Promise.all(this.#ends).then(() => hangUp(this.#listener));
  }

  /** Gives it up. */
  async close(): Promise<void> {
    hangUp(this.#listener);
    for (const end of await Promise.all(this.#ends)) end?.close();
  }
}
