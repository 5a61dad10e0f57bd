import colors from "picocolors";
import wrapAnsi from "wrap-ansi";

/**
 * Colours for output. Picocolors leaves them away when NO_COLOR is set or the
 * output is no terminal.
 */
export const style = colors.createColors(
  Deno.stdout.isTerminal() && !Deno.noColor,
);

/** Width of the terminal in columns; 80 when the output is none. */
export function columns(): number {
  if (!Deno.stdout.isTerminal()) return 80;
  // Some terminals do not know their size, and say 0.
  return Deno.consoleSize().columns || 80;
}

/**
 * Wraps text at the terminal's width, at most 100 columns, each line indented.
 *
 * @param first What stands before the first line instead of the indentation;
 * as wide as it.
 */
export function wrap(text: string, indent: string, first = indent): string {
  const width = Math.max(20, Math.min(columns(), 100) - indent.length);
  return text.split("\n")
    .flatMap((line) => wrapLine(line, width))
    .map((line, index) => `${index === 0 ? first : indent}${line}`.trimEnd())
    .join("\n");
}

/** A line that is indented itself stays so; one of a stack is never broken. */
function wrapLine(line: string, width: number): string[] {
  const lead = line.match(/^ {2,}/)?.[0] ?? "";
  if (lead !== "" && line.length <= width || /^ +at /.test(line)) return [line];
  const lines = wrapAnsi(
    line.slice(lead.length),
    lead === "" ? width : Math.max(20, width - lead.length - 2),
  );
  return lines.split("\n").map((text, index) =>
    lead === "" ? text : `${lead}${index === 0 ? "" : "  "}${text}`
  );
}

/** Milliseconds as a person reads them: `31 ms`, `2.4 s`. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** A bar of `width` columns, filled as far as `done` is of `total`. */
export function progressBar(done: number, total: number, width = 20): string {
  const filled = total === 0
    ? 0
    : Math.min(width, Math.round(width * done / total));
  const bar = "#".repeat(filled).padEnd(width, "-");
  return `[${bar}] ${done}/${total}`;
}
