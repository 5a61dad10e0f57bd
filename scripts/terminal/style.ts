import colors from "picocolors";

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
