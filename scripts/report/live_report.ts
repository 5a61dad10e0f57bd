import process from "node:process";
import { createLogUpdate } from "log-update";
import type { Lesson } from "../lesson/manifest.ts";
import { type TestResult, unwritten } from "../runner/result.ts";
import { columns, duration, progressBar, style } from "../terminal/text.ts";

/** How many lines of a passing test's output are shown. */
const OUTPUT_LINES = 20;

/**
 * One line for each test as it ends, with what it printed under it; on a
 * terminal, a progress bar below with the test that is running.
 */
export class LiveReport implements Disposable {
  readonly #verbose: boolean;
  readonly #terminal = Deno.stdout.isTerminal();
  readonly #draw = createLogUpdate(process.stdout, { showCursor: true });
  readonly #lesson: Lesson;
  /** The steps of which something was said: one line tells "not reached". */
  readonly #told = new Set<string>();
  /** The steps of which a line has said that they are to be written. */
  readonly #open = new Set<string>();
  #ended = 0;
  #cut = false;

  constructor(lesson: Lesson, { verbose = false }: { verbose?: boolean } = {}) {
    this.#lesson = lesson;
    this.#verbose = verbose;
  }

  begin(test: string, of: number): void {
    if (!this.#terminal) return;
    const bar = progressBar(this.#ended, of);
    this.#draw(`${bar} ${test}`.slice(0, columns() - 1));
  }

  result(result: TestResult): void {
    this.#ended++;
    const isOpen = unwritten(result) === result.step;
    const told = isOpen ? this.#open : this.#told;
    const isBrief = isOpen || result.status === "unreached";
    if (isBrief && told.has(result.step)) return;
    told.add(result.step);
    this.#told.add(result.step);
    if (this.#terminal) this.#draw.clear();
    console.log(this.#line(result));
    if (result.output !== "") this.#output(result.output);
  }

  [Symbol.dispose](): void {
    if (this.#terminal) this.#draw.clear();
  }

  #output(text: string): void {
    const lines = text.replace(/\n$/, "").split("\n");
    const shown = this.#verbose ? lines : lines.slice(0, OUTPUT_LINES);
    for (const line of shown) console.log(style.dim(`          | ${line}`));
    if (shown.length < lines.length) {
      console.log(
        style.dim(
          `          | … ${lines.length - shown.length} more lines` +
            (this.#cut ? "" : " (--verbose shows all)"),
        ),
      );
      this.#cut = true;
    }
  }

  #title(step: string): string {
    return this.#lesson.steps.find((one) => one.step === step)?.title ?? "";
  }

  #line(result: TestResult): string {
    const { status, test, step, because, duration: ms } = result;
    const time = style.dim(duration(ms));
    switch (status) {
      case "passed":
        return `  ${style.green("ok")}      ${test} ${time}`;
      case "failed":
        if (unwritten(result) === step) {
          return `  ${style.yellow("todo")}    ${step} ${
            this.#title(step)
          }: not written yet`;
        }
        return `  ${style.red("FAILED")}  ${test} ${time}`;
      case "skipped":
        return `  ${style.yellow("skip")}    ${test}: ${because}`;
      case "unreached":
        return style.dim(
          `  -       ${step} ${this.#title(step)}: not reached${
            because === undefined ? "" : `, ${because}`
          }`,
        );
    }
  }
}
