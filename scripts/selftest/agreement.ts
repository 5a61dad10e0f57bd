import { readShared, readSolution } from "../lesson/files.ts";
import { type Lesson, stepOfTest } from "../lesson/manifest.ts";
import { findRegions, type Region } from "../lesson/regions.ts";
import { readCatalogue } from "../runner/diagnosis.ts";
import { stepOfFile, testFiles } from "../runner/test_files.ts";
import { readWrongVersions } from "./cases.ts";

/** Whether the wrong versions and the catalogue of misconceptions agree. */
async function unnamed(root: URL, lesson: Lesson): Promise<string[]> {
  const { misconceptions } = await readCatalogue(root, lesson);
  const { mutants } = await readWrongVersions(root, lesson);
  const shown = new Set(mutants.flatMap(({ shows }) => shows ?? []));
  const known = new Set(Object.keys(misconceptions));
  return [
    ...mutants.filter(({ shows }) => shows === undefined).map(({ name }) =>
      `The wrong version "${name}" does not say what it shows.`
    ),
    ...[...shown.difference(known)].map((id) =>
      `A wrong version shows "${id}", which misconceptions.ts does not have.`
    ),
    ...[...known.difference(shown)].map((id) =>
      `misconceptions.ts has "${id}", which no wrong version shows.`
    ),
  ];
}

/** Ids that two parts of the catalogue have: one would hide the other. */
async function givenTwice(root: URL, { folder }: Lesson): Promise<string[]> {
  const parts = new URL(`tests/${folder}/misconceptions/`, root);
  const ids = (await filesIn(parts)).flatMap((text) =>
    [...text.matchAll(/^ {2}"([\w-]+)": \{$/gm)].map(([, id]) => id)
  );
  return [...new Set(ids)].filter((id) =>
    ids.indexOf(id) !== ids.lastIndexOf(id)
  ).map((id) =>
    `Two parts of the catalogue have the misconception "${id}", and one hides the other.`
  );
}

/** The texts of the files in a folder, which need not be there. */
async function filesIn(folder: URL): Promise<string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder));
    return await Promise.all(
      names.map(({ name }) => Deno.readTextFile(new URL(name, folder))),
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

const TEST_NAME = /lessonTest\(\s*(["'`])(.+?)\1,?\s/g;

/** The names of a lesson's tests as its files have them, `${…}` and all. */
export function testNames(file: string): string[] {
  return [...file.matchAll(TEST_NAME)].map(([, , name = ""]) => name);
}

/**
 * Whether `lesson.json`, the regions of the solution and the names of the tests
 * agree on the lesson's steps.
 *
 * @returns What does not agree, a sentence each.
 */
export async function disagreements(
  root: URL,
  lesson: Lesson,
): Promise<string[]> {
  const problems: string[] = [];
  const numbers = new Set(lesson.steps.map(({ step }) => step));

  const solution = await readSolution(root, lesson);
  const shared = await readShared(root);
  const regions = new Map<string, Set<string>>();
  for (const [path, text] of solution) {
    if (!path.endsWith(".ts")) continue;
    for (const { step } of regionsOf(path, text)) {
      regions.set(step, (regions.get(step) ?? new Set()).add(path));
      if (!numbers.has(step)) {
        problems.push(`${path} has a region ${step}, which is no step.`);
      }
    }
  }
  for (const { step, files, read } of lesson.steps) {
    const asked = regions.get(step) ?? new Set();
    for (const file of files) {
      if (asked.has(file)) continue;
      problems.push(
        `lesson.json puts step ${step} into ${file}, which has no region for it.`,
      );
    }
    for (const file of asked.difference(new Set(files))) {
      problems.push(
        `${file} has a region ${step}, and lesson.json does not name it among the step's files.`,
      );
    }
    for (const path of read) {
      const there = path.startsWith("../given/")
        ? shared.has(path.slice("../given/".length))
        : solution.has(path);
      if (!there) {
        problems.push(
          `lesson.json has ${path} read before step ${step}, and there is no such file.`,
        );
      }
    }
  }

  function regionsOf(path: string, text: string): Region[] {
    try {
      return findRegions(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.push(`${path}: ${error.message}`);
      return [];
    }
  }

  problems.push(...await unnamed(root, lesson));
  problems.push(...await givenTwice(root, lesson));
  const tested = new Set<string>();
  for (const file of await testFiles(root, lesson)) {
    const text = await Deno.readTextFile(new URL(file, root));
    const own = stepOfFile(file);
    for (const name of testNames(text)) {
      const step = stepOfTest(name);
      if (step === undefined || !numbers.has(step)) {
        problems.push(`${file} has a test for no step of the lesson: ${name}`);
      } else tested.add(step);
      if (own !== undefined && step !== own) {
        problems.push(
          `${file} is named for step ${own} and has a test for another: ${name}`,
        );
      }
    }
    if (/\bDeno\.test\b/.test(text)) {
      problems.push(`${file} calls Deno.test: lessons' tests call lessonTest.`);
    }
  }
  for (const step of numbers) {
    if (!tested.has(step)) problems.push(`No test names step ${step}.`);
  }
  return problems;
}
