import { makeStarter } from "../lesson/regions.ts";
import type { Mark } from "./marks.ts";

/** How listings are coloured, by the file's ending. */
const LANGUAGES: Record<string, string> = {
  c: "c",
  h: "c",
  ts: "ts",
  txt: "text",
};

/**
 * What stands in a text for a mark of the kind `code`: a file, or those of its
 * functions, types and variables that are named.
 *
 * ```md
 * <!-- code c/pool.c -->
 * <!-- code c/pool.c push, pop -->
 * ```
 *
 * Of a file that learners write, the starter is shown.
 *
 * @param folder The text's; the file's path starts there.
 * @throws {SyntaxError} If the file or a name is not there.
 */
export async function code(
  { argument, line }: Mark,
  folder: URL,
): Promise<string> {
  const [, path = "", names] = /^(\S+)(?: (.+))?$/.exec(argument) ?? [];
  const language = LANGUAGES[/\w+$/.exec(path)?.[0] ?? ""];
  if (language === undefined) {
    throw new SyntaxError(
      `Line ${line} is no mark: write <!-- code FILE --> or <!-- code FILE NAME, NAME -->, with a file in ${
        Object.keys(LANGUAGES).join(", ")
      }.`,
    );
  }
  const text = await Deno.readTextFile(new URL(path, folder)).catch(() => {
    throw new SyntaxError(`Line ${line} names no file: ${path}.`);
  });
  const whole = path.endsWith(".ts") ? makeStarter(text) : text;
  const blocks = topLevel(whole);
  const shown = names === undefined ? whole : names.split(", ").map((name) => {
    const found = blocks.find((block) => declares(block, name));
    if (found !== undefined) return found;
    throw new SyntaxError(`Line ${line} names what ${path} has not: ${name}.`);
  }).join("\n\n");
  const fence = shown.includes("```") ? "````" : "```";
  return `${fence}${language}\n${shown.trimEnd()}\n${fence}`;
}

/** What stands at a file's top level: parted by empty lines, but for those in braces. */
function topLevel(text: string): string[] {
  const blocks: string[] = [];
  for (const part of text.trim().split(/\n{2,}/)) {
    const inside = blocks.length > 0 && /^(?:\s|[})\]])/.test(part);
    if (inside) blocks.push(`${blocks.pop()}\n\n${part}`);
    else blocks.push(part);
  }
  return blocks;
}

/** Whether a block has a name in a line that is neither comment nor indented. */
function declares(block: string, name: string): boolean {
  const code = block.replaceAll(/\/\*[^]*?\*\//g, "");
  const word = new RegExp(`(?<![\\w$#])${RegExp.escape(name)}(?![\\w$])`);
  return code.split("\n").some((line) =>
    /^[\w}]/.test(line) && !/^import\b/.test(line) && word.test(line)
  );
}
