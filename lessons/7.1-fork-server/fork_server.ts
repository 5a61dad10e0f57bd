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
 * `accept()` does in C. Deno cannot fork: the child is a program like those
 * that inetd starts, and this process carries the bytes between the socket and
 * the child's stdin and stdout. SIGINT and SIGTERM shut the server down.
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
    // TODO(7.1.2): Each connection that `this.listener` gives is to be served
    // by `#serve()`, which never throws, and no client waits for the end of
    // another. Before you take the next one, there must be a `#vacancy()`.
    // Return when the listener is closed. Let its errors through: whoever calls
    // this reports them, and calls again if they pass.
    throw new Error("TODO(7.1.2)");
  }

  /** Starts a child: the `fork()` and `exec()` of C. */
  #fork(): Deno.ChildProcess {
    // TODO(7.1.2): Start the program `this.#options.child` by `deno run`, with
    // the Deno that runs this. It is a URL, not a path. The child works for
    // strangers: it gets no permission, and `--no-prompt`, as nobody could
    // answer its questions. Its stdin and stdout are pipes; stderr is ours.
    throw new Error("TODO(7.1.2)");
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
    // TODO(7.1.3): All that `conn` gives goes to `input`, the writer of the
    // child's stdin. Do not read on before it has taken what came, or a fast
    // client fills the memory. The end of what the client sends is the end of
    // the child's stdin, and of nothing else. (`conn.read()` fills `buffer` as
    // `Deno.stdin.read()` does; `input.write()` takes all, if you await it.)
    throw new Error("TODO(7.1.3)");
  }

  /** Carries bytes from the child's stdout to the client. */
  async #downstream({ conn, output }: Connection): Promise<void> {
    // TODO(7.1.3): All that `output` gives, the reader of the child's stdout,
    // goes to `conn`, and again you do not read on before it was taken. Here
    // the write may be short. The end of stdout is the end of what the client
    // gets; it may still send: close only the socket's writing side.
    throw new Error("TODO(7.1.3)");
  }

  /** Waits for the end of a child and notes it: the `waitpid()` of C. */
  async #reap(child: Deno.ChildProcess): Promise<void> {
    // TODO(7.1.4): The child is in `#children` from now on, before anything is
    // awaited, and until its `status` has come. Then it counts once: as exited
    // if it was a success, otherwise as failed.
    throw new Error("TODO(7.1.4)");
  }

  stats(): Stats {
    // TODO(7.1.4): Return the counters as they are now, in an object that does
    // not change later. As many connections are active as children run.
    throw new Error("TODO(7.1.4)");
  }

  /** Called when the child has ended while its client could still send. */
  #hangUp(connection: Connection): void {
    // TODO(7.1.5): The client must learn that nobody is there any more, and
    // the `conn.read()` of `#upstream()` must not wait for ever. Half a close
    // is not enough. The socket may be closed already: that is no error.
    throw new Error("TODO(7.1.5)");
  }

  /** Called when carrying bytes failed, most often by a client's reset. */
  #dismiss(connection: Connection): void {
    // TODO(7.1.5): The child is to end, whether it waits for input or computes:
    // break off its input, and ask it to stop by SIGTERM. Leave the socket
    // alone: what the child has written still goes to the client. The child
    // and its pipe may be gone; neither an error nor a rejection may come of
    // that.
    throw new Error("TODO(7.1.5)");
  }

  /** Waits until one more child may be started. */
  async #vacancy(): Promise<void> {
    const { maxChildren } = this.#options;
    if (maxChildren === Infinity) return;
    // TODO(7.1.6): Return when fewer than `maxChildren` children run.
    // `oneEnds()` resolves when a child or a connection has ended, whichever
    // it was: a reason to look, and no permission. Clients that wait stay in
    // the backlog. Do not ask again and again by a timer.
    throw new Error("TODO(7.1.6)");
  }

  async shutdown(): Promise<void> {
    // TODO(7.1.7): Nobody is accepted any more. The clients may finish within
    // the `grace` of the options; then their children are asked to end, and at
    // last both sides of each of the `connections` are ended. `endWithin()` in
    // stop.ts, which is part of this step, knows when; you say how. Resolve
    // when the server has finished. A second call waits for the same end.
    throw new Error("TODO(7.1.7)");
  }
}
