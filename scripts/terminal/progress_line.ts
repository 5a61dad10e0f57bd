import process from "node:process";
import { createLogUpdate } from "log-update";
import { duration, progressBar } from "./text.ts";

/** A progress bar with the estimated time left; on a terminal only. */
export class ProgressLine implements Disposable {
  readonly #doing: string;
  readonly #terminal = Deno.stderr.isTerminal() && !Deno.noColor;
  readonly #draw = createLogUpdate(process.stderr, { showCursor: true });
  readonly #start = performance.now();

  /** @param doing What takes its time: `"Grading"`. */
  constructor(doing: string) {
    this.#doing = doing;
  }

  /** Shows that so much of all is done. */
  update(done: number, of: number): void {
    if (!this.#terminal || done === 0) return;
    const left = (performance.now() - this.#start) / done * (of - done);
    this.#draw(
      `${this.#doing} ${progressBar(done, of)}${
        done < of ? ` about ${duration(left)} left` : ""
      }`,
    );
  }

  [Symbol.dispose](): void {
    if (this.#terminal) this.#draw.clear();
  }
}
