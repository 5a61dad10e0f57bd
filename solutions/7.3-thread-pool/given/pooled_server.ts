import { PoolFullError } from "./errors.ts";
import { ListeningServer } from "./listening_server.ts";
import type {
  CompleteOptions,
  PoolServer,
  PoolServerStats,
} from "./server_options.ts";
import type { ThreadPool } from "../thread_pool.ts";

/** A server with a pool of threads. How they serve a client is left open. */
export abstract class PooledServer extends ListeningServer
  implements PoolServer {
  readonly #onError: (error: unknown) => void;
  protected readonly counts = {
    accepted: 0,
    exited: 0,
    failed: 0,
    rejected: 0,
  };

  constructor(listener: Deno.TcpListener, options: CompleteOptions) {
    super(listener, options.grace);
    this.#onError = options.onError;
  }

  protected abstract readonly pool: Pick<ThreadPool, "stats" | "close">;
  /** Serves one client to its end. */
  protected abstract serve(conn: Deno.TcpConn): Promise<void>;

  stats(): PoolServerStats {
    return {
      ...this.counts,
      active: this.serving.size,
      pool: this.pool.stats(),
    };
  }

  protected override async endThreads(): Promise<void> {
    await this.pool.close();
  }

  /** Starts serving a client, and does not wait for its end. */
  protected admit(conn: Deno.TcpConn): void {
    this.counts.accepted++;
    this.keep(conn, this.#count(this.serve(conn)));
  }

  /** Counts how a connection ends. */
  async #count(served: Promise<void>): Promise<void> {
    try {
      await served;
      this.counts.exited++;
    } catch (error) {
      if (error instanceof PoolFullError) {
        this.counts.rejected++;
        return;
      }
      this.counts.failed++;
      if (!this.closing) this.#onError(error);
    }
  }
}
