import {
  checkCount,
  completeServer,
  type Server,
  type ServerOptions,
} from "../../given/server.ts";

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

/** Options of the prefork server. */
export interface PreforkServerOptions extends ServerOptions {
  /** How many children to keep running. */
  children: number;
  /**
   * The program that they run; it does what given/prefork_child.ts says.
   * @default {new URL("./prefork_child.ts", import.meta.url)}
   */
  child?: URL;
}

/** A server whose clients are served by child processes. */
export interface ProcessServer extends Server {
  /** The ids of the children that run now. */
  readonly children: readonly number[];
}

/**
 * Fills in the defaults.
 *
 * @throws {RangeError} If `maxChildren` or `grace` is out of range.
 * @throws {Deno.errors.NotFound} If `child` does not exist.
 */
export function completeFork(
  options: ForkServerOptions,
): Required<ForkServerOptions> {
  const what = "fork server";
  const { child, maxChildren = Infinity } = options;
  if (maxChildren !== Infinity) checkCount(what, "maxChildren", maxChildren);
  const common = completeServer(what, options);
  checkChild(what, child);
  return { ...common, child, maxChildren };
}

/**
 * Fills in the defaults.
 *
 * @throws {RangeError} If `children` or `grace` is out of range.
 * @throws {Deno.errors.NotFound} If `child` does not exist.
 * @throws {Deno.errors.NotSupported} If the system is not Linux.
 */
export function completePrefork(
  options: PreforkServerOptions,
): Required<PreforkServerOptions> {
  const what = "prefork server";
  const { children } = options;
  const { child = new URL("./prefork_child.ts", import.meta.url) } = options;
  checkCount(what, "children", children);
  const common = completeServer(what, options);
  checkChild(what, child);
  if (Deno.build.os !== "linux") {
    throw new Deno.errors.NotSupported(
      `Cannot start prefork server as Deno lets processes share a port (SO_REUSEPORT) on Linux only: this is ${Deno.build.os}`,
    );
  }
  return { ...common, children, child };
}

function checkChild(what: string, child: URL): void {
  try {
    if (child.protocol !== "file:" || Deno.statSync(child).isFile) return;
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  throw new Deno.errors.NotFound(
    `Cannot start ${what} as 'child' must be the URL of a program: there is no file ${child.href}`,
  );
}
