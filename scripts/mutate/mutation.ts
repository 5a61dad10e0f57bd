/** One change of a solution that should make a test fail. */
export interface Mutation {
  /** The file in the lesson's folder. */
  file: string;
  /** The step whose region it changes. */
  step: string;
  /** What kind of change it is: `"await dropped"`. */
  operator: string;
  /** What is replaced: offsets in the file. */
  start: number;
  end: number;
  /** What stands there instead. */
  replacement: string;
}

/** The source with the change in it. */
export function mutate(source: string, mutation: Mutation): string {
  const { start, end, replacement } = mutation;
  return source.slice(0, start) + replacement + source.slice(end);
}

/** The lines that it changes, before and after, without their indents. */
export function linesOf(
  source: string,
  mutation: Mutation,
): { line: number; from: string; to: string } {
  const { start, end, replacement } = mutation;
  const head = source.lastIndexOf("\n", start - 1) + 1;
  const next = source.indexOf("\n", end);
  const tail = next < 0 ? source.length : next;
  return {
    line: source.slice(0, start).split("\n").length,
    from: onOneLine(source.slice(head, tail)),
    to: onOneLine(
      source.slice(head, start) + replacement + source.slice(end, tail),
    ),
  };
}

function onOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
