/** A client and its child, joined by streams. */
export class Session {
  readonly #conn: Deno.TcpConn;
  readonly #child: Deno.ChildProcess;
  /** Resolves when the child and the socket are gone. Never rejects. */
  readonly done: Promise<void>;

  constructor(conn: Deno.TcpConn, child: Deno.ChildProcess) {
    this.#conn = conn;
    this.#child = child;
    this.done = this.#relay();
  }

  get pid(): number {
    return this.#child.pid;
  }

  terminate(): void {
    try {
      this.#child.kill("SIGTERM");
    } catch {
      // It has ended.
    }
  }

  /** Ends both sides at once. */
  cut(): void {
    this.#close();
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
  }

  async #relay(): Promise<void> {
    const conn = this.#conn;
    const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        const buffer = new Uint8Array(32 * 1024);
        const length = await conn.read(buffer);
        if (length === null) controller.close();
        else controller.enqueue(buffer.subarray(0, length));
      },
    }, { highWaterMark: 0 });
    const sink = new WritableStream<Uint8Array>({
      async write(bytes) {
        for (let at = 0; at < bytes.length;) {
          at += await conn.write(bytes.subarray(at));
        }
      },
      close: () => conn.closeWrite(),
    });
    const up = source.pipeTo(this.#child.stdin).catch(() => this.terminate());
    await this.#child.stdout.pipeTo(sink).catch(() => this.terminate());
    await this.#child.status;
    this.#close();
    await up;
  }

  #close(): void {
    try {
      this.#conn.close();
    } catch {
      // It is closed.
    }
  }
}
