const RESULT = /^(?<test>.+) \.\.\. (?<verdict>ok|FAILED|cancelled) \(.+\)$/;
const SUMMARY = /^(?:ok|FAILED) \| (?<passed>\d+) passed\b.* \(.+\)$/;
const OUTPUT_BEGINS = /^-{7} (?:(?:pre|post)-test )?output -{7}$/;
const OUTPUT_ENDS =
  /^-{5} (?:(?:pre|post)-test )?output end -{5}$|^Uncaught error from .+ FAILED$/;

/**
 * What `deno test` itself says of each test: that it left nothing open and kept
 * its time. A submission can print such lines too; therefore a test is only
 * well when exactly one line says so, and none says otherwise, and the sum at
 * the end agrees.
 */
export class Verdicts {
  readonly #verdicts = new Map<string, string[]>();
  readonly #errors: string[] = [];
  #inOutput = false;
  #inErrors = false;
  #passed: number[] = [];

  /** Takes a line of the report. */
  feed(line: string): void {
    if (OUTPUT_BEGINS.test(line)) this.#inOutput = true;
    else if (OUTPUT_ENDS.test(line)) this.#inOutput = false;
    else if (this.#inOutput) return;
    else if (line === " ERRORS ") this.#inErrors = true;
    else if (line === " FAILURES ") this.#inErrors = false;
    else if (this.#inErrors) this.#errors.push(line);
    else this.#result(line);
  }

  #result(line: string): void {
    const { test, verdict } = line.match(RESULT)?.groups ?? {};
    if (test !== undefined && verdict !== undefined) {
      const verdicts = this.#verdicts.get(test) ?? [];
      this.#verdicts.set(test, [...verdicts, verdict]);
    }
    const passed = line.match(SUMMARY)?.groups?.passed;
    if (passed !== undefined) this.#passed.push(Number(passed));
  }

  /** The names of all tests that have a verdict. */
  get tests(): Iterable<string> {
    return this.#verdicts.keys();
  }

  /** Whether Deno says that the test passed, and nothing says otherwise. */
  isOk(test: string): boolean {
    const verdicts = this.#verdicts.get(test) ?? [];
    return verdicts.length === 1 && verdicts[0] === "ok";
  }

  /** Whether a test has a verdict that it failed. */
  isFailed(test: string): boolean {
    return this.#verdicts.get(test)?.includes("FAILED") ?? false;
  }

  /** Whether Deno came to its end: it then prints a sum. */
  get reported(): boolean {
    return this.#passed.length > 0;
  }

  /** Whether the sum at the end agrees with the lines before it. */
  get agree(): boolean {
    const ok = [...this.#verdicts.values()].flat()
      .filter((verdict) => verdict === "ok").length;
    return this.#passed.length === 1 && this.#passed[0] === ok;
  }

  /** What Deno said at the end about a test, or about loading the file. */
  errorOf(test?: string): string | undefined {
    const heads = this.#errors.flatMap((line, index) =>
      test === undefined
        ? line.endsWith(" (uncaught error)") ? [index] : []
        : line.startsWith(`${test} => `)
        ? [index]
        : []
    );
    const [head] = heads;
    return head === undefined ? undefined : this.#errors[head + 1];
  }
}
