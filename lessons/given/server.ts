/** What every server of this course can be told. */
export interface ServerOptions {
  /** @default {"127.0.0.1"} */
  hostname?: string;
  /** 0 lets the system choose a free port. @default {0} */
  port?: number;
  /**
   * How long, in milliseconds, {@linkcode Server.shutdown} lets clients finish.
   * @default {5_000}
   */
  grace?: number;
  /**
   * Told of each error that ended one connection. It must not throw.
   * @default {console.error}
   */
  onError?: (error: unknown) => void;
}

/** What a server has done so far. */
export interface Stats {
  /** Connections since the start. */
  accepted: number;
  /** Connections that are being served. */
  active: number;
  /** Handlers (processes or threads) that ended well. */
  exited: number;
  /** Handlers that crashed or were killed. */
  failed: number;
}

/** A running server. Disposing of it is the same as {@linkcode shutdown}. */
export interface Server extends AsyncDisposable {
  /** Where it listens, with the port that was chosen. */
  readonly addr: Deno.NetAddr;
  /**
   * Resolves when the server has stopped and nothing of it is left. Rejects if
   * it had to stop, with the error that `onError` was told of.
   */
  readonly finished: Promise<void>;
  /** A copy of the counters. */
  stats(): Stats;
  /**
   * Stops accepting, lets the clients finish, and ends those that are left
   * after `grace` milliseconds. Resolves with {@linkcode finished}. A second call
   * waits for the same end.
   */
  shutdown(): Promise<void>;
  /**
   * Stops accepting and ends every client at once, like `kill -9`. Resolves
   * with {@linkcode finished}.
   */
  close(): Promise<void>;
}

/**
 * Fills in the defaults. `what` is the server's name in errors.
 *
 * @throws {RangeError} If `grace` is out of range.
 */
export function completeServer(
  what: string,
  options: ServerOptions,
): Required<ServerOptions> {
  const { hostname = "127.0.0.1", port = 0 } = options;
  const { grace = 5_000, onError = console.error } = options;
  checkTime(what, "grace", grace);
  return { hostname, port, grace, onError };
}

/** @throws {RangeError} If `value` is not a whole number of at least 1. */
export function checkCount(what: string, name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(
    `Cannot start ${what} as '${name}' must be a whole number of at least 1: received ${value}`,
  );
}

/**
 * @throws {RangeError} If `value` is not a time in milliseconds that
 * `setTimeout()` can hold (31 bits).
 */
export function checkTime(what: string, name: string, value: number): void {
  if (value >= 0 && value < 2 ** 31) return;
  throw new RangeError(
    `Cannot start ${what} as '${name}' must be a number of milliseconds from 0 to ${
      2 ** 31 - 1
    }: received ${value}`,
  );
}
