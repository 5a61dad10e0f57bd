import process from "node:process";
import { createLogUpdate } from "log-update";
import { duration } from "../terminal/duration.ts";
import { progressBar } from "../terminal/progress_bar.ts";

/** A progress bar with the estimated time left; on a terminal only. */
export class ProgressLine implements Disposable {
  readonly #terminal = Deno.stderr.isTerminal() && !Deno.noColor;
  readonly #draw = createLogUpdate(process.stderr);
  readonly #start = performance.now();

  update(done: number, of: number): void {
    if (!this.#terminal) return;
    const left = (performance.now() - this.#start) / done * (of - done);
    this.#draw(
      `Grading ${progressBar(done, of)}${
        done < of ? ` about ${duration(left)} left` : ""
      }`,
    );
  }

  [Symbol.dispose](): void {
    if (this.#terminal) this.#draw.clear();
  }
}
