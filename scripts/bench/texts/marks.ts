/** A place in a text that a chart's table is written into. */
export interface Mark {
  /** The chart's section: `"servers"`. */
  section: string;
  /** The chart's title. */
  chart: string;
  /** The contenders that the table has; all unless told. */
  only?: string[];
  /** The line of the opening mark, from 1. */
  line: number;
}

const ANY = /^<!-- \/?bench\b/;
const OPEN = /^<!-- bench (\w+) "([^"]+)"(?: of (.+?))? -->$/;
const CLOSE = "<!-- /bench -->";

/**
 * Finds the marks of a text:
 *
 * ```md
 * <!-- bench servers "Memory" of fork, prefork -->
 * <!-- /bench -->
 * ```
 *
 * @throws {SyntaxError} If marks do not pair or cannot be read; the message
 * names the line.
 */
export function findMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  fillMarks(text, (mark) => {
    marks.push(mark);
    return undefined;
  });
  return marks;
}

/**
 * Writes between the marks of a text.
 *
 * @param render What is to stand there; `undefined` leaves it as it is.
 */
export function fillMarks(
  text: string,
  render: (mark: Mark) => string | undefined,
): string {
  const out: string[] = [];
  let open: { mark: Mark; old: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const at = `Line ${index + 1}`;
    if (!ANY.test(line)) {
      (open?.old ?? out).push(line);
    } else if (line === CLOSE) {
      if (open === undefined) throw new SyntaxError(`${at} closes no table.`);
      const content = render(open.mark);
      if (content === undefined) out.push(...open.old, line);
      else out.push("", content, "", line);
      open = undefined;
    } else {
      const [, section, chart, only] = OPEN.exec(line) ?? [];
      if (section === undefined || chart === undefined) {
        throw new SyntaxError(
          `${at} is no mark: write <!-- bench SECTION "CHART" --> or <!-- /bench -->.`,
        );
      }
      if (open !== undefined) {
        throw new SyntaxError(`${at} opens a table inside another one.`);
      }
      const mark: Mark = { section, chart, line: index + 1 };
      if (only !== undefined) mark.only = only.split(", ");
      open = { mark, old: [] };
      out.push(line);
    }
  }
  if (open === undefined) return out.join("\n");
  throw new SyntaxError(
    `Line ${open.mark.line} opens a table that is never closed: write ${CLOSE} after it.`,
  );
}
