/** The exit code of a program that Ctrl-C ended: 128 and the signal's number. */
export const INTERRUPTED = 130;

/**
 * Milliseconds in which another signal is the same Ctrl-C: the terminal sends
 * one to every process, and `deno task` passes its own on.
 */
const SAME = 500;

/**
 * A signal that aborts on Ctrl-C, or when the process is asked to end, so that
 * whatever was started can be ended first. A second Ctrl-C ends the process at
 * once.
 */
export class Interrupt implements Disposable {
  readonly #controller = new AbortController();
  readonly #signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];

  /** When the first one came, by `performance.now()`. */
  #first: number | undefined;

  constructor() {
    for (const name of this.#signals) {
      Deno.addSignalListener(name, this.#abort);
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly #abort = () => {
    const now = performance.now();
    this.#first ??= now;
    if (now - this.#first > SAME) Deno.exit(INTERRUPTED);
    this.#controller.abort();
  };

  [Symbol.dispose](): void {
    for (const name of this.#signals) {
      Deno.removeSignalListener(name, this.#abort);
    }
  }
}
