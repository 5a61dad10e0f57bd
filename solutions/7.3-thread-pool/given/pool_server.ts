import { ConnectionServer } from "../connection_server.ts";
import { listen } from "../../given/listening.ts";
import { completeServer } from "../../given/server.ts";
import { complete } from "./pool.ts";
import type { PoolServer, PoolServerOptions } from "./pooled_server.ts";
import { RequestServer } from "../request_server.ts";

/**
 * Starts a server whose clients share a fixed number of threads.
 *
 * With `per: "connection"`, as in `pool.c`: a thread serves one client until
 * it leaves, and further ones wait in the queue. With `per: "request"`, the
 * event loop reads lines from all clients, and a thread works on one line only:
 * `epoll` and a thread pool.
 *
 * @throws {RangeError | TypeError} If an option is out of range.
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 */
export function poolServer(options: PoolServerOptions): PoolServer {
  const { handler, per = "connection" } = options;
  if (per !== "connection" && per !== "request") {
    throw new TypeError(
      `Cannot start pool server as 'per' must be "connection" or "request": received ${
        Deno.inspect(per)
      }`,
    );
  }
  const server = completeServer("pool server", options);
  const settings = { ...complete(options), ...server, handler };
  const Kind = per === "connection" ? ConnectionServer : RequestServer;
  return new Kind(listen("pool server", server), settings);
}
