import type { Server, Stats } from "../../given/server.ts";
import { settles } from "../../given/lifetime.ts";

/**
 * The life of a server, from listening to the end of its last connection. What
 * it does with a client is left to the class that extends it.
 */
export abstract class ListeningServer implements Server {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
  protected readonly listener: Deno.TcpListener;
  /** The clients' sockets, and for each the promise that it was served. */
  protected readonly serving = new Map<Deno.TcpConn, Promise<void>>();
  readonly #grace: number;
  /** Whether clients are cut off, so that an error is no news. */
  protected closing = false;

  constructor(listener: Deno.TcpListener, grace: number) {
    this.listener = listener;
    this.addr = listener.addr as Deno.NetAddr;
    this.#grace = grace;
    // Not before the constructor of the extending class has run.
    this.finished = Promise.resolve().then(() => this.#run());
  }

  /** Accepts connections until the listener is closed. */
  protected abstract acceptAll(): Promise<void>;
  /** Ends what serves the clients, also in the middle of one. */
  protected abstract endThreads(): Promise<void>;
  abstract stats(): Stats;

  /** Notes that a client is being served, until `served` resolves. */
  protected keep(conn: Deno.TcpConn, served: Promise<void>): void {
    this.serving.set(
      conn,
      served.finally(() => {
        this.serving.delete(conn);
        hangUp(conn);
      }),
    );
  }

  async shutdown(): Promise<void> {
    hangUp(this.listener);
    await settles(Promise.all(this.serving.values()), this.#grace);
    await this.close();
  }

  async close(): Promise<void> {
    this.closing = true;
    hangUp(this.listener);
    for (const conn of this.serving.keys()) hangUp(conn);
    await this.endThreads();
    await this.finished;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  async #run(): Promise<void> {
    try {
      await this.acceptAll();
    } finally {
      hangUp(this.listener);
      while (this.serving.size > 0) await Promise.all(this.serving.values());
      await this.endThreads();
    }
  }
}

/** Closes a socket. Once closed, does nothing. */
export function hangUp(socket: Deno.TcpConn | Deno.TcpListener): void {
  try {
    socket.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
