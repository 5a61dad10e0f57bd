import wrapAnsi from "wrap-ansi";
import { columns } from "./style.ts";

/**
 * Wraps text at the terminal's width, at most 100 columns, each line indented.
 *
 * @param first What stands before the first line instead of the indentation;
 * as wide as it.
 */
export function wrap(text: string, indent: string, first = indent): string {
  const width = Math.max(20, Math.min(columns(), 100) - indent.length);
  return text.split("\n")
    // A line that is indented itself is laid out: a trace, a table.
    .flatMap((line) =>
      line.startsWith("  ") ? [line] : wrapAnsi(line, width).split("\n")
    )
    .map((line, index) => `${index === 0 ? first : indent}${line}`.trimEnd())
    .join("\n");
}
