import type { Finding } from "../report/report.ts";
import { MEGABYTE } from "../sandbox/limits.ts";
import { readBelow } from "../paths/read_below.ts";
import type { PlainPath } from "../paths/plain_path.ts";

/**
 * Files of the course that a submission has changed or added to. They are never
 * used; the instructor's own are.
 *
 * @param course The course's folder.
 * @param isOwn Whether a path is the learner's to write.
 */
export async function changedCourseFiles(
  files: ReadonlyMap<PlainPath, Uint8Array>,
  course: string,
  isOwn: (path: PlainPath) => boolean,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [path, bytes] of files) {
    if (isOwn(path)) continue;
    const original = await readBelow(course, path, 4 * MEGABYTE)
      .catch(() => undefined);
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
