/** Longer lines are none of Deno's: only a test's own output has them. */
const LONGEST_LINE = 1_000;

/** No lesson comes near it: a run with more tests than this is no honest one. */
const MOST_TESTS = 1_000;

/** How many lines of Deno's list of errors are kept. */
const MOST_ERRORS = 400;

// No part of a pattern can match in more than one way: each takes a time that
// grows with the line and no faster.
const RESULT = / \.\.\. (ok|FAILED|cancelled) \([^()]{1,40}\)$/;
const SUMMARY = /^(?:ok|FAILED) \| (\d{1,9}) passed\b[^()]*\([^()]{1,40}\)$/;
const OUTPUT_BEGINS = /^-{7} (?:(?:pre|post)-test )?output -{7}$/;
const OUTPUT_ENDS =
  /^-{5} (?:(?:pre|post)-test )?output end -{5}$|^Uncaught error from [^]+ FAILED$/;

/**
 * What `deno test` itself says of each test: that it left nothing open and kept
 * its time. A submission can print such lines too; therefore a test is only
 * well when exactly one line says so, and none says otherwise, and the sum at
 * the end agrees.
 */
export class Verdicts {
  readonly #verdicts = new Map<string, { ok: number; failed: number }>();
  readonly #errors: string[] = [];
  #ok = 0;
  #inOutput = false;
  #inErrors = false;
  #sums = 0;
  #sum = 0;

  /** Takes a line of the report. */
  feed(line: string): void {
    if (line.length > LONGEST_LINE) return;
    if (OUTPUT_BEGINS.test(line)) this.#inOutput = true;
    else if (OUTPUT_ENDS.test(line)) this.#inOutput = false;
    else if (this.#inOutput) return;
    else if (line === " ERRORS ") this.#inErrors = true;
    else if (line === " FAILURES ") this.#inErrors = false;
    else if (!this.#inErrors) this.#result(line);
    else if (this.#errors.length < MOST_ERRORS) this.#errors.push(line);
  }

  #result(line: string): void {
    const result = line.match(RESULT);
    if (result !== null) {
      this.#add(line.slice(0, result.index), result[1] === "ok");
    }
    const sum = line.match(SUMMARY)?.[1];
    if (sum === undefined) return;
    this.#sums++;
    this.#sum = Number(sum);
  }

  #add(test: string, isOk: boolean): void {
    if (isOk) this.#ok++;
    const counts = this.#verdicts.get(test) ?? { ok: 0, failed: 0 };
    counts[isOk ? "ok" : "failed"]++;
    if (this.#verdicts.size < MOST_TESTS) this.#verdicts.set(test, counts);
  }

  /** The names of all tests that have a verdict. */
  get tests(): Iterable<string> {
    return this.#verdicts.keys();
  }

  /** Whether Deno says that the test passed, and nothing says otherwise. */
  isOk(test: string): boolean {
    const { ok, failed } = this.#verdicts.get(test) ?? { ok: 0, failed: 0 };
    return ok === 1 && failed === 0 && this.#verdicts.size < MOST_TESTS;
  }

  /** Whether a test has a verdict that it failed. */
  isFailed(test: string): boolean {
    return (this.#verdicts.get(test)?.failed ?? 0) > 0;
  }

  /** Whether Deno came to its end: it then prints a sum. */
  get reported(): boolean {
    return this.#sums > 0;
  }

  /** Whether the sum at the end agrees with the lines before it. */
  get agree(): boolean {
    return this.#sums === 1 && this.#sum === this.#ok;
  }

  /** What Deno said at the end about a test, or about loading the file. */
  errorOf(test?: string): string | undefined {
    const head = this.#errors.findIndex((line) =>
      test === undefined
        ? line.endsWith(" (uncaught error)")
        : line.startsWith(`${test} => `)
    );
    if (head < 0) return undefined;
    const [first, second = ""] = this.#errors.slice(head + 1, head + 3);
    // What leaked stands on a line of its own.
    return first?.endsWith(":") ? `${first} ${second.trim()}` : first;
  }
}
