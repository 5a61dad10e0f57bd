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
    // TODO(7.2.4): `this.admit()` each connection that `this.listener` gives:
    // it does not wait for the client's end. Then wait for a `#vacancy()`
    // before you take the next one. The iteration ends when the listener is
    // closed.
    throw new Error("TODO(7.2.4)");
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
    // TODO(7.2.4): Start a module worker with `this.#options.thread` as its
    // program and this name, and return a ServedClient.
    throw new Error("TODO(7.2.4)");
  }

  /** Lets a client's thread serve it, and returns when both are done. */
  async #attend(client: ServedClient): Promise<void> {
    const { handler, traffic } = this.#options;
    // TODO(7.2.4): When the client's thread is `ready`, `start()` it. Meanwhile
    // `relay()` the bytes between the client's `socket` and `conn`. Wait for
    // both, and for an error of either: what is rejected must not stay unseen.
    throw new Error("TODO(7.2.4)");
  }

  /** Gives back all that a client had, whose end nobody else waits for. */
  async #detach(client: ServedClient): Promise<void> {
    // TODO(7.2.5): `destroy()` the client, wait until its thread has `ended`,
    // and then remove it from `this.clients`.
    throw new Error("TODO(7.2.5)");
  }

  /** Called when nobody in the thread has caught an error. */
  #crashed(client: ServedClient, event: ErrorEvent): void {
    // TODO(7.2.6): Such an error ends the whole program: prevent that. Then let
    // the client `fail()` with an error that names its thread and says what
    // the event's message says.
    throw new Error("TODO(7.2.6)");
  }

  /** Called when the thread has ended by itself, as after `self.close()`. */
  #vanished(client: ServedClient): void {
    // TODO(7.2.6): Let the client `fail()` with an error that names its thread.
    throw new Error("TODO(7.2.6)");
  }

  /** Waits until one more thread may be started. */
  async #vacancy(): Promise<void> {
    const { maxThreads } = this.#options;
    if (maxThreads === Infinity) return;
    // TODO(7.2.8): As long as there are `maxThreads` clients, wait for the end
    // of one: `oneEnds()` resolves then. Clients that wait stay in the queue of
    // the listening socket.
    throw new Error("TODO(7.2.8)");
  }

  shutdown(): Promise<void> {
    return this.#stopped ??= this.#stop();
  }

  async #stop(): Promise<void> {
    const { grace, onError } = this.#options;
    // TODO(7.2.8): Stop listening and give the server `grace` milliseconds to
    // finish (`settles()` waits for you). If that is not enough, tell `onError`
    // of each client that is cut, by its name, and `endAll()`. In the end, wait
    // until the server has `finished`.
    throw new Error("TODO(7.2.8)");
  }

  protected override giveUp(client: ServedClient): void {
    // TODO(7.2.8): `terminate()` cannot stop a thread that never comes back to
    // its event loop. Tell `onError` which one it is, by its name, and `abandon()`
    // the client, so that nobody waits for its end.
    throw new Error("TODO(7.2.8)");
  }
}
