const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A client of a server under test. Disposing of it closes its connection. */
export class Client implements Disposable {
  readonly #conn: Deno.TcpConn;
  #buffer = new Uint8Array(0);
  #ended = false;
  #received = 0;

  private constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
  }

  static async connect({ hostname, port }: Deno.NetAddr): Promise<Client> {
    return new Client(await Deno.connect({ hostname, port }));
  }

  /** The client's own port, by which the system tells its connection. */
  get port(): number {
    return (this.#conn.localAddr as Deno.NetAddr).port;
  }

  /** How many bytes have come so far. */
  get received(): number {
    return this.#received;
  }

  /** Resolves when something has come that was not taken, or the end. */
  async comes(): Promise<void> {
    if (this.#buffer.length === 0) await this.#fill();
  }

  /** What has come while somebody waited, and was not taken. */
  get untaken(): Uint8Array {
    return this.#buffer;
  }

  /** Sends all of `data`. `progress` is told the total after each part. */
  async send(
    data: string | Uint8Array,
    progress: (sent: number) => void = () => {},
  ): Promise<void> {
    const bytes = typeof data === "string" ? encoder.encode(data) : data;
    for (let sent = 0; sent < bytes.length; progress(sent)) {
      sent += await this.#conn.write(bytes.subarray(sent));
    }
  }

  /** Closes the writing side, as `deno task talk --half-close` does at the end of its input. */
  async end(): Promise<void> {
    await this.#conn.closeWrite();
  }

  /** The next line without its end, or undefined when the server has closed. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf(0x0a);
      if (end >= 0) return decoder.decode(this.#take(end + 1)).slice(0, -1);
      if (!await this.#fill()) return undefined;
    }
  }

  /** The next `length` bytes; fewer when the server closes before. */
  async bytes(length: number): Promise<Uint8Array> {
    const parts = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      if (this.#buffer.length === 0 && !await this.#fill()) break;
      const part = this.#take(Math.min(length - at, this.#buffer.length));
      parts.set(part, at);
      at += part.length;
    }
    return parts.subarray(0, at);
  }

  /**
   * What the server sends until it closes. A reset counts as a close: which of
   * the two comes is the system's choice when a server dies.
   */
  async rest(): Promise<string> {
    while (await this.#fill());
    return decoder.decode(this.#take(this.#buffer.length));
  }

  [Symbol.dispose](): void {
    try {
      this.#conn.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  #take(length: number): Uint8Array {
    const taken = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return taken;
  }

  /** Reads more; false at the end. */
  async #fill(): Promise<boolean> {
    if (this.#ended) return false;
    const part = new Uint8Array(64 * 1024);
    const length = await this.#conn.read(part).catch((error) => {
      if (error instanceof Deno.errors.ConnectionReset) return null;
      throw error;
    });
    if (length === null) {
      this.#ended = true;
      return false;
    }
    this.#received += length;
    const joined = new Uint8Array(this.#buffer.length + length);
    joined.set(this.#buffer);
    joined.set(part.subarray(0, length), this.#buffer.length);
    this.#buffer = joined;
    return true;
  }
}
