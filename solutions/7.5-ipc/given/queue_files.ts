/** A message as it lies in the queue, without its text. */
export interface Entry {
  /** Its place in the order in which messages were sent. */
  sequence: number;
  type: number;
  /** Length of the text in bytes. */
  length: number;
}

/**
 * The messages of a queue, a file each. Only for whoever holds the queue's
 * lock; so it is synchronous, and short.
 */
export class QueueFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In the order in which they were sent. */
  entries(): Entry[] {
    const entries: Entry[] = [];
    for (const { name } of Deno.readDirSync(this.#folder)) {
      const [sequence = 0, type = 0, length = 0] = name.split("-").map(Number);
      entries.push({ sequence, type, length });
    }
    return entries.sort((a, b) => a.sequence - b.sequence);
  }

  /**
   * The message is there with all its bytes or, if this process is killed, not
   * at all.
   */
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

/** Tells of changes in a folder, from the moment it is made. */
export class Changes implements Disposable {
  readonly #watcher: Deno.FsWatcher | undefined;
  readonly #events: AsyncIterator<Deno.FsEvent> | undefined;
  readonly #signal: AbortSignal | undefined;

  constructor(folder: string, signal?: AbortSignal) {
    this.#signal = signal;
    try {
      this.#watcher = Deno.watchFs(folder, { recursive: false });
      this.#events = this.#watcher[Symbol.asyncIterator]();
    } catch (error) {
      // The folder is gone already, which is a change.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    signal?.addEventListener("abort", this.#close);
  }

  /**
   * Resolves after the next change, or at once if the folder is gone.
   *
   * @throws The reason of the signal, once that is aborted.
   */
  async next(): Promise<void> {
    for (;;) {
      // Also before the wait: an abort that came earlier closes nothing any more.
      this.#signal?.throwIfAborted();
      const event = await this.#events?.next();
      this.#signal?.throwIfAborted();
      // Reading is no change, and would go round in circles: each sleeper that
      // looks would wake the others.
      if (event === undefined || event.done || event.value.kind !== "access") {
        return;
      }
    }
  }

  readonly #close = (): void => {
    try {
      this.#watcher?.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  };

  [Symbol.dispose](): void {
    this.#signal?.removeEventListener("abort", this.#close);
    this.#close();
  }
}
