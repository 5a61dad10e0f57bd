import {
  checkCount,
  checkTime,
  completeServer,
  type Server,
  type ServerOptions,
} from "../../given/server.ts";

/** Options of the thread server. */
export interface ThreadServerOptions extends ServerOptions {
  /** The module whose exported `handle(conn)` serves one client. */
  handler: URL;
  /**
   * The program that each thread runs.
   * @default {client_thread.ts beside this file}
   */
  thread?: URL;
  /**
   * How many threads may live at a time; more clients wait.
   * @default {Infinity}
   */
  maxThreads?: number;
  /**
   * How long, in milliseconds, a terminated thread may take to end before it is
   * reported as one that cannot be stopped. @default {500}
   */
  stopTime?: number;
  /**
   * Where all threads count what they carry, see `SharedTraffic`. Without it,
   * nothing is counted.
   */
  traffic?: SharedArrayBuffer | undefined;
}

/** A server that runs a thread for each connection. */
export interface ThreadServer extends Server {
  /** The names of the threads that live now, oldest first. */
  readonly threads: readonly string[];
}

/** The options with every default filled in. */
export type CompleteOptions =
  & Required<Omit<ThreadServerOptions, "traffic">>
  & Pick<ThreadServerOptions, "traffic">;

/**
 * Fills in every default.
 *
 * @throws {RangeError} If `maxThreads`, `grace` or `stopTime` is out of range.
 */
export function complete(options: ThreadServerOptions): CompleteOptions {
  const what = "thread server";
  const {
    handler,
    thread = new URL("../client_thread.ts", import.meta.url),
    maxThreads = Infinity,
    stopTime = 500,
    traffic,
  } = options;
  if (maxThreads !== Infinity) checkCount(what, "maxThreads", maxThreads);
  checkTime(what, "stopTime", stopTime);
  const common = completeServer(what, options);
  return { ...common, handler, thread, maxThreads, stopTime, traffic };
}
