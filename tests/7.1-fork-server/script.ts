const folders: string[] = [];

// Not at a test's end: a child that was started last may not have read it yet.
addEventListener("unload", () => {
  for (const folder of folders) Deno.removeSync(folder, { recursive: true });
});

/** A shell script in a temporary folder, that can be started as a program. */
export class Script {
  /** Where it is. */
  readonly path: string;

  private constructor(folder: string) {
    folders.push(folder);
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
}
