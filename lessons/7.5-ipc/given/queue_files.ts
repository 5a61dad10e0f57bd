/** A message as it lies in the queue, without its text. */
export interface Entry {
  /** Its place in the order in which messages were sent. */
  sequence: number;
  type: number;
  /** Length of the text in bytes. */
  length: number;
}

/**
 * The messages of a queue, a file each. Only who holds the queue's lock may call
 * this; so it is synchronous, and short.
 */
export class QueueFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The messages in the order in which they were sent. */
  entries(): Entry[] {
    const entries: Entry[] = [];
    for (const { name } of Deno.readDirSync(this.#folder)) {
      const [sequence = 0, type = 0, length = 0] = name.split("-").map(Number);
      entries.push({ sequence, type, length });
    }
    return entries.sort((a, b) => a.sequence - b.sequence);
  }

  /** Adds a message; it is there with all its bytes or, if killed, not at all. */
  add(entry: Entry, data: Uint8Array): void {
    // Not in the folder, which others watch.
    const unfinished = `${this.#folder}-unfinished`;
    Deno.writeFileSync(unfinished, data, { mode: 0o600 });
    Deno.renameSync(unfinished, this.#path(entry));
  }

  /** Removes a message and returns its text. */
  take(entry: Entry): Uint8Array {
    const path = this.#path(entry);
    const data = Deno.readFileSync(path);
    Deno.removeSync(path);
    return data;
  }

  #path({ sequence, type, length }: Entry): string {
    return `${this.#folder}/${sequence}-${type}-${length}`;
  }
}
