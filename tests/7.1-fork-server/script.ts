/** A shell script in a temporary folder, that can be started as a program. */
export class Script implements AsyncDisposable {
  /** Where it is. */
  readonly path: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.path = `${folder}/script`;
  }

  static async create(text: string): Promise<Script> {
    const script = new Script(await Deno.makeTempDir());
    const mode = 0o755;
    await Deno.writeTextFile(script.path, `#!/bin/sh\n${text}`, { mode });
    return script;
  }

  /** From now on, it runs where this process would run Deno. */
  inPlaceOfDeno(): Disposable {
    const { execPath } = Deno;
    Deno.execPath = () => this.path;
    return { [Symbol.dispose]: () => Deno.execPath = execPath };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}
