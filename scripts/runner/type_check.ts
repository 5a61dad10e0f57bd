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
  const folder = `lessons/${lesson.folder}`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", folder],
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
