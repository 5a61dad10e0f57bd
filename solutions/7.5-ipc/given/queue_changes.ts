/** Tells of changes in a folder, from the moment it is made. */
export class Changes implements Disposable {
  readonly #watcher: Deno.FsWatcher | undefined;
  readonly #events: AsyncIterator<Deno.FsEvent> | undefined;
  readonly #signal: AbortSignal | undefined;

  /**
   * @param signal Ends the wait for a change.
   */
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
