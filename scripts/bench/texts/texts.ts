import { fileURLToPath } from "node:url";
import { CourseError } from "../../terminal/errors.ts";
import { readLessons } from "../../lesson/manifest.ts";
import { writeFiles } from "../../lesson/files.ts";
import type { BenchReport } from "../report/report.ts";
import { SECTIONS } from "../sections.ts";
import { fillMarks, findMarks, type Mark } from "./marks.ts";
import { quote } from "./quote.ts";

/**
 * Reads the marks of all lessons' texts, before minutes are spent on measuring.
 *
 * @throws {CourseError} If one cannot be read or names no section.
 */
export async function checkTexts(root: URL): Promise<void> {
  await eachText(root, (text) => {
    for (const { section, line } of findMarks(text)) {
      if (SECTIONS.some(({ name }) => name === section)) continue;
      throw new SyntaxError(`Line ${line} names no section: "${section}".`);
    }
    return text;
  });
}

/**
 * Writes a report's tables into the lessons' texts, in `solutions/` and in
 * `lessons/`. Nothing is written if a mark names what there is not.
 *
 * @returns The texts that were written, as paths from the root.
 * @throws {CourseError} If a mark names no chart or no contender.
 */
export async function updateTexts(
  root: URL,
  report: BenchReport,
): Promise<string[]> {
  const render = (mark: Mark) => quote(report, mark);
  const changed = await eachText(root, (text) => fillMarks(text, render));
  for (const [path, text] of changed) {
    await writeFiles(root, new Map([[path, text]]));
  }
  const paths = [...changed.keys()];
  await format(root, paths);
  for (const path of paths) {
    const copy = path.replace(/^solutions\//, "lessons/");
    await Deno.copyFile(new URL(path, root), new URL(copy, root));
  }
  return paths;
}

/** Changes the text of each lesson; gives those that are others then. */
async function eachText(
  root: URL,
  change: (text: string) => string,
): Promise<Map<string, string>> {
  const changed = new Map<string, string>();
  for (const { folder } of await readLessons(root)) {
    const path = `solutions/${folder}/README.md`;
    const text = await Deno.readTextFile(new URL(path, root));
    try {
      const other = change(text);
      if (other !== text) changed.set(path, other);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new CourseError(`${path}: ${error.message}`);
    }
  }
  return changed;
}

/** Formats texts as `deno fmt --check` wants them. */
async function format(root: URL, paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  const files = paths.map((path) => fileURLToPath(new URL(path, root)));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", ...files],
    cwd: root,
  }).output();
  if (success) return;
  const why = new TextDecoder().decode(stderr).trim();
  throw new CourseError(`Cannot format ${paths.join(", ")}: ${why}`);
}
