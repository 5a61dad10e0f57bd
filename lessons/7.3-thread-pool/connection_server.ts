import { Channel, type ConnectionData } from "./given/channel.ts";
import { hangUp } from "../given/listening.ts";
import { PoolFullError } from "./given/pool.ts";
import { type CompleteOptions, PooledServer } from "./given/pooled_server.ts";
import { downstream, upstream } from "./given/relay.ts";
import { ThreadPool } from "./thread_pool.ts";

/** A thread serves one client until it leaves, as in `pool.c`. */
export class ConnectionServer extends PooledServer {
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
      new URL("./given/channel.ts", import.meta.url),
      { ...options, data },
    );
  }

  protected override async acceptAll(): Promise<void> {
    // TODO(7.3.9): `admit()` each connection that `this.listener` gives,
    // without waiting for its end. With `onFull: "wait"`, accept no more than
    // there are channels: await a `#vacancy()`.
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
    // TODO(7.3.9): The task is the channel's number; submit it at once, because
    // a handler may speak first. Both directions, `upstream()` and
    // `downstream()`, go on meanwhile. When one of them fails, the client is
    // gone: close the channel, so that the thread does not wait for ever. When
    // the task has ended, end the channel's output, so that the client gets
    // what is left in it and then the end; and `hangUp()`, also on a client
    // that stays. Return when both directions are over, because the channel
    // then gets another client. Throw what the task threw.
    throw new Error("TODO(7.3.9)");
  }

  protected override async release(): Promise<void> {
    // A thread that sleeps in read() or write() cannot be ended.
    for (const channel of this.#used) channel.close();
    await super.release();
  }
}
