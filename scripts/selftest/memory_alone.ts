import type { LessonFiles } from "../lesson/files.ts";
import { fileUrl, readFiles } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { stepOfFile, testFiles } from "../runner/test_files.ts";

/** Paths that a module names. */
const NAMED = /"(\.{1,2}\/[^"]+\.ts)"/g;

/** What reaches out of a program's memory, or goes on after a test. */
export const OUTSIDE: RegExp =
  /\bDeno\.(?!errors\b|inspect\b)|\bnew Worker\b|"node:|\bfetch\(|\bset(?:Timeout|Interval)\(/;

/** What of the harness such tests may use. */
const HARNESS =
  /^tests\/harness\/(?:lesson_test|net\/random_bytes|(?:explorer|story|threads)\/\w+)\.ts$/;

/**
 * The steps whose tests, and the code under them, compute in memory alone: no
 * processes, sockets, files, timers. Such tests leave nothing behind, so that
 * one program can run those of many versions one after the other.
 */
export async function stepsInMemory(
  root: URL,
  lesson: Lesson,
  solution: LessonFiles,
): Promise<Set<string>> {
  const shared = await readFiles(new URL("solutions/given/", root));
  const textOf = async (path: string): Promise<string | undefined> => {
    const own = `lessons/${lesson.folder}/`;
    if (path.startsWith(own)) return solution.get(path.slice(own.length));
    if (path.startsWith("lessons/given/")) {
      return shared.get(path.slice("lessons/given/".length));
    }
    return await Deno.readTextFile(fileUrl(root, path)).catch(() => undefined);
  };
  const found = new Set<string>();
  for (const step of await stepsWithFiles(root, lesson)) {
    const files = await testFiles(root, lesson, [step]);
    if (await inMemory(files, textOf)) found.add(step);
  }
  return found;
}

/** The steps that have files of tests, and share none with others. */
export async function stepsWithFiles(
  root: URL,
  lesson: Lesson,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { step } of lesson.steps) {
    const files = await testFiles(root, lesson, [step]);
    // A file that tests other steps, too, would run those.
    const own = files.every((path) => stepOfFile(path) === step);
    if (own && files.length > 0) found.add(step);
  }
  return found;
}

/** Whether modules, and all that they name, keep to memory. */
async function inMemory(
  modules: readonly string[],
  textOf: (path: string) => Promise<string | undefined>,
): Promise<boolean> {
  const reached = new Set(modules);
  for (const path of reached) {
    if (path.startsWith("tests/harness/")) {
      if (!HARNESS.test(path)) return false;
      continue;
    }
    // A catalogue of what can go wrong names what it does not do.
    if (/^tests\/[^/]+\/misconceptions\b/.test(path)) continue;
    const text = await textOf(path);
    if (text === undefined || OUTSIDE.test(text)) return false;
    for (const [, to = ""] of text.matchAll(NAMED)) {
      reached.add(new URL(to, `file:///${path}`).pathname.slice(1));
    }
  }
  return true;
}
