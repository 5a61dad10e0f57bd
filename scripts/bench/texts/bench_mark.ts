import type { Mark } from "../../texts/marks.ts";

/** Which table a mark of the kind `bench` wants. */
export interface BenchMark {
  /** The chart's section: `"servers"`. */
  section: string;
  /** The chart's title. */
  chart: string;
  /** The contenders that the table has; all unless told. */
  only?: string[];
  /** The line of the opening mark, from 1. */
  line: number;
}

/**
 * Reads a mark `<!-- bench servers "Memory" of fork, prefork -->`.
 *
 * @throws {SyntaxError} If it cannot be read; the message names the line.
 */
export function benchMark({ argument, line }: Mark): BenchMark {
  const [, section, chart, only] =
    /^(\w+) "([^"]+)"(?: of (.+))?$/.exec(argument) ?? [];
  if (section === undefined || chart === undefined) {
    throw new SyntaxError(
      `Line ${line} is no mark: write <!-- bench SECTION "CHART" -->.`,
    );
  }
  const mark: BenchMark = { section, chart, line };
  if (only !== undefined) mark.only = only.split(", ");
  return mark;
}
