import type { Connection } from "./connection.ts";
import type { Server, Stats } from "../../given/server.ts";
import { onStopSignal } from "./signals.ts";

/**
 * The life of a server, from listening to the end of its last connection. What
 * it does with a client is left to the class that extends it.
 */
export abstract class ListeningServer implements Server {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
  /** The connections that have not ended. */
  protected readonly connections = new Set<Connection>();
  protected readonly listener: Deno.TcpListener;

  constructor(listener: Deno.TcpListener, onError: (error: unknown) => void) {
    this.listener = listener;
    this.addr = listener.addr as Deno.NetAddr;
    // Not before the constructor of the extending class has run.
    this.finished = Promise.resolve().then(() => this.#run(onError));
  }

  /** Accepts connections until the listener is closed. */
  protected abstract acceptAll(): Promise<void>;
  abstract stats(): Stats;
  abstract shutdown(): Promise<void>;

  /** Counts a connection among those to wait for until it has ended. */
  protected track(connection: Connection): void {
    this.connections.add(connection);
    void connection.ended.then(() => this.connections.delete(connection));
  }

  /** Closes the listening socket. Once closed, does nothing. */
  protected stopListening(): void {
    try {
      this.listener.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async close(): Promise<void> {
    this.stopListening();
    for (const connection of this.connections) connection.destroy();
    await this.finished;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  async #run(onError: (error: unknown) => void): Promise<void> {
    using _signals = onStopSignal(() => void this.shutdown());
    try {
      await this.acceptAll();
    } catch (error) {
      // The clients may take long to end; whoever watches must know now.
      onError(error);
      throw error;
    } finally {
      this.stopListening();
      await Promise.all([...this.connections].map(({ ended }) => ended));
    }
  }
}
