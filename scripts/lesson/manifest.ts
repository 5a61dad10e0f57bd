import { CourseError } from "../terminal/errors.ts";
import { inOrder, type Lesson, type Step } from "./lesson.ts";
import { hasSolutions } from "./without_solutions.ts";

export {
  inOrder,
  type Lesson,
  readFirst,
  type Step,
  stepOfTest,
} from "./lesson.ts";

/**
 * Reads every lesson of the course at `root`, in order of their numbers. A
 * folder is a lesson once it has a `lesson.json`. A course that was handed out
 * without solutions has them in `lessons/`.
 *
 * @throws {CourseError} If a `lesson.json` is not as {@linkcode Lesson} says; the
 * message names the file and the field.
 */
export async function readLessons(root: URL): Promise<Lesson[]> {
  const source = await hasSolutions(root) ? "solutions" : "lessons";
  const lessons: Lesson[] = [];
  for await (
    const { name, isDirectory } of Deno.readDir(new URL(`${source}/`, root))
  ) {
    if (!isDirectory) continue;
    const place = `${source}/${name}/lesson.json`;
    try {
      const text = await Deno.readTextFile(new URL(place, root));
      lessons.push(parseLesson(text, name, place));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return lessons.sort((a, b) => inOrder(a.number, b.number));
}

/**
 * Checks the text of a `lesson.json` and gives the lesson it describes.
 *
 * @throws {CourseError} If it is none; the message names the file and the field.
 */
export function parseLesson(
  text: string,
  folder: string,
  where = `solutions/${folder}/lesson.json`,
): Lesson {
  const json = parseJson(text, where);
  const number = folder.split("-")[0] ?? "";
  check(isRecord(json), where, "an object");
  check(json.number === number, where, `"number": "${number}"`);
  check(isText(json.title), where, '"title", a text');
  check(isCount(json.minutes), where, '"minutes", a whole number');
  check(Array.isArray(json.steps), where, '"steps", a list');
  const numbers = json.steps.map((_, index) => `${number}.${index + 1}`);
  const steps = json.steps.map((step, index) =>
    parseStep(step, numbers.slice(0, index + 1), where)
  );
  const points = steps.reduce((sum, step) => sum + step.points, 0);
  check(points === 100, where, `points that sum to 100, not ${points}`);
  return { number, title: json.title, minutes: json.minutes, steps, folder };
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CourseError(`${where} is no JSON: ${error.message}.`);
  }
}

function parseStep(json: unknown, numbers: string[], where: string): Step {
  const earlier = numbers.slice(0, -1);
  const number = numbers.at(-1) ?? "";
  const at = `${where}, step ${number},`;
  check(isRecord(json), at, "an object");
  const { step, title, files, read, points, minutes, needs, hints } = json;
  check(step === number, at, `"step": "${number}"`);
  check(isText(title), at, '"title", a text');
  check(isFilled(files), at, '"files", one file name or more');
  check(isTexts(read) && read.length <= 3, at, '"read", up to three paths');
  check(isCount(points), at, '"points", a whole number');
  check(isCount(minutes), at, '"minutes", a whole number');
  check(isTexts(needs), at, '"needs", a list of steps');
  check(
    needs.every((need) => earlier.includes(need)),
    at,
    '"needs" with earlier steps only',
  );
  check(isTexts(hints) && hints.length >= 2, at, '"hints", two or more');
  return { step: number, title, files, read, points, minutes, needs, hints };
}

function check(
  condition: unknown,
  where: string,
  wanted: string,
): asserts condition {
  if (!condition) throw new CourseError(`${where} must have ${wanted}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function isFilled(value: unknown): value is [string, ...string[]] {
  return isTexts(value) && value.length > 0;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}
