import { checkChild, checkCount, checkGrace } from "./options.ts";
import type { Server, ServerOptions } from "../../given/server.ts";

/** Options of the prefork server. */
export interface PreforkServerOptions extends ServerOptions {
  /** How many children to keep running. */
  children: number;
  /**
   * The program that they run; its contract is that of prefork_child.ts.
   * @default {new URL("./prefork_child.ts", import.meta.url)}
   */
  child?: URL;
}

/** A server whose children all listen on one port. */
export interface PreforkServer extends Server {
  /** The ids of the child processes that are running now. */
  readonly children: readonly number[];
}

/**
 * The options with every default filled in.
 *
 * @throws {RangeError} If `children` or `grace` is out of range.
 * @throws {Deno.errors.NotFound} If `child` does not exist.
 * @throws {Deno.errors.NotSupported} If the system is not Linux.
 */
export function complete(
  options: PreforkServerOptions,
): Required<PreforkServerOptions> {
  const {
    children,
    child = new URL("./prefork_child.ts", import.meta.url),
    hostname = "127.0.0.1",
    port = 0,
    grace = 5_000,
    onError = console.error,
  } = options;
  checkCount("prefork server", "children", children);
  checkGrace("prefork server", grace);
  checkChild("prefork server", child);
  if (Deno.build.os !== "linux") {
    throw new Deno.errors.NotSupported(
      `Cannot start prefork server as only Linux lets processes share a port (SO_REUSEPORT): this is ${Deno.build.os}`,
    );
  }
  return { children, child, hostname, port, grace, onError };
}
