import { isGiven, type LessonFiles } from "../lesson/given.ts";
import type { Lesson, Step } from "../lesson/lesson.ts";
import { linesOf, tasksOf } from "../lesson/task.ts";
import type { Failure } from "../runner/result.ts";

/** A file in the lesson's folder, or a line of it. */
export interface Place {
  file: string;
  line?: number;
}

/** The lesson as the learner has it, and as it was at the start. */
export interface Edited {
  lesson: Lesson;
  files: LessonFiles;
  starters: LessonFiles;
}

/**
 * The places of the learner's that a failure names: the first one of a stack,
 * or all of a schedule, in order.
 */
export function sitesIn(failure: Failure, { lesson, files }: Edited): Place[] {
  const theirs = [...files.keys()].filter((path) =>
    path.endsWith(".ts") && !isGiven(path)
  );
  const text = textOf(failure);
  const stack = new RegExp(`lessons/${lesson.folder}/([^\\s:'"]+):(\\d+)`, "g");
  for (const [, path = "", line] of text.matchAll(stack)) {
    const file = decodeURI(path);
    if (theirs.includes(file)) return [{ file, line: Number(line) }];
  }
  return [...text.matchAll(/(?<![\w/.-])([\w-]+\.ts):(\d+)/g)]
    .map(([, file = "", line]) => ({ file, line: Number(line) }))
    .filter(({ file }) => theirs.includes(file));
}

/**
 * The learner's line that a test has seen to be wrong. Of it and those that
 * called it, that is the innermost in code that shows the misconception.
 */
export function siteSaid(
  failure: Failure,
  { files }: Edited,
  step: Step,
  symbols: readonly string[],
): Place[] {
  const { site = [] } = failure.kind === "story" ? failure.verdict : {};
  const said = [site].flat().flatMap((one) => {
    const [, file = "", line] = one.match(/^([\w-]+\.ts):(\d+)/) ?? [];
    return files.has(file) && !isGiven(file)
      ? [{ file, line: Number(line) }]
      : [];
  });
  const isMeant = ({ file, line }: Required<Place>) =>
    symbols.some((symbol) => {
      const [from, to] = linesOf(symbol, files.get(file) ?? "") ?? [1, 0];
      return from <= line && line <= to;
    });
  const asked = preferred(said, ({ file }) => step.files.includes(file));
  return preferred(asked, isMeant).slice(0, 1);
}

/** The last of these in each file, the step's own files before all others. */
export function mostTelling(
  sites: readonly Place[],
  own: readonly string[],
): Place[] {
  const last = new Map<string, Place>();
  for (const site of sites) {
    last.delete(site.file);
    last.set(site.file, site);
  }
  const named = [...last.values()].reverse();
  const inStep = named.filter(({ file }) => own.includes(file));
  return inStep.length > 0 ? inStep : named.slice(0, 1);
}

/**
 * A place in each piece of code that shows a misconception: the last one there
 * that the failure names, else its first task, else its first line. Where some
 * are in the step's files, or are named there, the others are not meant; nor is
 * what stands there as it was at the start.
 *
 * @param isOneOf Whether a test has said that it is one of these: all are meant.
 */
export function placesAbout(
  symbols: readonly string[],
  { lesson, files, starters }: Edited,
  step: Step,
  sites: readonly Place[],
  isOneOf = false,
): Place[] {
  const left = [step, ...lesson.steps].flatMap((one) => tasksOf(files, one));
  const found = symbols.flatMap((symbol) => {
    for (const file of new Set([...step.files, ...files.keys()])) {
      const range = isGiven(file)
        ? undefined
        : linesOf(symbol, files.get(file) ?? "");
      if (range === undefined) continue;
      if (codeOf(symbol, files, file) === codeOf(symbol, starters, file)) {
        continue;
      }
      const isWithin = (place: Place) =>
        place.file === file && range[0] <= (place.line ?? 0) &&
        (place.line ?? 0) <= range[1];
      const named = sites.findLast(isWithin);
      const place = named ?? left.find(isWithin) ?? { file, line: range[0] };
      return [{ isNamed: named !== undefined, place }];
    }
    return [];
  });
  const asked = preferred(
    found,
    ({ place }) => step.files.includes(place.file),
  );
  return preferred(asked, ({ isNamed }) => isNamed || isOneOf)
    .map(({ place: { file, line } }) => ({
      file,
      ...(line === undefined ? {} : { line }),
    }));
}

/** A file's lines of a symbol. */
function codeOf(
  symbol: string,
  files: LessonFiles,
  file: string,
): string | undefined {
  const text = files.get(file) ?? "";
  const range = linesOf(symbol, text);
  return range && text.split(/\r?\n/).slice(range[0] - 1, range[1]).join("\n");
}

/** Those of a kind, or all where there is none. */
function preferred<T>(all: readonly T[], isMeant: (one: T) => boolean) {
  const meant = all.filter(isMeant);
  return meant.length > 0 ? meant : all;
}

/** What a failure says that may name a place. */
function textOf(failure: Failure): string {
  switch (failure.kind) {
    case "story":
      return failure.verdict.got;
    case "threw":
    case "unloadable":
    case "todo":
      return failure.error ?? "";
    default:
      return "";
  }
}
