/** Splits what a program prints into lines, and counts its bytes. */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  readonly #longest: number;
  /** The parts of the line that has no end yet, as far as they are kept. */
  #parts: string[] = [];
  #length = 0;
  #bytes = 0;

  /** @param longest Longer lines are cut to so many characters. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The lines that the next bytes complete. */
  feed(bytes: Uint8Array): string[] {
    this.#bytes += bytes.length;
    const [first = "", ...more] = this.#decoder.decode(bytes, { stream: true })
      .split("\n");
    this.#keep(first);
    if (more.length === 0) return [];
    const lines = [this.#parts.join("")];
    this.#parts = [];
    this.#length = 0;
    this.#keep(more.pop() ?? "");
    return [...lines, ...more.map((line) => line.slice(0, this.#longest))];
  }

  /** The last line, if it has no end. */
  end(): string[] {
    return this.#length === 0 ? [] : [this.#parts.join("")];
  }

  #keep(text: string): void {
    const kept = text.slice(0, this.#longest - this.#length);
    if (kept === "") return;
    this.#parts.push(kept);
    this.#length += kept.length;
  }
}
