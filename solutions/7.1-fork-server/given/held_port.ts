import { listen } from "../../given/listening.ts";

/**
 * A port that others cannot be given, also while no child listens there: before
 * the first one does, and when the last one has crashed.
 *
 * A listener would keep it, too, but the system gives each listener of a shared
 * port some of the clients, and this process serves none. So it has a
 * connection there, with itself. The system chooses no port that has one, and
 * lets the children listen beside it.
 */
export class HeldPort implements Disposable {
  /** Where it is; with a port of the system's choice where 0 was asked for. */
  readonly addr: Deno.NetAddr;
  readonly #ends: readonly Deno.TcpConn[];

  private constructor(addr: Deno.NetAddr, ends: readonly Deno.TcpConn[]) {
    this.addr = addr;
    this.#ends = ends;
  }

  /**
   * Takes the port. When this resolves, nobody listens there.
   *
   * @param what Who wants it, for the error: `"prefork server"`.
   * @throws {Deno.errors.AddrInUse} If it is in use.
   * @throws {Deno.errors.NotSupported} If the system is not Linux.
   */
  static async take(
    what: string,
    at: { hostname: string; port: number },
  ): Promise<HeldPort> {
    // Alone first: a shared port could have another server's processes on it.
    const probe = listen(what, at);
    const addr = probe.addr as Deno.NetAddr;
    probe.close();
    const { hostname, port } = addr;
    using listener = listen(what, { hostname, port, reusePort: true });
    const connecting = Deno.connect({ hostname, port });
    return new HeldPort(
      addr,
      await Promise.all([connecting, listener.accept()]),
    );
  }

  /** Gives it up. */
  [Symbol.dispose](): void {
    for (const end of this.#ends) end.close();
  }
}
