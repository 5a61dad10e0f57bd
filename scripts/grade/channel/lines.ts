/** Longer lines are cut: only a test's own output has them. */
const LONGEST_LINE = 1024 * 1024;

/** Splits what a run prints into lines, and counts its bytes. */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #rest = "";
  #bytes = 0;

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The lines that the next bytes complete. */
  feed(bytes: Uint8Array): string[] {
    this.#bytes += bytes.length;
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true }))
      .split("\n");
    this.#rest = (lines.pop() ?? "").slice(0, LONGEST_LINE);
    return lines;
  }

  /** The last line, if it has no end. */
  end(): string[] {
    return this.#rest === "" ? [] : [this.#rest];
  }
}
