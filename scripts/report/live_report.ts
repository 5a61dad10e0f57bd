import process from "node:process";
import { createLogUpdate } from "log-update";
import type { Lesson } from "../lesson/manifest.ts";
import { type TestResult, unwritten } from "../runner/result.ts";
import {
  columns,
  duration,
  progressBar,
  style,
  wrap,
} from "../terminal/text.ts";

/** How many lines of a test's output are shown. */
const OUTPUT_LINES = 20;
/** How many characters of each. */
const LINE_LENGTH = 400;

/**
 * One line for each test as it ends, with what it printed under it; on a
 * terminal, a progress bar below with the test that is running. In the end, one
 * for each step that is to be written or was not reached.
 */
export class LiveReport implements Disposable {
  readonly #verbose: boolean;
  readonly #terminal = Deno.stdout.isTerminal();
  readonly #draw = createLogUpdate(process.stdout, { showCursor: true });
  readonly #lesson: Lesson;
  /** The steps of which a test has run: these are not "not reached". */
  readonly #told = new Set<string>();
  /** What is to be said of steps in the end: programs come to them in any order. */
  readonly #brief = new Map<string, TestResult>();
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
    const { step, status } = result;
    const isOpen = unwritten(result) === step;
    if (!isOpen && status !== "unreached") {
      this.#told.add(step);
      this.#print(result);
    } else if (!this.#brief.has(step) || isOpen) this.#brief.set(step, result);
  }

  /** Prints what is told of whole steps. */
  end(): void {
    this[Symbol.dispose]();
    for (const { step } of this.#lesson.steps) {
      const result = this.#brief.get(step);
      if (result === undefined) continue;
      // Of a step's tests some may run, and others not.
      if (result.status === "unreached" && this.#told.has(step)) continue;
      this.#print(result);
    }
  }

  [Symbol.dispose](): void {
    if (this.#terminal) this.#draw.clear();
  }

  #print(result: TestResult): void {
    if (this.#terminal) this.#draw.clear();
    const line = this.#line(result);
    console.log(this.#terminal ? wrap(line, " ".repeat(10), "") : line);
    if (result.output !== "") this.#output(result.output);
  }

  #output(text: string): void {
    const lines = text.replace(/\n$/, "").split("\n");
    const shown = this.#verbose ? lines : lines.slice(0, OUTPUT_LINES);
    for (const line of shown) {
      console.log(style.dim(`          | ${this.#verbose ? line : cut(line)}`));
    }
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

/** What is shown of a line: no more than a person reads, and no NUL. */
function cut(line: string): string {
  const more = line.length - LINE_LENGTH;
  const shown = line.slice(0, LINE_LENGTH).replaceAll("\0", "\u2400");
  return more > 0 ? `${shown} … ${more} more characters` : shown;
}
