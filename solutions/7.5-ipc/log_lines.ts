/** The number of each sender's last line in a log file. */
export type LastNumbers = Map<string, number>;

/** One line of a log file: sender, number, text. It holds no line break. */
export function formatLine(sender: string, number: number, text: string) {
  // A line break in the text would let a client forge lines of others.
  const oneLine = text.replaceAll("\r", "\\r").replaceAll("\n", "\\n");
  return `${sender} ${number} ${oneLine}\n`;
}

/** The last numbers in the text of a log file. */
export function lastNumbers(text: string): LastNumbers {
  const last: LastNumbers = new Map();
  for (const line of text.split("\n")) {
    const [, sender, number] = line.match(/^(\S+) (\d+) /) ?? [];
    if (sender !== undefined) last.set(sender, Number(number));
  }
  return last;
}

/** A line that is not known to be in the file. */
export interface Line {
  sender: string;
  text: string;
  /** Its number among its sender's lines, once it was given one. */
  number?: number;
}

/**
 * The lines that are not known to be in the file, in the order in which they
 * came. This is their only safe copy.
 */
export class UnwrittenLines implements Iterable<Line> {
  #lines: Line[] = [];
  /** The last number given to a line of each sender. */
  #numbers: LastNumbers | undefined;
  #taken = 0;

  /** How many lines there are. */
  get length(): number {
    return this.#lines.length;
  }

  /** How many lines have come so far. */
  get taken(): number {
    return this.#taken;
  }

  /** How many of those that came are in the file. */
  get written(): number {
    return this.#taken - this.#lines.length;
  }

  /**
   * Takes a line.
   *
   * @throws {TypeError} If the sender's name is empty or has spaces in it.
   */
  add(sender: string, text: string): Line {
    if (!/^\S+$/.test(sender)) {
      throw new TypeError(
        `Cannot log line as 'sender' must be a name without spaces: received ${
          JSON.stringify(sender)
        }`,
      );
    }
    const line: Line = { sender, text };
    this.#lines.push(line);
    this.#taken++;
    return line;
  }

  /** Drops the first line: somebody who knows has said that it is in the file. */
  dropFirst(): void {
    this.#lines.shift();
  }

  /** Drops the lines that the file has, though nobody said so. */
  resume(inFile: LastNumbers): void {
    // TODO(7.5.8): The first logger's numbers are where the numbering begins
    // (`#numbers`). A later one's tell which lines the logger before wrote
    // without having said so: those whose number is not above their sender's
    // last in the file. They must not be sent again. A line without a number
    // has never been sent.
    // #region 7.5.8
    this.#numbers ??= new Map(inFile);
    this.#lines = this.#lines.filter(({ sender, number }) =>
      number === undefined || number > (inFile.get(sender) ?? 0)
    );
    // #endregion
  }

  /** A line as it stands in the file. */
  format(line: Line): string {
    // TODO(7.5.8): A line has one number for good: the `#next()` of its sender,
    // unless it has one, because a logger before this one may have got it.
    // formatLine() makes the text.
    // #region 7.5.8
    line.number ??= this.#next(line.sender);
    return formatLine(line.sender, line.number, line.text);
    // #endregion
  }

  /** The lines in their order. */
  [Symbol.iterator](): Iterator<Line> {
    return this.#lines.values();
  }

  #next(sender: string): number {
    const numbers = this.#numbers ??= new Map();
    const next = (numbers.get(sender) ?? 0) + 1;
    numbers.set(sender, next);
    return next;
  }
}
