/** A place in a text that something is written into. */
export interface Mark {
  /** What fills it: `"code"`. */
  kind: string;
  /** The rest of the opening mark: `"c/fork.c"`. */
  argument: string;
  /** What stands there now. */
  content: string;
  /** The line of the opening mark, from 1. */
  line: number;
}

/** The kinds of marks that there are. */
const KINDS = ["bench", "code", "run"];
const MARK = new RegExp(`^<!-- (/?)(${KINDS.join("|")})\\b ?(.*?) ?-->$`);

/**
 * Finds the marks of a text:
 *
 * ```md
 * <!-- code c/fork.c -->
 * <!-- /code -->
 * ```
 *
 * @throws {SyntaxError} If marks do not pair; the message names the line.
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
  let open: { kind: string; argument: string; line: number } | undefined;
  let old: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const [mark, slash, kind = "", argument = ""] = MARK.exec(line) ?? [];
    const at = `Line ${index + 1}`;
    if (mark === undefined) {
      (open === undefined ? out : old).push(line);
    } else if (slash === "") {
      if (open !== undefined) {
        throw new SyntaxError(
          `${at} opens a mark inside that of line ${open.line}.`,
        );
      }
      open = { kind, argument, line: index + 1 };
      old = [];
      out.push(line);
    } else {
      if (open?.kind !== kind) {
        throw new SyntaxError(`${at} closes no mark of its kind.`);
      }
      const content = render({ ...open, content: old.join("\n").trim() });
      if (content === undefined) out.push(...old, line);
      else out.push("", content, "", line);
      open = undefined;
    }
  }
  if (open === undefined) return out.join("\n");
  throw new SyntaxError(
    `Line ${open.line} opens a mark that is never closed: write <!-- /${open.kind} --> after it.`,
  );
}
