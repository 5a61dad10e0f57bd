import type { LessonFiles } from "../lesson/files.ts";
import { type Lesson, readFirst } from "../lesson/manifest.ts";
import { findTask } from "../lesson/task.ts";
import {
  firstToTell,
  loadError,
  type RunResult,
  type TestResult,
} from "../runner/result.ts";
import type { TypeCheck } from "../runner/type_check.ts";
import { command } from "../terminal/command.ts";
import { duration, style, wrap } from "../terminal/text.ts";
import { failureSummary, failureText, labelled } from "./failure_text.ts";

/** Frames that are not the learner's, and what Deno says of any such error. */
const NOISE =
  /^\s+at .*(file:\/\/|ext:|node:)|^This error was not caught from a test|^It most likely originated from a dangling/;

/** Everything about a run that its report tells. */
export interface LessonReport {
  lesson: Lesson;
  /** The learner's files, to name the line to edit. */
  files: LessonFiles;
  run: RunResult;
}

/** The first failure as a story, the others in one line each. */
export function failuresText({ lesson, files, run }: LessonReport): string {
  const lines: string[] = [];
  if (run.broken !== undefined) {
    lines.push(
      "",
      style.red("The tests could not be loaded."),
      "",
      wrap(readable(run.broken), "  "),
    );
  }
  const first = firstToTell(run.tests);
  const others = run.tests.filter((test) =>
    test.status === "failed" && test !== first
  );
  if (first?.failure !== undefined) {
    const { misconception } = first;
    lines.push("", style.bold(style.red(first.test)), "");
    lines.push(
      readable(failureText(first.failure, misconception?.says)),
      ...(misconception ? [labelled("Text", misconception.text)] : []),
      ...editText(lesson, files, first),
    );
  }
  if (others.length > 0) {
    lines.push("", "Also failed:", ...othersText(others));
  }
  return lines.join("\n");
}

/** A line for each other failure; those of one step that are alike share it. */
function othersText(others: TestResult[]): string[] {
  const counts = new Map<string, number>();
  for (const { step, failure } of others) {
    if (failure === undefined) continue;
    const text = `${step}  ${failureSummary(failure)}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) =>
    wrap(`${text}${count > 1 ? ` (${count} tests)` : ""}`, " ".repeat(9), "  ")
  );
}

/** What the type checker found. */
export function typesText(
  { run }: LessonReport,
  { ok, messages }: TypeCheck,
): string {
  // What keeps the tests from loading, the type checker only says again.
  if (ok || loadError(run) !== undefined) return "";
  return `\n${style.red("Types do not check")} (the tests ran all the same):\n${
    messages.replaceAll(/^(?=.)/gm, "  ")
  }`;
}

/** The counts, and the command to type next. */
export function closingText(report: LessonReport, types: TypeCheck): string {
  const { run } = report;
  const count = (status: TestResult["status"]) =>
    run.tests.filter((test) => test.status === status).length;
  const counts = [
    `${count("passed")} passed`,
    `${count("failed")} failed`,
    ...(count("unreached") > 0 ? [`${count("unreached")} not reached`] : []),
    ...(count("skipped") > 0 ? [`${count("skipped")} skipped`] : []),
    ...(loadError(run) !== undefined
      ? []
      : [types.ok ? "types ok" : "types do not check"]),
  ];
  return `\n${counts.join(", ")} ${
    style.dim(`in ${duration(run.duration)}`)
  }\n${next(report, types)}`;
}

function next({ lesson, files, run }: LessonReport, types: TypeCheck): string {
  const failed = run.tests.find(({ status }) => status === "failed");
  const again = `Next: ${style.bold(command(`test:${lesson.number}`))}`;
  if (failed === undefined && run.broken === undefined) {
    if (!types.ok) return `${again}  when the types are mended`;
    const steps = new Set(run.tests.map(({ step }) => step));
    return steps.size < lesson.steps.length ? again : [
      `Lesson ${lesson.number} is done.`,
      `Next: ${style.bold(command("start"))}  goes on`,
      `      ${
        style.bold(command(`diff ${lesson.number}`))
      }  compares with the solution`,
    ].join("\n");
  }
  const gone = lesson.steps.flatMap(({ files }) => files)
    .find((file) => !files.get(file)?.trim());
  if (loadError(run) !== undefined && gone !== undefined) {
    return `Next: ${
      style.bold(command(`reset ${lesson.number}`))
    }  puts ${gone} back, which is missing or empty`;
  }
  const step = failed?.failure?.kind === "todo"
    ? failed.failure.step
    : failed?.step ?? lesson.steps[0]?.step;
  return [
    `${again}  when you have edited it`,
    `      ${style.bold(command(`hint ${step}`))}  when you are stuck`,
  ].join("\n");
}

/** The file, line and task to edit for a failed test. */
function editText(
  lesson: Lesson,
  files: LessonFiles,
  { step: tested, failure }: TestResult,
): string[] {
  if (failure?.kind === "unloadable") {
    const place = readable(failure.error).match(/\blessons\/[^\s:'"]+(:\d+)?/);
    return place === null ? [] : [labelled("Edit", place[0])];
  }
  const number = failure?.kind === "todo" ? failure.step : tested;
  const step = lesson.steps.find(({ step }) => step === number);
  if (step === undefined) return [];
  const task = findTask(files, step);
  const folder = `lessons/${lesson.folder}/`;
  const places = task === undefined
    ? step.files.map((file) => folder + file).join(", ")
    : `${folder}${task.file}:${task.line}`;
  const unread = failure?.kind === "todo" && step.read.length > 0;
  return [
    ...(unread ? [labelled("Read", readFirst(lesson, step))] : []),
    labelled("Edit", places),
    labelled(
      "Task",
      `${step.step} ${step.title}${task === undefined ? "" : `: ${task.text}`}`,
    ),
  ];
}

/** Without the noise of `file:` addresses and of the tests' own frames. */
function readable(text: string): string {
  return text
    .replaceAll(/file:\/\/\S*?\/(lessons\/\S+)/g, "$1")
    .split("\n")
    .filter((line) => !NOISE.test(line))
    .join("\n");
}
