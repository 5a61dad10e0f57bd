import { code } from "./code.ts";
import { fillMarks, findMarks } from "./marks.ts";
import { run, type RunOptions } from "./run.ts";

/**
 * A text with its code and its runs as they are now. Marks that measurements
 * fill are left as they are.
 *
 * @param folder The text's, in `solutions/`.
 * @throws {SyntaxError} If a mark cannot be filled.
 */
export async function fill(
  text: string,
  { root, folder, ...options }: RunOptions & { root: URL; folder: URL },
): Promise<string> {
  const contents = new Map<number, string>();
  for (const mark of findMarks(text)) {
    if (mark.kind === "code") contents.set(mark.line, await code(mark, folder));
    if (mark.kind === "run" && Deno.build.os === "linux") {
      contents.set(mark.line, await run(mark, root, options));
    }
  }
  return fillMarks(text, ({ line }) => contents.get(line));
}
