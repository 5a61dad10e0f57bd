import { checkChild, checkCount, checkGrace } from "./options.ts";
import type { Server, ServerOptions } from "../../given/server.ts";

/** Options of the fork server. */
export interface ForkServerOptions extends ServerOptions {
  /** The program that serves one client over its stdin and stdout. */
  child: URL;
  /**
   * How many children may run at a time; more clients wait.
   * @default {Infinity}
   */
  maxChildren?: number;
}

/** A server that runs a process for each connection. */
export interface ForkServer extends Server {
  /** The ids of the child processes that are running now. */
  readonly children: readonly number[];
}

/**
 * The options with every default filled in.
 *
 * @throws {RangeError} If `maxChildren` or `grace` is out of range.
 * @throws {Deno.errors.NotFound} If `child` does not exist.
 */
export function complete(
  options: ForkServerOptions,
): Required<ForkServerOptions> {
  const {
    child,
    maxChildren = Infinity,
    hostname = "127.0.0.1",
    port = 0,
    grace = 5_000,
    onError = console.error,
  } = options;
  if (maxChildren !== Infinity) {
    checkCount("fork server", "maxChildren", maxChildren);
  }
  checkGrace("fork server", grace);
  checkChild("fork server", child);
  return { child, maxChildren, hostname, port, grace, onError };
}
