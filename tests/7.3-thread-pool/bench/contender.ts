/** A pool that runs in a child process and is measured from here. */
export class Contender implements AsyncDisposable {
  readonly name: string;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #output: ReadableStreamDefaultReader<string>;

  /** @param folder Where `contender.mjs` and its packages lie. */
  constructor(folder: string, runtime: "deno" | "node", pool: string) {
    this.name = `${pool} under ${runtime}`;
    const [command, args] = runtime === "deno"
      ? [Deno.execPath(), ["run", "-A", "--no-check"]]
      : ["node", []];
    this.#child = new Deno.Command(command, {
      args: [...args, "contender.mjs", pool],
      cwd: folder,
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#output = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
  }

  /** Tasks per second, measured for so many seconds. */
  async rate(kind: string, seconds: number): Promise<number> {
    await this.#input.write(new TextEncoder().encode(`${kind} ${seconds}\n`));
    const { value } = await this.#output.read();
    return Number(value);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close();
    await this.#output.cancel();
    await this.#child.status;
  }
}
