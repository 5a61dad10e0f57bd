/** A program that a test runs beside it. Disposing of it kills it. */
export class Program implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #lines: AsyncGenerator<string>;
  readonly #said: Promise<void>;
  readonly #onErrors: (text: string) => void;
  /** What it has written to stderr so far. */
  errors = "";

  /**
   * Starts a program.
   *
   * @param args Its arguments.
   * @param onErrors Told of each piece of text that it writes to stderr.
   * @param flags More flags of `deno run`.
   * @param descriptors How many it may have open; without it, as many as here.
   */
  constructor(
    program: URL,
    args: string[] = [],
    onErrors: (text: string) => void = () => {},
    flags: string[] = [],
    descriptors?: number,
  ) {
    this.#onErrors = onErrors;
    const run = ["run", "-A", "--no-check", ...flags, program.href, ...args];
    const limit = `ulimit -n ${descriptors}; exec "$0" "$@"`;
    const [command, ...rest] = descriptors === undefined
      ? [Deno.execPath(), ...run]
      : ["sh", "-c", limit, Deno.execPath(), ...run];
    this.#process = new Deno.Command(command, {
      args: rest,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#lines = lines(this.#process.stdout);
    this.#said = this.#listen();
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** How it ended. */
  get status(): Promise<Deno.CommandStatus> {
    return this.#process.status;
  }

  /** The next line of its stdout, or undefined when it has ended. */
  async line(): Promise<string | undefined> {
    const { value } = await this.#lines.next();
    return value ?? undefined;
  }

  kill(signal: Deno.Signal): void {
    try {
      this.#process.kill(signal);
    } catch (error) {
      // What Deno throws for a child that was already reaped.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Waits until it has ended, and gives what it wrote to stderr. */
  async lastWords(): Promise<string> {
    while (await this.line() !== undefined);
    const [{ code, signal }] = await Promise.all([this.status, this.#said]);
    const words = this.errors.replaceAll("\0", "").trim() || "no last words";
    return `${words} (${signal ?? `exit code ${code}`})`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill("SIGKILL");
    await this.lastWords();
  }

  async #listen(): Promise<void> {
    const text = this.#process.stderr.pipeThrough(new TextDecoderStream());
    for await (const part of text) {
      this.errors += part;
      this.#onErrors(part);
    }
  }
}

async function* lines(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  let rest = "";
  for await (const part of bytes.pipeThrough(new TextDecoderStream())) {
    const whole = (rest + part).split("\n");
    rest = whole.pop() ?? "";
    yield* whole;
  }
}
