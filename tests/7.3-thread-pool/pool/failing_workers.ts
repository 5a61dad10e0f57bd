/**
 * Workers that are ready at once, or never, and fail when the test says so. No
 * real thread can be made to end while it sleeps in the queue.
 */
export class FailingWorkers implements Disposable {
  readonly #original = globalThis.Worker;
  readonly #fail: (() => void)[] = [];

  /** @param ready How many are ready at once: the others never are. */
  constructor(ready = Infinity) {
    const made = this.#fail;
    class Failing extends EventTarget {
      onmessage: ((event: MessageEvent) => void) | null = null;
      onerror: ((event: ErrorEvent) => void) | null = null;

      readonly #isReady = made.length < ready;

      constructor() {
        super();
        made.push(() =>
          this.onerror?.(new ErrorEvent("error", { message: "on purpose" }))
        );
      }

      postMessage(): void {
        if (!this.#isReady) return;
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

  /** Has one fail: the newest one, if it is not said which. */
  fail(index = -1): void {
    this.#fail.at(index)?.();
  }

  [Symbol.dispose](): void {
    globalThis.Worker = this.#original;
  }
}
