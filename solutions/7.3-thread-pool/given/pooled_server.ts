import { settles } from "../../given/lifetime.ts";
import { hangUp, ListeningServer } from "../../given/listening.ts";
import type { Server, ServerOptions, Stats } from "../../given/server.ts";
import {
  PoolFullError,
  type PoolStats,
  type ThreadPoolOptions,
} from "./pool.ts";
import type { ThreadPool } from "../thread_pool.ts";

/** What a thread is busy with: a client as long as it stays, or one request. */
export type Per = "connection" | "request";

/** Options of the pool server. */
export interface PoolServerOptions
  extends ServerOptions, Omit<ThreadPoolOptions, "data"> {
  /**
   * The module that serves clients. With `per: "connection"`, its default
   * export is a `ConnectionHandler`; with `per: "request"`, a function from the
   * bytes of a line to the bytes of the line that is sent back.
   */
  handler: URL;
  /** @default {"connection"} */
  per?: Per;
}

/** What both kinds of server need, with every default filled in. */
export type CompleteOptions = Required<
  Omit<PoolServerOptions, "hostname" | "port" | "per">
>;

/** What a pool server has done so far. */
export interface PoolServerStats extends Stats {
  /** Connections that were closed as the queue was full. */
  rejected: number;
  pool: PoolStats;
}

/** A server whose clients share a fixed number of threads. */
export interface PoolServer extends Server {
  stats(): PoolServerStats;
}

/** A server with a pool of threads. */
export abstract class PooledServer extends ListeningServer
  implements PoolServer {
  readonly #grace: number;
  readonly #onError: (error: unknown) => void;
  readonly #clients = new Set<Deno.TcpConn>();
  readonly #counts = { accepted: 0, exited: 0, failed: 0, rejected: 0 };
  #closing = false;

  constructor(
    listener: Deno.TcpListener,
    { grace, onError }: CompleteOptions,
  ) {
    super(listener, onError);
    this.#grace = grace;
    this.#onError = onError;
  }

  protected abstract readonly pool: Pick<ThreadPool, "stats" | "close">;
  protected abstract serve(conn: Deno.TcpConn): Promise<void>;

  stats(): PoolServerStats {
    return {
      ...this.#counts,
      active: this.#clients.size,
      pool: this.pool.stats(),
    };
  }

  /** Starts serving a client, and does not wait for its end. */
  protected admit(conn: Deno.TcpConn): void {
    this.#counts.accepted++;
    this.#clients.add(conn);
    this.keep(this.#attend(conn));
  }

  /** Serves a client, and counts how that ends. */
  async #attend(conn: Deno.TcpConn): Promise<void> {
    try {
      await this.serve(conn);
      this.#counts.exited++;
    } catch (error) {
      const refused = error instanceof PoolFullError;
      this.#counts[refused ? "rejected" : "failed"]++;
      if (!refused && !this.#closing) this.#onError(error);
    } finally {
      this.#clients.delete(conn);
      hangUp(conn);
    }
  }

  async shutdown(): Promise<void> {
    this.stopListening();
    await settles(Promise.all(this.serving), this.#grace);
    await this.close();
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.stopListening();
    for (const conn of this.#clients) hangUp(conn);
    await this.release();
    await this.finished;
  }

  protected override async release(): Promise<void> {
    await this.pool.close();
  }
}
