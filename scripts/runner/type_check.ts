import { type LessonFiles, readLearner } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { Overlay } from "../lesson/overlay.ts";

/** What the type checker found in a lesson's files. */
export interface TypeCheck {
  ok: boolean;
  /** The type checker's messages. */
  messages: string;
}

/** Checks the types of a lesson's files under `root`. */
export async function checkTypes(
  root: URL,
  lesson: Lesson,
  signal?: AbortSignal,
): Promise<TypeCheck> {
  // Not the folder: beside an open file, editors keep links that lead nowhere.
  const files = modulesOf(await readLearner(root, lesson));
  return await denoCheck(
    root,
    files.map((path) => inLesson(lesson, path)),
    signal,
  );
}

/**
 * Checks the types of several versions of a lesson's files at once: reading
 * Deno's own types takes most of the time, and is done once so.
 */
export async function checkVersions(
  course: URL,
  lesson: Lesson,
  versions: readonly LessonFiles[],
  signal?: AbortSignal,
): Promise<TypeCheck[]> {
  await using overlay = await Overlay.create(course, lesson);
  const modules: string[] = [];
  for (const [index, files] of versions.entries()) {
    await overlay.lay(lesson, files, `${index}/`);
    modules.push(
      ...modulesOf(files).map((path) =>
        `./${index}/lessons/${lesson.folder}/${path}`
      ),
    );
  }
  const { ok, messages } = await denoCheck(overlay.root, modules, signal);
  const found = messages.split(/\n\n(?=TS\d+ )/);
  return versions.map((_, index) => {
    const at = new RegExp(`(?<![\\w/.])${index}/(?=lessons/)`, "g");
    const own = found.filter((message) => message.search(at) >= 0);
    // What names no version concerns them all.
    const isLost = !ok && found.every((text) => !/\d\/lessons\//.test(text));
    return isLost ? { ok, messages } : {
      ok: own.length === 0,
      messages: own.join("\n\n").replaceAll(at, ""),
    };
  });
}

async function denoCheck(
  root: URL,
  files: readonly string[],
  signal: AbortSignal | undefined,
): Promise<TypeCheck> {
  if (files.length === 0) return { ok: true, messages: "" };
  const child = new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", ...files],
    cwd: root,
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    ...(signal === undefined ? {} : { signal }),
  });
  const { success, stderr } = await child.output();
  const messages = new TextDecoder().decode(stderr)
    .replaceAll(root.href, "")
    .replace(/\n*error: Type checking failed\.\n*$/, "")
    .trim();
  return { ok: success, messages };
}

function modulesOf(files: LessonFiles): string[] {
  return [...files.keys()].filter((path) => path.endsWith(".ts"));
}

function inLesson({ folder }: Lesson, path: string): string {
  return `./lessons/${folder}/${path}`;
}
