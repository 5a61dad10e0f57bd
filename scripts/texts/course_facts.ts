import { readLessons } from "../lesson/manifest.ts";
import { testFiles } from "../runner/test_files.ts";
import { testNames } from "../selftest/agreement.ts";

/** What texts can speak of. */
export interface CourseFacts {
  /** The numbers of all steps. */
  steps: Set<string>;
  /** Whether a test has this name. */
  isTest(name: string): boolean;
}

/** Reads the steps and the names of the tests of all lessons. */
export async function courseFacts(root: URL): Promise<CourseFacts> {
  const steps = new Set<string>();
  const names: RegExp[] = [];
  for (const lesson of await readLessons(root)) {
    for (const { step } of lesson.steps) steps.add(step);
    for (const file of await testFiles(root, lesson)) {
      const text = await Deno.readTextFile(new URL(file, root));
      names.push(...testNames(text).map(pattern));
    }
  }
  return { steps, isTest: (name) => names.some((one) => one.test(name)) };
}

/** A test's name, in which each `${…}` stands for any text. */
function pattern(name: string): RegExp {
  const parts = name.replaceAll("\\`", "`").split(/\$\{.*?\}/);
  return new RegExp(`^${parts.map(RegExp.escape).join(".+")}$`);
}
