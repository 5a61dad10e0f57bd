import type { Alternative, Mutant } from "../../tests/harness/mutant.ts";
import {
  type LessonFiles,
  readFiles,
  readShared,
  readSolution,
  startersOf,
} from "../lesson/files.ts";
import { CourseError } from "../terminal/errors.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { type Case, mustBeCaught, mustBeUnwritten, mustPass } from "./case.ts";
import { sentElsewhere } from "./sent_to.ts";
import { touchedSteps } from "./touched.ts";

/**
 * Everything that a lesson's tests are run against, the quick proofs first.
 *
 * @param thorough Whether each wrong version must also pass the tests of all
 * steps before its own, and other correct versions those of all steps, which
 * takes several times as long.
 */
export async function casesOf(
  root: URL,
  lesson: Lesson,
  { thorough = false }: { thorough?: boolean } = {},
): Promise<Case[]> {
  const solution = await readSolution(root, lesson);
  const shared = await readShared(root);
  const all = lesson.steps.map(({ step }) => step);
  const { mutants, alternatives } = await readWrongVersions(root, lesson);
  const cases: Case[] = [{
    lesson,
    kind: "starter",
    name: "the starter",
    files: startersOf(solution),
    steps: all.slice(0, 1),
    typed: true,
    judge: mustBeUnwritten(all[0] ?? ""),
  }];
  for (const step of all) {
    cases.push({
      lesson,
      kind: "starter",
      name: `all but step ${step} solved`,
      files: startersOf(solution, (number) => number === step),
      steps: [step],
      typed: false,
      judge: mustBeUnwritten(step),
    });
  }
  cases.push({
    lesson,
    kind: "solution",
    name: "the solution",
    files: solution,
    steps: all,
    typed: true,
    judge: mustPass,
  });
  // Whoever has come so far has the later steps still to write.
  for (const [at, step] of all.slice(0, -1).entries()) {
    cases.push({
      lesson,
      kind: "underway",
      name: `solved up to step ${step}`,
      files: startersOf(solution, (number) => all.indexOf(number) > at),
      steps: [step],
      typed: false,
      judge: mustPass,
    });
  }
  for (const { folder, differs } of alternatives) {
    const other = await readFiles(
      new URL(`tests/${lesson.folder}/alternatives/${folder}/`, root),
    );
    const files = new Map([...solution, ...other]);
    cases.push({
      lesson,
      kind: "alternative",
      name: differs,
      files,
      steps: thorough ? all : touchedSteps(lesson, files, [...other.keys()]),
      typed: true,
      judge: mustPass,
    });
  }
  for (const mutant of mutants) {
    const made = mutated(solution, shared, mutant);
    const changed = { lesson, solution, file: mutant.file, ...made };
    cases.push({
      lesson,
      kind: "mutant",
      name: mutant.name,
      ...made,
      steps: thorough
        ? all.slice(0, all.indexOf(mutant.step) + 1)
        : [mutant.step],
      failFast: !thorough,
      shows: mutant.shows,
      typed: false,
      judge: mustBeCaught(
        mutant.step,
        mutant.shows,
        (failed) => sentElsewhere(changed, failed),
      ),
    });
  }
  return cases;
}

/** The wrong versions and the alternatives of a lesson. */
export async function readWrongVersions(
  root: URL,
  lesson: Lesson,
): Promise<{ mutants: Mutant[]; alternatives: Alternative[] }> {
  const path = `tests/${lesson.folder}/mutants.ts`;
  let versions: { mutants?: Mutant[]; alternatives?: Alternative[] };
  try {
    versions = await import(new URL(path, root).href);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CourseError(`Cannot load ${path}: ${reason}`);
  }
  const { mutants, alternatives } = versions;
  if (mutants === undefined || alternatives === undefined) {
    throw new CourseError(`${path} must export "mutants" and "alternatives".`);
  }
  return { mutants, alternatives };
}

function mutated(
  solution: LessonFiles,
  shared: LessonFiles,
  mutant: Mutant,
): Pick<Case, "files" | "unmade"> {
  try {
    return { files: mutate(solution, mutant, shared) };
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return { files: solution, unmade: error.message };
  }
}

/**
 * The solution with a mutant's edits.
 *
 * @throws {CourseError} If the mutant's file is none of the solution's, or the
 * text of an edit is not there exactly once.
 */
export function mutate(
  solution: LessonFiles,
  mutant: Mutant,
  shared: LessonFiles = new Map(),
): LessonFiles {
  const original = solution.get(mutant.file) ??
    shared.get(mutant.file.replace(/^\.\.\/given\//, ""));
  if (original === undefined) {
    throw new CourseError(
      `Cannot make the mutant "${mutant.name}" as the solution has no file ${mutant.file}.`,
    );
  }
  let text = original;
  for (const [from, to] of mutant.edits) {
    const parts = text.split(from);
    if (parts.length !== 2) {
      throw new CourseError(
        `Cannot make the mutant "${mutant.name}" as ${mutant.file} has this text ${
          parts.length - 1
        } times, not once:\n${from}`,
      );
    }
    text = parts.join(to);
  }
  return new Map(solution).set(mutant.file, text);
}
