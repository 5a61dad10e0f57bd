import { changedFiles, putBack } from "../../commands/reset.ts";
import { compare } from "../../commands/diff.ts";
import { currentLesson } from "../../commands/start.ts";
import { findLesson, findStep, stepOf } from "../../lesson/find.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { hasSolutions } from "../../lesson/without_solutions.ts";
import { Progress, saveProgress } from "../../progress/progress.ts";
import type { Hints, LabState, ResetDone } from "./api.ts";
import type { LearnerFiles } from "./learner_files.ts";
import { Refused } from "./refused.ts";
import type { Runs } from "./runs.ts";

/** What a request says. */
export interface Asked {
  query: URLSearchParams;
  /** Its JSON; an empty object where it has none. */
  body: Readonly<Record<string, unknown>>;
}

/** An answer as JSON, with the status 200 unless told. */
export interface Answer {
  value: unknown;
  status?: number;
}

/** What the answers are made from. */
export interface Source {
  root: URL;
  lessons: Lesson[];
  files: LearnerFiles;
  runs: Runs;
}

/** What is answered under `api/`, by method and name; `api.ts` describes it. */
export const ANSWERS: Readonly<
  Record<string, (source: Source, asked: Asked) => Promise<Answer>>
> = {
  "GET state": async (source) => ({ value: await stateOf(source) }),

  "GET files": async ({ files, lessons }, { query }) => ({
    value: await files.list(findLesson(lessons, query.get("lesson") ?? "")),
  }),

  "GET file": async ({ files }, { query }) => ({
    value: await files.read(query.get("path") ?? ""),
  }),

  "PUT file": async ({ files }, { body }) => {
    const { version } = body;
    const value = await files.write({
      path: text(body, "path"),
      text: text(body, "text"),
      version: version === null ? null : text(body, "version"),
    });
    return { value, status: "disk" in value ? 409 : 200 };
  },

  "POST reset": async ({ root, lessons }, { body }) => {
    const lesson = findLesson(lessons, text(body, "lesson"));
    const only = body["files"] === undefined ? undefined : texts(body, "files");
    const changed = await changedFiles(root, lesson, only);
    const backup = await putBack(root, lesson, changed, only);
    const value: ResetDone = {
      files: [...changed.starters.keys()],
      backup: backup ?? null,
    };
    return { value };
  },

  "POST run": ({ lessons, runs }, { body }) => {
    const lesson = findLesson(lessons, text(body, "lesson"));
    const step = body["step"] === undefined
      ? undefined
      : stepOf(lesson, text(body, "step")).step;
    return Promise.resolve({ value: { run: runs.start(lesson, step) } });
  },

  "POST stop": async ({ runs }) => {
    await runs.stop();
    return { value: {} };
  },

  "POST hint": async ({ root, lessons }, { body }) => {
    const { step } = findStep(lessons, text(body, "step"));
    const saved = await saveProgress(
      root,
      (saved) => saved.recordHint(step.step, step.hints.length),
    );
    const shown = step.hints.slice(0, saved?.hints(step.step));
    const left = step.hints.length - shown.length;
    return { value: { step: step.step, shown, left } satisfies Hints };
  },

  "GET diff": async ({ root, lessons }, { query }) => {
    if (!await hasSolutions(root)) {
      throw new Refused(404, "This copy of the course has no solutions/.");
    }
    const spoil = query.get("spoil") === "1";
    const number = query.get("number") ?? "";
    return { value: await compare(root, lessons, number, { spoil }) };
  },

  "GET bench": async ({ root }) => {
    const file = new URL(".course/bench/report.json", root);
    const report = await Deno.readTextFile(file).catch(() => "null");
    return { value: JSON.parse(report) };
  },
};

/** What the learner has reached. */
export async function stateOf({ root, lessons }: Source): Promise<LabState> {
  const progress = await Progress.read(root);
  const steps = lessons.flatMap(({ steps }) => steps.map(({ step }) => step));
  const { failed } = progress;
  return {
    lesson: currentLesson(lessons, progress).number,
    ...(failed === undefined ? {} : { failed }),
    passed: steps.filter((step) => progress.passed(step)),
    hints: Object.fromEntries(
      steps.map((step) => [step, progress.hints(step)] as const)
        .filter(([, count]) => count > 0),
    ),
    solutions: await hasSolutions(root),
  };
}

function texts(body: Asked["body"], name: string): string[] {
  const value = body[name];
  if (
    Array.isArray(value) && value.every((one) => typeof one === "string")
  ) return value;
  throw new Refused(400, `Cannot answer as "${name}" must be a list of texts.`);
}

function text(body: Asked["body"], name: string): string {
  const value = body[name];
  if (typeof value === "string") return value;
  throw new Refused(400, `Cannot answer as "${name}" must be a text.`);
}
