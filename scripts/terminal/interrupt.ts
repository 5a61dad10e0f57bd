/** The exit code of a program that Ctrl-C ended: 128 and the signal's number. */
export const INTERRUPTED = 130;

/**
 * A signal that aborts on Ctrl-C, or when the process is asked to end, so that
 * whatever was started can be ended first. A second Ctrl-C ends the process as
 * usual.
 */
export class Interrupt implements Disposable {
  readonly #controller = new AbortController();
  readonly #signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];

  constructor() {
    for (const name of this.#signals) {
      Deno.addSignalListener(name, this.#abort);
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly #abort = () => {
    this[Symbol.dispose]();
    this.#controller.abort();
  };

  [Symbol.dispose](): void {
    for (const name of this.#signals) {
      Deno.removeSignalListener(name, this.#abort);
    }
  }
}
