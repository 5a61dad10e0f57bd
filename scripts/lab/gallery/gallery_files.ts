import type { Mutant } from "../../../tests/harness/mutant.ts";
import { sectionOf } from "../../../tests/harness/story/misconceptions.ts";
import {
  type LessonFiles,
  readShared,
  readSolution,
} from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { hasSolutions } from "../../lesson/without_solutions.ts";
import { readCatalogue } from "../../runner/diagnosis.ts";
import { mutate, readWrongVersions } from "../../selftest/cases.ts";
import { CHOSEN, type Chosen } from "./chosen.ts";
import type { Exhibit } from "./exhibit.ts";

/**
 * The gallery: what was chosen of the wrong versions, as `gallery.json`. The
 * files are those of the step and of the steps that it needs.
 */
export async function galleryFiles(
  root: URL,
  lessons: readonly Lesson[],
): Promise<Map<string, string>> {
  // A course without solutions has none to break.
  if (!await hasSolutions(root)) return new Map([["gallery.json", "[]"]]);
  const rooms: Exhibit[] = [];
  const hung = new Map<string, Exhibit>();
  for (const lesson of lessons) {
    for (const one of await exhibitsOf(root, lesson)) hung.set(one.title, one);
  }
  for (const { title } of Object.values(CHOSEN).flat()) {
    const exhibit = hung.get(title);
    if (exhibit === undefined) {
      throw new Error(
        `Cannot hang "${title}" in the gallery as no lesson has its wrong version.`,
      );
    }
    rooms.push(exhibit);
  }
  return new Map([["gallery.json", JSON.stringify(rooms)]]);
}

async function exhibitsOf(root: URL, lesson: Lesson): Promise<Exhibit[]> {
  const chosen = Object.entries(CHOSEN).flatMap(([kind, room]) =>
    room.map((one) => ({ ...one, kind }))
  ).filter(({ model }) => model.startsWith(`${lesson.number}.`));
  if (chosen.length === 0) return [];
  const solution = await readSolution(root, lesson);
  const shared = await readShared(root);
  const { mutants } = await readWrongVersions(root, lesson);
  const { misconceptions } = await readCatalogue(root, lesson);
  return chosen.flatMap((one) => {
    const mutant = mutants.find(({ name }) => name === one.mutant);
    const meaning = misconceptions[mutant?.shows ?? ""];
    if (mutant === undefined || meaning === undefined) return [];
    return [{
      ...about(one, mutant),
      files: filesOf(lesson, mutant, mutate(solution, mutant, shared)),
      says: meaning.says,
      text: `${lesson.folder}/README#${sectionOf(meaning, mutant.step)}`,
    }];
  });
}

function about(
  { title, kind, model, par }: Chosen & { kind: string },
  { step }: Mutant,
): Omit<Exhibit, "files" | "says" | "text"> {
  const id = title.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  return { id, title, kind, step, model, par };
}

/** The broken file, and those that its step and the steps before it write. */
function filesOf(
  { folder, steps }: Lesson,
  { file, step }: Mutant,
  texts: LessonFiles,
): Record<string, string> {
  const numbers = new Set([step]);
  for (const one of [...steps].reverse()) {
    if (numbers.has(one.step)) one.needs.forEach((need) => numbers.add(need));
  }
  const paths = steps.filter((one) => numbers.has(one.step))
    .flatMap(({ files }) => files);
  return Object.fromEntries(
    [...new Set([file, ...paths])].map((path) => [
      `lessons/${folder}/${path}`,
      // What ties a solution to its steps is nothing for who reads it here.
      (texts.get(path) ?? "").replaceAll(/^ *\/\/ #(end)?region.*\n/gm, ""),
    ]),
  );
}
