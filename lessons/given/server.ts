/** What every server of this course can be told. */
export interface ServerOptions {
  /** The address to listen on. @default {"127.0.0.1"} */
  hostname?: string;
  /** The port to listen on; 0 lets the system choose a free one. @default {0} */
  port?: number;
  /**
   * How long, in milliseconds, {@linkcode Server.shutdown} lets clients finish
   * before it ends them. @default {5_000}
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
  /** Connections taken from the listener since the start. */
  accepted: number;
  /** Connections that are being served now. */
  active: number;
  /** Handlers (processes or threads) that ended well. */
  exited: number;
  /** Handlers that crashed or were killed. */
  failed: number;
}

/** A running server. Disposing of it is the same as {@linkcode shutdown}. */
export interface Server extends AsyncDisposable {
  /** Where it listens. With `port: 0`, this holds the port that was chosen. */
  readonly addr: Deno.NetAddr;
  /** Resolves when the server has stopped and nothing of it is left. */
  readonly finished: Promise<void>;
  /** A copy of the counters as they stand now. */
  stats(): Stats;
  /**
   * Stops accepting and lets the clients finish; those that are still there
   * after `grace` milliseconds are ended. Resolves with {@linkcode finished}.
   * A second call waits for the same end.
   */
  shutdown(): Promise<void>;
  /**
   * Stops accepting and ends every client at once, like `kill -9`. Resolves
   * with {@linkcode finished}.
   */
  close(): Promise<void>;
}
