import { ClientServer } from "./given/client_server.ts";
import { settles } from "../given/lifetime.ts";
import { listen } from "../given/listening.ts";
import {
  complete,
  type CompleteOptions,
  type ThreadServer,
  type ThreadServerOptions,
} from "./given/options.ts";
import { ServedClient, threadName } from "./given/served_client.ts";
import type { Stats } from "../given/server.ts";
import { relay } from "./relay.ts";

/**
 * Starts a server that runs a thread for each connection, as `pthread_create()`
 * after `accept()` does in C. A thread is a Web Worker here. It cannot be given
 * the socket: this thread carries the bytes between the two.
 *
 * @throws {RangeError} If `maxThreads`, `grace` or `stopTime` is out of range.
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 */
export function threadServer(options: ThreadServerOptions): ThreadServer {
  return new ThreadingServer(complete(options));
}

class ThreadingServer extends ClientServer implements ThreadServer {
  readonly #options: CompleteOptions;
  #accepted = 0;
  #exited = 0;
  #failed = 0;
  #stopped: Promise<void> | undefined;

  constructor(options: CompleteOptions) {
    super(listen("thread server", options), options);
    this.#options = options;
  }

  get threads(): readonly string[] {
    return [...this.clients].map(({ name }) => name);
  }

  stats(): Stats {
    return {
      accepted: this.#accepted,
      active: this.clients.size,
      exited: this.#exited,
      failed: this.#failed,
    };
  }

  protected override async acceptAll(): Promise<void> {
    // TODO(7.2.4): `admit()` each connection that the listener gives, without
    // waiting for its end. Between two of them wait for a `#vacancy()`: a
    // client that has been accepted must not wait for one. Let the listener's
    // errors through: whoever calls this reports them, and calls again.
    // #region 7.2.4
    for await (const socket of this.listener) {
      this.admit(socket);
      await this.#vacancy();
    }
    // #endregion
  }

  protected override async serve(socket: Deno.TcpConn): Promise<void> {
    const { onError } = this.#options;
    this.#accepted++;
    try {
      const client = this.#create(socket);
      this.clients.add(client);
      client.worker.onerror = (event) => {
        try {
          this.#crashed(client, event);
        } catch (error) {
          event.preventDefault(); // A throw in here would end the program.
          client.fail(error);
        }
      };
      client.watch(() => this.#vanished(client)).catch((e) => client.fail(e));
      try {
        await this.#attend(client);
        this.#exited++;
      } catch (error) {
        this.#failed++;
        if (!client.over) onError(error);
      }
      await this.#detach(client);
    } catch (error) {
      onError(error);
    }
  }

  /** Starts a client's thread: the `pthread_create()` of C. */
  #create(socket: Deno.TcpConn): ServedClient {
    const name = threadName(socket);
    // TODO(7.2.4): Start a module worker under this name. Its program is the
    // option `thread`.
    // #region 7.2.4
    const worker = new Worker(this.#options.thread, { type: "module", name });
    return new ServedClient(socket, worker, name);
    // #endregion
  }

  /** Lets a client's thread serve it, and returns when both are done. */
  async #attend(client: ServedClient): Promise<void> {
    const { handler, traffic } = this.#options;
    // TODO(7.2.4): Two things go on at the same time: the thread gets ready, is
    // started (`start()`) and serves its client; and `relay()` carries the
    // bytes between the client's `socket` and its `conn`, until the thread is
    // `done`. Return when both are over. If one fails, fail with its error at
    // once, and let no rejection go unseen.
    // #region 7.2.4
    await Promise.all([
      client.ready.then(() => client.start(handler, traffic)),
      relay(client.socket, client.conn, client.done),
    ]);
    // #endregion
  }

  /** Gives back all that a client had, whose end nobody else waits for. */
  async #detach(client: ServedClient): Promise<void> {
    // TODO(7.2.5): Socket, connection and thread must go at once, whatever they
    // are doing. But the client stays in `this.clients`, and keeps its place,
    // until its thread has really `ended`.
    // #region 7.2.5
    client.destroy();
    await client.ended;
    this.clients.delete(client);
    // #endregion
  }

  /** Called when nobody in the thread has caught an error. */
  #crashed(client: ServedClient, event: ErrorEvent): void {
    // TODO(7.2.6): Unless somebody prevents that, such an error goes on and
    // ends the whole program. Let the client `fail()` with an error that names
    // its thread and repeats the event's message.
    // #region 7.2.6
    event.preventDefault();
    client.fail(
      new Error(`Uncaught error in ${client.name}: ${event.message}`),
    );
    // #endregion
  }

  /** Called when the thread has ended by itself, as after `self.close()`. */
  #vanished(client: ServedClient): void {
    // TODO(7.2.6): Nobody else has noticed. Let the client `fail()` with an
    // error that names its thread, so that nothing waits for it any more.
    // #region 7.2.6
    client.fail(new Error(`Lost ${client.name} as it closed itself`));
    // #endregion
  }

  /** Waits until one more thread may be started. */
  async #vacancy(): Promise<void> {
    const { maxThreads } = this.#options;
    if (maxThreads === Infinity) return;
    // TODO(7.2.8): Return only when there are fewer than `maxThreads` clients.
    // `oneEnds()` resolves when a client has ended: a reason to look again, and
    // no permission. Those that wait stay in the backlog, so do not poll.
    // #region 7.2.8
    while (this.clients.size >= maxThreads) await this.oneEnds();
    // #endregion
  }

  shutdown(): Promise<void> {
    return this.#stopped ??= this.#stop();
  }

  async #stop(): Promise<void> {
    const { grace, onError } = this.#options;
    // TODO(7.2.8): No more clients come in. Those that are there have `grace`
    // milliseconds to finish, and nobody waits longer than they need
    // (`settles()`). Tell `onError` of each client that is cut off, by its
    // name, before `endAll()` ends it. Resolve when the server has `finished`.
    // #region 7.2.8
    this.stopListening();
    if (!await settles(this.finished, grace)) {
      for (const { name } of this.clients) {
        onError(
          new Deno.errors.TimedOut(
            `Cut off ${name} as it was not done ${grace} ms after shutdown()`,
          ),
        );
      }
      await this.endAll();
    }
    await this.finished;
    // #endregion
  }

  protected override giveUp(client: ServedClient): void {
    // TODO(7.2.8): `terminate()` cannot stop a thread that never comes back to
    // its event loop. Tell `onError` which one it is, by its name, and see to
    // it that nobody waits for its end any more (`abandon()`).
    // #region 7.2.8
    this.#options.onError(
      new Error(
        `Cannot stop ${client.name} as it is in an endless loop or blocked: it runs until the process ends, by Deno.exit()`,
      ),
    );
    client.abandon();
    // #endregion
  }
}
