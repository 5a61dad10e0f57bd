import {
  hangUp,
  ListeningServer,
  onStopSignal,
} from "../../given/listening.ts";

/** Sends a child a signal. Once it has ended, does nothing. */
export function sendSignal(
  child: Deno.ChildProcess,
  signal: Deno.Signal,
): void {
  try {
    child.kill(signal);
  } catch (error) {
    // What Deno throws for a child that was already reaped.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** One client's socket and the child process that serves it. */
export class Connection {
  readonly conn: Deno.TcpConn;
  readonly child: Deno.ChildProcess;
  readonly input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly output: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  readonly #ended = Promise.withResolvers<void>();

  /** Whether the connection is over, so that an error on it is no news. */
  over = false;

  constructor(conn: Deno.TcpConn, child: Deno.ChildProcess) {
    this.conn = conn;
    this.child = child;
    this.input = child.stdin.getWriter();
    this.output = child.stdout.getReader();
  }

  /** Resolves once nothing of the connection is left. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Closes the socket, both directions. Once closed, does nothing. */
  hangUp(): void {
    this.over = true;
    hangUp(this.conn);
  }

  /** Sends the child a signal. Once it has ended, does nothing. */
  kill(signal: Deno.Signal): void {
    sendSignal(this.child, signal);
  }

  /** Ends both sides at once: `close()` and `kill -9`. */
  destroy(): void {
    this.hangUp();
    this.kill("SIGKILL");
    // Whatever they might reject with: both pipes are given up.
    this.input.abort().catch(() => {});
    this.output.cancel().catch(() => {});
    this.#discardErrors();
  }

  #discardErrors(): void {
    try {
      this.child.stderr.cancel().catch(() => {});
    } catch (error) {
      // What Deno throws for a stderr that is no pipe.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Gives back all that is still held and resolves {@linkcode ended}. */
  [Symbol.dispose](): void {
    this.destroy();
    this.#ended.resolve();
  }
}

/** A server of such connections, that SIGINT and SIGTERM shut down. */
export abstract class ConnectionServer extends ListeningServer {
  /** The connections that have not ended. */
  protected readonly connections = new Set<Connection>();

  constructor(listener: Deno.TcpListener, onError: (error: unknown) => void) {
    super(listener, onError);
    onStopSignal(() => void this.shutdown(), this.finished);
  }

  protected track(connection: Connection): void {
    this.connections.add(connection);
    void connection.ended.then(() => this.connections.delete(connection));
    this.keep(connection.ended);
  }

  async close(): Promise<void> {
    this.stopListening();
    for (const connection of this.connections) connection.destroy();
    await this.finished;
  }
}
