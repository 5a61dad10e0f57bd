/**
 * Writes a class of made-up submissions of all lessons, from the starters, the
 * solutions, the other correct versions and the wrong ones, each learner
 * somewhat further than the one before and in a style of his own. Every tenth
 * has copied from the one before him.
 *
 *     deno run -A tests/course/grade/bench/make_class.ts DIR 40
 *
 * @module
 */

import { pathToFileURL } from "node:url";
import {
  type LessonFiles,
  readFiles,
  readSolution,
  startersOf,
  writeFiles,
} from "../../../../scripts/lesson/files.ts";
import type { Lesson } from "../../../../scripts/lesson/lesson.ts";
import { readLessons } from "../../../../scripts/lesson/manifest.ts";
import {
  mutate,
  readWrongVersions,
} from "../../../../scripts/selftest/cases.ts";
import { copied, honest, WAYS } from "./copies.ts";

const COURSE = new URL("../../../../", import.meta.url);

/** Names with what names have. */
const NAMES = ["ada lovelace", "Grace_Hopper", "김-서연", "o'neill & sons <b>"];

/** What a learner of a lesson may have handed in, from little to all. */
async function versionsOf(lesson: Lesson): Promise<LessonFiles[]> {
  const solution = await readSolution(COURSE, lesson);
  const { mutants, alternatives } = await readWrongVersions(COURSE, lesson);
  const steps = lesson.steps.map(({ step }) => step);
  const versions: LessonFiles[] = [startersOf(solution)];
  for (const [index, step] of steps.entries()) {
    const here = mutants.filter((one) =>
      one.step === step && solution.has(one.file)
    );
    // Who writes a step wrong has not written those that come after it.
    const open = (number: string) => steps.indexOf(number) > index;
    for (const wrong of here.slice(0, 3)) {
      versions.push(startersOf(mutate(solution, wrong), open));
    }
    versions.push(startersOf(solution, open));
  }
  for (const { folder } of alternatives) {
    const other = await readFiles(
      new URL(`tests/${lesson.folder}/alternatives/${folder}/`, COURSE),
    );
    versions.push(new Map([...solution, ...other]));
  }
  return [...versions, solution];
}

const [folder = "", size = "40"] = Deno.args;
const count = Number(size);
const root = pathToFileURL(`${Deno.realPathSync(".")}/${folder}/`);
for (const lesson of await readLessons(COURSE)) {
  const versions = await versionsOf(lesson);
  let neighbour: LessonFiles | undefined;
  for (let index = 0; index < count; index++) {
    // Not all have come so far as to begin the later lessons.
    const far = (index * 7 + Number(lesson.number.at(-1)) * 11) % count / count;
    if (far < .1) continue;
    const files = versions[Math.floor(far * versions.length)] ?? new Map();
    const name = NAMES[index] ??
      `learner-${String(index + 1).padStart(2, "0")}`;
    const written = honest(
      new Map(
        [...files].filter(([path]) => /^(?!given|\.\.).*\.ts$/.test(path)),
      ),
      index,
    );
    const way = WAYS[Math.floor(index / 10) % WAYS.length] ?? "renamed";
    const own = index % 10 === 9 && neighbour !== undefined
      ? copied(neighbour, way, written, index)
      : written;
    neighbour = own;
    await writeFiles(
      new URL(`${encodeURIComponent(name)}/lessons/${lesson.folder}/`, root),
      own,
    );
  }
}
