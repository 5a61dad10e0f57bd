/**
 * Workers that are ready at once and fail when the test says so. No real thread
 * can be made to end while it sleeps in the queue.
 */
export class FailingWorkers implements Disposable {
  readonly #original = globalThis.Worker;
  readonly #fail: (() => void)[] = [];

  constructor() {
    const made = this.#fail;
    class Failing extends EventTarget {
      onmessage: ((event: MessageEvent) => void) | null = null;
      onerror: ((event: ErrorEvent) => void) | null = null;

      constructor() {
        super();
        made.push(() =>
          this.onerror?.(new ErrorEvent("error", { message: "on purpose" }))
        );
      }

      postMessage(): void {
        this.onmessage?.(
          new MessageEvent("message", { data: { type: "ready" } }),
        );
      }

      terminate(): void {}
    }
    globalThis.Worker = Failing as unknown as typeof Worker;
  }

  /** How many were started. */
  get started(): number {
    return this.#fail.length;
  }

  /** Has the newest one fail. */
  fail(): void {
    this.#fail.at(-1)?.();
  }

  [Symbol.dispose](): void {
    globalThis.Worker = this.#original;
  }
}
