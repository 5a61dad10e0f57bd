import { ConnectionServer } from "../connection_server.ts";
import { complete } from "./pool_options.ts";
import { RequestServer } from "../request_server.ts";
import {
  check,
  listen,
  type PoolServer,
  type PoolServerOptions,
} from "./server_options.ts";

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
