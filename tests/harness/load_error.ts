const root = new URL("../../", import.meta.url);

/** A file of tests cannot be loaded, for the reason that is its `cause`. */
export class LoadError extends Error {
  override readonly name = "LoadError";

  constructor(cause: unknown) {
    super("Cannot load the tests", { cause });
  }

  /** The reason as a text, with paths from the course's folder on. */
  get reason(): string {
    return String(this.cause)
      .replace(/^TypeError: (?=SyntaxError: )/, "")
      .replaceAll(root.href, "");
  }
}
