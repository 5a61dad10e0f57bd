import type { Lesson } from "../../lesson/manifest.ts";
import type { Finding } from "../report/report.ts";
import type { Tree } from "./tree.ts";

/** What of a clone is looked at: the lessons, and what must not be changed. */
export function wantedPaths(lessons: readonly Lesson[]): string[] {
  return [
    "deno.json",
    "tests/harness",
    ...lessons.flatMap((
      { folder },
    ) => [`lessons/${folder}`, `tests/${folder}`]),
  ];
}

/**
 * Files of the course that a submission has changed or added to. They are never
 * used; the instructor's own are.
 */
export async function changedCourseFiles(
  tree: Tree,
  course: URL,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [path, bytes] of tree.files) {
    if (path.startsWith("lessons/")) continue;
    const original = await readIfThere(new URL(encodeURI(path), course));
    const message = original === undefined
      ? "The course has no such file; it was left out."
      : "It was changed; the course's own is used.";
    if (!isSame(path, bytes, original)) findings.push({ path, message });
  }
  return findings;
}

function isSame(
  path: string,
  bytes: Uint8Array,
  original: Uint8Array | undefined,
): boolean {
  if (original === undefined) return false;
  // Set-up adds and removes this line.
  const text = (file: Uint8Array) => {
    const text = new TextDecoder().decode(file).replaceAll("\r\n", "\n");
    return path === "deno.json"
      ? text.replace(/^ {2}"links": .*\n/m, "")
      : text;
  };
  return text(bytes) === text(original);
}

async function readIfThere(file: URL): Promise<Uint8Array | undefined> {
  try {
    return await Deno.readFile(file);
  } catch {
    return undefined;
  }
}
