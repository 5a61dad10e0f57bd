import type { Lesson } from "../lesson/manifest.ts";

/**
 * A lesson's test files under `root`, as paths from there, in order of their
 * names, which start with the number of their step.
 *
 * @param steps Only the files of these steps.
 */
export async function testFiles(
  root: URL,
  lesson: Lesson,
  steps?: readonly string[],
): Promise<string[]> {
  const folder = `tests/${lesson.folder}`;
  const files: string[] = [];
  for await (const { name } of Deno.readDir(new URL(`${folder}/`, root))) {
    if (!name.endsWith("_test.ts")) continue;
    const step = stepOfFile(name);
    if (step === undefined || steps === undefined || steps.includes(step)) {
      files.push(`${folder}/${name}`);
    }
  }
  return files.sort();
}

/** The step whose tests a file holds: the number at the start of its name. */
export function stepOfFile(path: string): string | undefined {
  return path.split("/").at(-1)?.match(/^\d+\.\d+\.\d+(?=_)/)?.[0];
}

/** Whether a file's tests run in a program of their own, beside the others. */
export function isApart(path: string): boolean {
  return path.endsWith("_apart_test.ts");
}
