import { Connection, ConnectionServer } from "./given/connection.ts";
import { listen } from "../given/listening.ts";
import {
  completeFork,
  type ForkServerOptions,
  type ProcessServer,
} from "./given/options.ts";
import type { Stats } from "../given/server.ts";
import { endWithin } from "./stop.ts";

/**
 * Starts a server that runs a process for each connection, as `fork()` after
 * `accept()` does in C. Deno cannot fork: the child is a program, and this
 * process carries the bytes between the socket and the child's stdin and
 * stdout, as inetd would. SIGINT and SIGTERM shut the server down.
 *
 * @throws {RangeError} If `maxChildren` or `grace` is out of range.
 * @throws {Deno.errors.NotFound} If `child` does not exist.
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 */
export function forkServer(options: ForkServerOptions): ProcessServer {
  return new ForkingServer(completeFork(options));
}

class ForkingServer extends ConnectionServer implements ProcessServer {
  readonly #options: Required<ForkServerOptions>;
  /** The child processes that are running now, by their ids. */
  readonly #children = new Map<number, Deno.ChildProcess>();
  #accepted = 0;
  #exited = 0;
  #failed = 0;

  constructor(options: Required<ForkServerOptions>) {
    super(listen("fork server", options), options.onError);
    this.#options = options;
  }

  get children(): readonly number[] {
    return [...this.#children.keys()];
  }

  protected override async acceptAll(): Promise<void> {
    // TODO(7.1.2): `#serve()` each connection that `this.listener` gives,
    // without waiting for its end. Then wait for a `#vacancy()` before you take
    // the next one. The iteration ends when the listener is closed. Let its
    // errors through: who calls this reports them, and calls again if they pass.
    // #region 7.1.2
    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();
    }
    // #endregion
  }

  /** Starts a child: the `fork()` and `exec()` of C. */
  #fork(): Deno.ChildProcess {
    // TODO(7.1.2): Start `this.#options.child` with `deno run` and without any
    // permission, with pipes for stdin and stdout. It inherits stderr.
    // #region 7.1.2
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", this.#options.child.href],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    // #endregion
  }

  /** Serves one client until its child has ended. Never throws. */
  async #serve(conn: Deno.TcpConn): Promise<void> {
    const { onError } = this.#options;
    this.#accepted++;
    let child: Deno.ChildProcess;
    try {
      child = this.#fork();
    } catch (error) {
      this.#failed++;
      conn.close();
      return onError(error);
    }
    using connection = new Connection(conn, child);
    this.track(connection);
    await this.#carry(connection).catch(onError);
  }

  /** Carries bytes both ways, and sees that both sides end together. */
  async #carry(connection: Connection): Promise<void> {
    const { onError } = this.#options;
    const guard = (direction: Promise<void>) =>
      direction.catch((error) => {
        if (connection.over) return;
        onError(error);
        this.#dismiss(connection);
      }).catch(onError);

    const reaped = this.#reap(connection.child).catch(onError);
    this.keep(reaped);
    let clientSends = true;
    const upstream = guard(this.#upstream(connection))
      .finally(() => clientSends = false);
    await guard(this.#downstream(connection));
    await connection.child.status;
    if (clientSends) this.#hangUp(connection);
    await upstream;
    await reaped;
  }

  /** Carries bytes from the client to the child's stdin. */
  async #upstream({ conn, input }: Connection): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    // TODO(7.1.3): `conn.read()` into `buffer` until the client has sent its
    // last byte (null), and `input.write()` what came before you read on. Then
    // close `input`, so that the child sees the end too.
    // #region 7.1.3
    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));
    }
    await input.close();
    // #endregion
  }

  /** Carries bytes from the child's stdout to the client. */
  async #downstream({ conn, output }: Connection): Promise<void> {
    // TODO(7.1.3): `output.read()` until it is done, and `conn.write()` each
    // value before you read on: all of it, as `write()` may take fewer bytes
    // than you hand it. Then close the socket's writing side, and only that.
    // #region 7.1.3
    for (;;) {
      const { done, value } = await output.read();
      if (done) break;
      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }
    }
    await conn.closeWrite();
    // #endregion
  }

  /** Waits for the end of a child and notes it: the `waitpid()` of C. */
  async #reap(child: Deno.ChildProcess): Promise<void> {
    // TODO(7.1.4): Keep the child in `#children` until its `status` has come.
    // Then count it as exited or, if it was no success, as failed.
    // #region 7.1.4
    this.#children.set(child.pid, child);
    const { success } = await child.status;
    this.#children.delete(child.pid);
    if (success) this.#exited++;
    else this.#failed++;
    // #endregion
  }

  stats(): Stats {
    // TODO(7.1.4): Return a copy of the counters. As many connections are
    // active as children are running.
    // #region 7.1.4
    return {
      accepted: this.#accepted,
      active: this.#children.size,
      exited: this.#exited,
      failed: this.#failed,
    };
    // #endregion
  }

  /** Called when the child has ended while its client could still send. */
  #hangUp(connection: Connection): void {
    // TODO(7.1.5): Close the socket: the client must learn of it, and the
    // `conn.read()` of `#upstream()` must not wait for ever.
    // #region 7.1.5
    connection.hangUp();
    // #endregion
  }

  /** Called when carrying bytes failed, most often as the client has reset. */
  #dismiss(connection: Connection): void {
    // TODO(7.1.5): The child has no client any more. End its input and ask it
    // to stop with SIGTERM. What it has written still goes to the client.
    // #region 7.1.5
    connection.input.abort().catch(() => {});
    connection.kill("SIGTERM");
    // #endregion
  }

  /** Waits until one more child may be started. */
  async #vacancy(): Promise<void> {
    const { maxChildren } = this.#options;
    if (maxChildren === Infinity) return;
    // TODO(7.1.6): As long as there are `maxChildren` children, wait for the
    // end of one: `oneEnds()` resolves when a child or a connection has ended.
    // Clients that wait stay in the queue of the listening socket.
    // #region 7.1.6
    while (this.#children.size >= maxChildren) await this.oneEnds();
    // #endregion
  }

  async shutdown(): Promise<void> {
    // TODO(7.1.7): Stop listening, let the clients finish within the `grace` of
    // the options (`endWithin()` in stop.ts is part of this step), and wait
    // until the server has finished.
    // #region 7.1.7
    this.stopListening();
    await endWithin(this.#options.grace, this.finished, {
      terminate: () => this.connections.forEach((c) => c.kill("SIGTERM")),
      kill: () => this.connections.forEach((c) => c.destroy()),
    });
    await this.finished;
    // #endregion
  }
}
