/**
 * `@std/net` where JSR cannot be reached. The npm mirror lacks this package, so
 * the one function that the course uses is written out here.
 *
 * @module
 */

/** Options for {@linkcode getAvailablePort}. */
export interface GetAvailablePortOptions {
  /** The port to try first. */
  preferredPort?: number;
}

/**
 * A TCP port that nothing listened on a moment ago, as the kernel chose it for
 * a socket bound to port 0. Another process may take it before the caller does.
 *
 * @throws {Deno.errors.AddrInUse} Never for the preferred port: another one is
 * returned instead.
 */
export function getAvailablePort(options?: GetAvailablePortOptions): number {
  if (options?.preferredPort !== undefined) {
    try {
      using listener = Deno.listen({ port: options.preferredPort });
      return listener.addr.port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  using listener = Deno.listen({ port: 0 });
  return listener.addr.port;
}
