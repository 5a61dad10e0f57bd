import { inOrder, type Lesson, type Step } from "../lesson/manifest.ts";
import type { TestResult } from "../runner/result.ts";

const HEADER = `# Your progress. Each line is one of
#   7.1.1 passed     all tests of this step passed when they last ran
#   7.1.1 hints 2    so many of its hints were shown
#   7.1.2 failed     the step that failed when tests last ran
#   7.1 now          the lesson that you work on
# It is made from test results: delete it to start over, and the next
# \`deno task test:7.1\` fills it again.
`;

const LINE = /^([\d.]+) (passed|failed|now|hints (\d+))\r?$/gm;

/** What a learner has reached: kept in `.course/progress.txt`, as plain text. */
export class Progress {
  readonly #file: URL;
  #passed = new Set<string>();
  #hints = new Map<string, number>();
  #failed: string | undefined;
  #lesson: string | undefined;

  private constructor(file: URL) {
    this.#file = file;
  }

  /** Reads the progress of the course at `root`; none yet is no error. */
  static async read(root: URL): Promise<Progress> {
    const progress = new Progress(new URL(".course/progress.txt", root));
    await progress.#read();
    return progress;
  }

  /** Whether the step's tests passed when they last ran. */
  passed(step: string): boolean {
    return this.#passed.has(step);
  }

  /** How many of the step's hints were shown. */
  hints(step: string): number {
    return this.#hints.get(step) ?? 0;
  }

  /** The step that failed when tests last ran. */
  get failed(): string | undefined {
    return this.#failed;
  }

  /** The number of the lesson that the learner works on. */
  get lesson(): string | undefined {
    return this.#lesson;
  }

  /** The first step of the lesson that has not passed. */
  next(lesson: Lesson): Step | undefined {
    return lesson.steps.find(({ step }) => !this.passed(step));
  }

  /** How many steps of the lesson have passed, and their points. */
  of(lesson: Lesson): { steps: number; points: number } {
    const passed = lesson.steps.filter(({ step }) => this.passed(step));
    const points = passed.reduce((sum, { points }) => sum + points, 0);
    return { steps: passed.length, points };
  }

  /**
   * Takes over what a run of a lesson's tests showed. Tests not run change
   * nothing.
   *
   * @param failed The step that failed, if one did.
   */
  async record(
    { number }: Lesson,
    results: readonly TestResult[],
    failed?: string,
  ): Promise<void> {
    const steps = Map.groupBy(results, ({ step }) => step);
    await this.#change(() => {
      for (const [step, tests] of steps) {
        const passed = tests.every(({ status }) =>
          status === "passed" || status === "skipped"
        );
        if (passed) this.#passed.add(step);
        else this.#passed.delete(step);
      }
      if (this.passed(this.#failed ?? "")) this.#failed = undefined;
      this.#failed = failed ?? this.#failed;
      this.#lesson = number;
    });
  }

  /** Notes that one more of the step's hints was shown, of so many at most. */
  async recordHint(step: string, most = Infinity): Promise<void> {
    await this.#change(() =>
      this.#hints.set(step, Math.min(this.hints(step) + 1, most))
    );
  }

  /** Notes which lesson the learner works on. */
  async recordLesson({ number }: Lesson): Promise<void> {
    if (this.#lesson === number) return;
    await this.#change(() => this.#lesson = number);
  }

  /** Forgets that the lesson's steps have passed. */
  async forget(lesson: Lesson): Promise<void> {
    await this.#change(() => {
      for (const { step } of lesson.steps) this.#passed.delete(step);
    });
  }

  /** Changes the file under a lock: another command may run beside this one. */
  async #change(change: () => void): Promise<void> {
    await Deno.mkdir(new URL("./", this.#file), { recursive: true });
    const lockFile = new URL("progress.lock", this.#file);
    using lock = await Deno.open(lockFile, { create: true, write: true });
    await lock.lock(true);
    await this.#read();
    change();
    const temporary = new URL(`progress.${Deno.pid}.txt`, this.#file);
    await Deno.writeTextFile(temporary, this.#text());
    await Deno.rename(temporary, this.#file);
  }

  async #read(): Promise<void> {
    let text = "";
    try {
      text = await Deno.readTextFile(this.#file);
    } catch (error) {
      if (
        !(error instanceof Deno.errors.NotFound ||
          error instanceof Deno.errors.NotADirectory)
      ) throw error;
    }
    this.#passed = new Set();
    this.#hints = new Map();
    this.#failed = this.#lesson = undefined;
    // A line that the header doesn't describe, or half of one, tells nothing.
    for (const [, number = "", what, hints] of text.matchAll(LINE)) {
      if (what === "now") this.#lesson = number;
      else if (what === "failed") this.#failed = number;
      else if (hints === undefined) this.#passed.add(number);
      else this.#hints.set(number, Number(hints));
    }
  }

  #text(): string {
    const lines = [
      ...[...this.#passed].map((step) => `${step} passed`),
      ...[...this.#hints].map(([step, count]) => `${step} hints ${count}`),
      ...(this.#failed === undefined ? [] : [`${this.#failed} failed`]),
      ...(this.#lesson === undefined ? [] : [`${this.#lesson} now`]),
    ];
    return `${HEADER}${
      lines.sort(inOrder).map((line) => `${line}\n`).join("")
    }`;
  }
}

/**
 * Changes the progress of the course at `root`. Where that fails (a full disk,
 * a folder that cannot be written), the learner is told, and the command goes
 * on: what it showed stands.
 *
 * @returns The progress, as far as it can be read.
 */
export async function saveProgress(
  root: URL,
  change: (progress: Progress) => Promise<void>,
): Promise<Progress | undefined> {
  let progress: Progress | undefined;
  try {
    progress = await Progress.read(root);
    await change(progress);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `Cannot save your progress to .course/progress.txt: ${reason}\nWhat is shown stands; free some space or make the folder .course writable, and run the same command again.`,
    );
  }
  return progress;
}
