import process from "node:process";
import { createLogUpdate } from "log-update";
import { progressBar, style } from "../terminal/text.ts";

/**
 * Counts what passed and failed, a line for each as it ends, and on a terminal
 * a progress bar below.
 */
export class Tally implements Disposable {
  readonly #terminal = Deno.stdout.isTerminal();
  readonly #draw = createLogUpdate(process.stdout, { showCursor: true });
  readonly #explanations: string[] = [];
  #passed = 0;
  #failed = 0;
  #inSection = 0;
  #ofSection = 0;

  /** Starts a section of so many entries; 0 when that is not known. */
  section(title: string, entries = 0): void {
    this.#inSection = 0;
    this.#ofSection = entries;
    this.print(`\n${style.bold(title)}`);
  }

  /** Counts one entry and prints its line. */
  add(title: string, passed: boolean): void {
    if (passed) this.#passed++;
    else this.#failed++;
    this.#inSection++;
    const mark = passed ? style.green("ok    ") : style.red("FAILED");
    this.print(`  ${mark}  ${title}`);
    if (this.#terminal && this.#ofSection > 0) {
      this.#draw(progressBar(this.#inSection, this.#ofSection));
    }
  }

  /** Keeps why an entry failed for the end. */
  explain(title: string, reason: string): void {
    this.#explanations.push(`${style.bold(style.red(title))}\n${reason}`);
  }

  print(text: string): void {
    if (this.#terminal) this.#draw.clear();
    console.log(text);
  }

  /** Prints what failed and the closing line; gives the exit code. */
  close(): number {
    for (const text of this.#explanations) this.print(`\n${text}`);
    this.print(`\n${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 ? 0 : 1;
  }

  [Symbol.dispose](): void {
    if (this.#terminal) this.#draw.clear();
  }
}
