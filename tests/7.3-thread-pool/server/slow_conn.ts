/** How many bytes a write takes, at most. */
const MOST = 2;

/**
 * A client's socket whose `write()` waits until the test lets it: what a client
 * does that reads late. Then it takes little at a time, as a full buffer does.
 * It sends one line and stays.
 */
export class SlowConn {
  /** What was called, in order. */
  readonly calls: string[] = [];
  /** What was written, as text. */
  text = "";
  readonly #written = Promise.withResolvers<void>();
  readonly #reads = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<never>();
  #line: Uint8Array | undefined;
  #isClosed = false;

  /** @param speaksFirst Whether it sends its line before it is written to. */
  constructor(line: string, speaksFirst = false) {
    if (speaksFirst) this.#written.resolve();
    this.#line = new TextEncoder().encode(`${line}\n`);
    this.#closed.promise.catch(() => {});
  }

  async read(p: Uint8Array): Promise<number> {
    await Promise.race([this.#written.promise, this.#closed.promise]);
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined) return await this.#closed.promise;
    p.set(line);
    return line.length;
  }

  async write(p: Uint8Array): Promise<number> {
    this.calls.push("write");
    if (this.#isClosed) return await this.#closed.promise;
    const part = p.subarray(0, MOST);
    this.text += new TextDecoder().decode(part);
    this.#written.resolve();
    await Promise.race([this.#reads.promise, this.#closed.promise]);
    return part.length;
  }

  /** Lets what is written go on. */
  readOn(): void {
    this.#reads.resolve();
  }

  closeWrite(): Promise<void> {
    this.calls.push("closeWrite");
    return Promise.resolve();
  }

  close(): void {
    this.calls.push("close");
    this.#isClosed = true;
    this.#closed.reject(new Deno.errors.BadResource("The socket is closed"));
  }
}
