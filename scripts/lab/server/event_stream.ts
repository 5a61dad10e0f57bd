import type { LabEvent } from "./api.ts";

/** Tells every page that listens what happens, as server-sent events. */
export class EventStream {
  readonly #listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #encoder = new TextEncoder();
  #isOver = false;

  /** Tells all who listen. */
  send(event: LabEvent): void {
    for (const listener of this.#listeners) this.#tell(listener, event);
  }

  /**
   * An answer that goes on as long as its listener stays.
   *
   * @param first What it is told at once.
   */
  response(first: readonly LabEvent[]): Response {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        for (const event of first) this.#tell(own, event);
        if (this.#isOver) own.close();
        else this.#listeners.add(own);
      },
      cancel: () => {
        this.#listeners.delete(own);
      },
    });
    return new Response(body, {
      headers: { "content-type": "text/event-stream" },
    });
  }

  /** Ends all answers. */
  close(): void {
    this.#isOver = true;
    for (const listener of this.#listeners) listener.close();
    this.#listeners.clear();
  }

  #tell(
    listener: ReadableStreamDefaultController<Uint8Array>,
    event: LabEvent,
  ): void {
    listener.enqueue(
      this.#encoder.encode(`data: ${JSON.stringify(event)}\n\n`),
    );
  }
}
