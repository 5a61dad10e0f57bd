import type { Server, ServerOptions } from "../../given/server.ts";

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
   * How long, in milliseconds, a thread that was told to terminate may take
   * before it is reported as one that cannot be stopped. One that runs no
   * JavaScript ends in a few.
   * @default {500}
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
  const {
    handler,
    thread = new URL("../client_thread.ts", import.meta.url),
    maxThreads = Infinity,
    stopTime = 500,
    traffic,
    hostname = "127.0.0.1",
    port = 0,
    grace = 5_000,
    onError = console.error,
  } = options;
  if (
    maxThreads !== Infinity && !(Number.isInteger(maxThreads) && maxThreads > 0)
  ) {
    throw new RangeError(
      `Cannot start thread server as 'maxThreads' must be a whole number of at least 1: received ${maxThreads}`,
    );
  }
  for (const [name, time] of Object.entries({ grace, stopTime })) {
    // A timer holds 31 bits; a longer one would fire at once.
    if (time >= 0 && time < 2 ** 31) continue;
    throw new RangeError(
      `Cannot start thread server as '${name}' must be a number of milliseconds from 0 to ${
        2 ** 31 - 1
      }: received ${time}`,
    );
  }
  return {
    handler,
    thread,
    maxThreads,
    stopTime,
    traffic,
    hostname,
    port,
    grace,
    onError,
  };
}
