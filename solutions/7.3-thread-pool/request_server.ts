import { type CompleteOptions, PooledServer } from "./given/pooled_server.ts";
import { lines, writeLine } from "./given/relay.ts";
import { ThreadPool } from "./thread_pool.ts";

/** The event loop reads requests; a thread works on one and is free again. */
export class RequestServer extends PooledServer {
  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;

  constructor(listener: Deno.TcpListener, options: CompleteOptions) {
    super(listener, options);
    this.pool = new ThreadPool(options.handler, options);
  }

  protected override async acceptAll(): Promise<void> {
    // TODO(7.3.9): `admit()` each connection that `this.listener` gives,
    // without waiting for its end.
    // #region 7.3.9
    for await (const conn of this.listener) this.admit(conn);
    // #endregion
  }

  protected override async serve(conn: Deno.TcpConn): Promise<void> {
    // TODO(7.3.9): Each of the `lines()` is a task, and its result is written
    // back with `writeLine()` before the next line is read: so replies come in
    // order, a client that does not read sends no more, and one that sends many
    // lines has one in the pool, as everybody else.
    // #region 7.3.9
    for await (const line of lines(conn)) {
      await writeLine(conn, await this.pool.submit(line));
    }
    // #endregion
  }
}
