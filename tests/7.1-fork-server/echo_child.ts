const CHILD = new URL(
  "../../lessons/7.1-fork-server/echo_child.ts",
  import.meta.url,
);

/** A running echo_child.ts. Disposing of it kills it. */
export class EchoChild implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #over: Promise<unknown>;
  #buffer = new Uint8Array(2 * 1024 * 1024);
  #length = 0;
  #errors = "";
  #code: number | undefined;
  #leftInput = false;
  #mayRead = Promise.resolve();
  /** From now on, its stdout is read again. */
  #readOn = () => {};

  /** @param flags More flags of `deno run`. */
  constructor(...flags: string[]) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", ...flags, CHILD.href],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#over = this.#listen();
  }

  /** What it has written to stdout so far, up to 2 MiB. */
  get output(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Whether it has ended, and all that it wrote has come. */
  get ended(): boolean {
    return this.#code !== undefined;
  }

  /** Its exit code, once it has ended. */
  get code(): number | undefined {
    return this.#code;
  }

  /** What it wrote to stderr, for a message. */
  get lastWords(): string {
    const said = this.#errors.trim();
    return said && `; its stderr says: ${said}`;
  }

  /** The timers that it has set, where short_writes.ts is loaded before it. */
  get timers(): string[] {
    return this.#errors.match(/(?<=^It has called ).*(?=\.$)/gm) ?? [];
  }

  /** Whether it reads into an empty array, where that file is loaded. */
  get readsNothing(): boolean {
    return this.#errors.includes("It reads into an empty array");
  }

  /** Whether it writes empty arrays, where that file is loaded. */
  get writesNothing(): boolean {
    return this.#errors.includes("It writes an empty array");
  }

  /** How many bytes of a piece it then leaves. */
  get leavesBytes(): number {
    return Number(this.#errors.match(/(\d+) bytes are left/)?.[1] ?? 0);
  }

  /** Whether it has left some of its input in a pipe that was full. */
  get leftInput(): boolean {
    return this.#leftInput;
  }

  // Both fail where the program ends early.
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#writer.write(bytes).catch(() => this.#leftInput = true);
  }

  /** From now on, nobody reads its stdout, but for one piece. */
  stopReading(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#mayRead = promise;
    this.#readOn = resolve;
  }

  /** Closes its stdin. */
  end(): void {
    this.#writer.close().catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    this.#readOn();
    await this.#writer.abort().catch(() => {});
    await this.#over;
  }

  async #listen(): Promise<void> {
    const { stdout, stderr, status } = this.#child;
    const [{ code }] = await Promise.all([
      status,
      this.#collect(stdout),
      this.#note(stderr),
    ]);
    this.#code = code;
  }

  async #note(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    const text = stderr.pipeThrough(new TextDecoderStream());
    for await (const part of text) this.#errors += part;
  }

  async #collect(stdout: ReadableStream<Uint8Array>): Promise<void> {
    for await (const part of stdout) {
      const room = part.subarray(0, this.#buffer.length - this.#length);
      this.#buffer.set(room, this.#length);
      this.#length += room.length;
      await this.#mayRead;
    }
  }
}
