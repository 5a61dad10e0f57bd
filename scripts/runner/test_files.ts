import { inOrder, type Lesson } from "../lesson/manifest.ts";

/**
 * A lesson's test files under `root`, as paths from there, in order of their
 * names, which start with the number of their first step.
 */
export async function testFiles(root: URL, lesson: Lesson): Promise<string[]> {
  const folder = `tests/${lesson.folder}`;
  const files: string[] = [];
  for await (const { name } of Deno.readDir(new URL(`${folder}/`, root))) {
    if (name.endsWith("_test.ts")) files.push(`${folder}/${name}`);
  }
  return files.sort(inOrder);
}
