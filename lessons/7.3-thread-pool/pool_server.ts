import { Channel } from "./channel.ts";
import type { ConnectionData } from "./connection_task.ts";
import { PoolFullError } from "./errors.ts";
import { lines, writeLine } from "./frames.ts";
import { hangUp, ListeningServer } from "./listening_server.ts";
import { complete } from "./pool_options.ts";
import { downstream, upstream } from "./relay.ts";
import {
  check,
  type CompleteOptions,
  listen,
  type PoolServer,
  type PoolServerOptions,
  type PoolServerStats,
} from "./server_options.ts";
import { ThreadPool } from "./thread_pool.ts";

export type { PoolServer, PoolServerOptions } from "./server_options.ts";

/**
 * Starts a server whose clients share a fixed number of threads.
 *
 * With `per: "connection"`, as in the chapter: a thread serves one client until
 * it leaves, and further ones wait in the queue. With `per: "request"`, the
 * event loop reads lines from all clients, and a thread works on one line only:
 * `epoll` and a thread pool.
 *
 * @throws {RangeError | TypeError} If an option is out of range.
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 */
export function poolServer(options: PoolServerOptions): PoolServer {
  const { hostname = "127.0.0.1", port = 0, grace = 5_000 } = options;
  const { per = "connection", handler, onError = console.error } = options;
  check(grace, per);
  const { threads, queue, onFull } = complete(options);
  const settings = { handler, grace, threads, queue, onFull, onError };
  const listener = listen(hostname, port);
  return per === "connection"
    ? new ConnectionServer(listener, settings)
    : new RequestServer(listener, settings);
}

abstract class PooledServer extends ListeningServer implements PoolServer {
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

/** A thread serves one client until it leaves, as in the chapter. */
class ConnectionServer extends PooledServer {
  protected override readonly pool: ThreadPool<number, void>;
  readonly #options: CompleteOptions;
  /** The channels that no connection uses. */
  readonly #free: Channel[] = [];
  readonly #used = new Set<Channel>();
  #vacant = Promise.withResolvers<void>();

  constructor(listener: Deno.TcpListener, options: CompleteOptions) {
    super(listener, options);
    const places = options.threads + options.queue;
    const channels = new SharedArrayBuffer(places * Channel.BYTE_LENGTH);
    for (let number = 0; number < places; number++) {
      this.#free.push(new Channel(channels, number));
    }
    const data: ConnectionData = { channels, handler: options.handler.href };
    this.#options = options;
    this.pool = new ThreadPool(
      new URL("./connection_task.ts", import.meta.url),
      { ...options, data },
    );
  }

  protected override async acceptAll(): Promise<void> {
    // TODO(7.3.9): `admit()` each connection that `this.listener` gives, without
    // waiting for its end. With `onFull: "wait"`, await a `#vacancy()` before
    // you take the next one.
    throw new Error("TODO(7.3.9)");
  }

  /** Waits until a channel is free. */
  async #vacancy(): Promise<void> {
    while (this.#free.length === 0) await this.#vacant.promise;
  }

  protected override async serve(conn: Deno.TcpConn): Promise<void> {
    const { threads, queue } = this.#options;
    const channel = this.#free.pop();
    if (channel === undefined) throw new PoolFullError(threads, queue);
    channel.reset();
    this.#used.add(channel);
    try {
      await this.#relay(conn, channel);
    } finally {
      this.#used.delete(channel);
      this.#free.push(channel);
      this.#vacant.resolve();
      this.#vacant = Promise.withResolvers();
    }
  }

  /** Carries bytes between the socket and the thread until both have ended. */
  async #relay(conn: Deno.TcpConn, channel: Channel): Promise<void> {
    // TODO(7.3.9): Submit the channel's number to the pool. Meanwhile carry what
    // comes `upstream()` and `downstream()`. When the task has ended, end the
    // channel's output, so that the client gets what is left in it and then the
    // end. When one of the two fails, the client is gone: close the channel, so
    // that the thread does not wait for ever. Throw what the task threw.
    throw new Error("TODO(7.3.9)");
  }

  protected override async endThreads(): Promise<void> {
    // A thread that sleeps in read() or write() cannot be ended.
    for (const channel of this.#used) channel.close();
    await super.endThreads();
  }
}

/** The event loop reads requests; a thread works on one and is free again. */
class RequestServer extends PooledServer {
  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;

  constructor(listener: Deno.TcpListener, options: CompleteOptions) {
    super(listener, options);
    this.pool = new ThreadPool(options.handler, options);
  }

  protected override async acceptAll(): Promise<void> {
    // TODO(7.3.9): `admit()` each connection that `this.listener` gives, without
    // waiting for its end.
    throw new Error("TODO(7.3.9)");
  }

  protected override async serve(conn: Deno.TcpConn): Promise<void> {
    // TODO(7.3.9): For each of the `lines()` that the client sends, submit it to
    // the pool, and `writeLine()` the result, before you read on: so the replies
    // come in order, and a client that does not read sends no more. At the end,
    // close the socket's writing side.
    throw new Error("TODO(7.3.9)");
  }
}
