/** One client's socket and the child process that serves it. */
export class Connection {
  readonly conn: Deno.TcpConn;
  readonly child: Deno.ChildProcess;
  /** Writes to the child's standard input. */
  readonly input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  /** Reads what the child writes to its standard output. */
  readonly output: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  /** Resolves once nothing of the connection is left. */
  readonly ended: Promise<void>;
  readonly #end: () => void;

  /** Whether the connection is over, so that an error on it is no news. */
  over = false;

  constructor(conn: Deno.TcpConn, child: Deno.ChildProcess) {
    this.conn = conn;
    this.child = child;
    this.input = child.stdin.getWriter();
    this.output = child.stdout.getReader();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
  }

  /** Closes the socket, both directions. Once closed, does nothing. */
  hangUp(): void {
    this.over = true;
    try {
      this.conn.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  /** Sends the child a signal. Once it has ended, does nothing. */
  kill(signal: Deno.Signal): void {
    try {
      this.child.kill(signal);
    } catch (error) {
      // What Deno throws for a child that was already reaped.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Ends both sides at once: `close()` and `kill -9`. */
  destroy(): void {
    this.hangUp();
    this.kill("SIGKILL");
    // Both fail where the pipe is broken or closed, which is what is wanted.
    this.input.abort().catch(() => {});
    this.output.cancel().catch(() => {});
    this.#discardErrors();
  }

  /** Closes the child's stderr, where it is a pipe. */
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
    this.#end();
  }
}
