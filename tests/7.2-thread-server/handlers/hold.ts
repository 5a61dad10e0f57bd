/**
 * A file that keeps a puppet's thread as long as it is there: it is told "hold"
 * or "burn", and the file's path.
 */
export class Hold implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes the file. */
  static async create(): Promise<Hold> {
    return new Hold(await Deno.makeTempFile());
  }

  /** Lets the thread go on. Once it may, does nothing. */
  async letGo(): Promise<void> {
    await Deno.remove(this.path).catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.letGo();
  }
}
