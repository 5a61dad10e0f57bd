import { readLearner } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";

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
  const files = [...(await readLearner(root, lesson)).keys()]
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `./lessons/${lesson.folder}/${path}`);
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
