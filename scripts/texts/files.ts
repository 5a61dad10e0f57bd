import { type LessonFiles, readFiles, writeFiles } from "../lesson/files.ts";
import { readLessons } from "../lesson/manifest.ts";
import { CourseError } from "../terminal/errors.ts";

/**
 * The texts that may have marks: the Markdown files of the lessons in
 * `solutions/`, and the book's contents. By their paths from the root.
 */
export async function readTexts(root: URL): Promise<LessonFiles> {
  const texts: LessonFiles = new Map();
  const lessons = (await readLessons(root)).map(({ folder }) => `${folder}/`);
  for (const name of ["", ...lessons]) {
    const folder = `solutions/${name}`;
    const files = await readFiles(new URL(folder, root), { deep: false });
    for (const [path, text] of files) {
      if (path.endsWith(".md")) texts.set(folder + path, text);
    }
  }
  return texts;
}

/** Where learners read a text. */
export function copyOf(path: string): string {
  return path.replace(/^solutions\//, "lessons/");
}

/**
 * Changes texts, and formats them as `deno fmt --check` wants them. Nothing is
 * written.
 *
 * @returns Those that are others then, by their paths from the root.
 * @throws {CourseError} If `change` throws a SyntaxError; it names the text.
 */
export async function changedTexts(
  root: URL,
  change: (text: string, path: string) => string | Promise<string>,
): Promise<LessonFiles> {
  const changed: LessonFiles = new Map();
  for (const [path, text] of await readTexts(root)) {
    try {
      const other = await change(text, path);
      if (other === text) continue;
      const formatted = await format(root, other);
      if (formatted !== text) changed.set(path, formatted);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new CourseError(`${path}: ${error.message}`);
    }
  }
  return changed;
}

/**
 * Writes texts and their copies in `lessons/`.
 *
 * @returns The texts' paths from the root.
 */
export async function writeTexts(
  root: URL,
  texts: LessonFiles,
): Promise<string[]> {
  await writeFiles(root, texts);
  const copies = [...texts].map(([path, text]) =>
    [copyOf(path), text] as const
  );
  await writeFiles(root, new Map(copies));
  return [...texts.keys()];
}

async function format(root: URL, text: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", "--ext", "md", "-"],
    cwd: root,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = new Blob([text]).stream().pipeTo(child.stdin);
  const [{ success, stdout, stderr }] = await Promise.all([
    child.output(),
    input,
  ]);
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  throw new SyntaxError(
    `Cannot be formatted: ${decoder.decode(stderr).trim()}`,
  );
}
