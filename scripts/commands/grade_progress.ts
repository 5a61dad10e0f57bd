import type { Progress } from "../grade/options.ts";
import { shown } from "../grade/report/printable.ts";
import { ProgressLine } from "../terminal/progress_line.ts";

/**
 * How far a grading has come: a bar on a terminal, and a line for each
 * submission in a log.
 */
export class GradeProgress implements Disposable {
  readonly #bar = Deno.stderr.isTerminal()
    ? new ProgressLine("Grading")
    : undefined;
  readonly #lessons: number;
  readonly #told = new Map<string, string[]>();
  #submissions = 0;

  /** @param lessons How many lessons of each submission are graded. */
  constructor(lessons: number) {
    this.#lessons = lessons;
  }

  update({ done, of, submission, lesson, status, points }: Progress): void {
    this.#bar?.update(done, of);
    if (this.#bar !== undefined) return;
    const told = this.#told.get(submission) ?? [];
    told.push(`${lesson} ${status === "graded" ? points : status}`);
    this.#told.set(submission, told);
    if (told.length < this.#lessons) return;
    this.#told.delete(submission);
    const all = of / this.#lessons;
    console.error(
      `${++this.#submissions}/${all} ${shown(submission, 60)}: ${
        told.sort().join(", ")
      }`,
    );
  }

  [Symbol.dispose](): void {
    this.#bar?.[Symbol.dispose]();
  }
}
