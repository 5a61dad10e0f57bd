import type { PoolStats, ThreadPoolOptions } from "../thread_pool.ts";
import type { Server, ServerOptions, Stats } from "../../given/server.ts";

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

/**
 * Checks what the pool does not check itself.
 *
 * @throws {RangeError | TypeError} If `grace` or `per` is out of range.
 */
export function check(grace: number, per: Per): void {
  // A timer holds 31 bits; a longer one would fire at once.
  if (!(grace >= 0 && grace < 2 ** 31)) {
    throw new RangeError(
      `Cannot start pool server as 'grace' must be a number of milliseconds from 0 to ${
        2 ** 31 - 1
      }: received ${grace}`,
    );
  }
  if (per !== "connection" && per !== "request") {
    throw new TypeError(
      `Cannot start pool server as 'per' must be "connection" or "request": received ${
        Deno.inspect(per)
      }`,
    );
  }
}

/**
 * Listens for connections: `socket()`, `bind()` and `listen()` of C.
 *
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 */
export function listen(hostname: string, port: number): Deno.TcpListener {
  try {
    return Deno.listen({ hostname, port });
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause;
    throw new Deno.errors.AddrInUse(
      `Cannot start pool server as port ${port} of ${hostname} is in use: stop the program that has it, or pass 'port: 0' for a free one`,
      { cause },
    );
  }
}
