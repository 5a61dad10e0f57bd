import {
  firstToTell,
  loadError,
  type RunResult,
  type TestResult,
  unwritten,
} from "../runner/result.ts";
import type { TypeCheck } from "../runner/type_check.ts";
import { command } from "../terminal/command.ts";
import { duration, style, wrap } from "../terminal/text.ts";
import { adviceAfter } from "./advice.ts";
import { editText, stepText } from "./edit_text.ts";
import { failureText, labelledPath } from "./failure_text.ts";
import type { Edited } from "./place.ts";
import { failureSummary, withoutNoise } from "./tell_failure.ts";
import type { Step } from "../lesson/manifest.ts";

/** Everything about a run that its report tells. */
export interface LessonReport extends Edited {
  run: RunResult;
}

/** The first failure as a story, the others in one line each. */
export function failuresText({ run, ...edited }: LessonReport): string {
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
  if (first?.failure !== undefined) {
    const { misconception } = first;
    lines.push("", style.bold(style.red(wrap(first.test, ""))), "");
    lines.push(
      readable(failureText(first.failure, first.step, misconception?.says)),
      ...(misconception ? [labelledPath("Text", misconception.text)] : []),
      ...editText(edited, first),
    );
  }
  const others = run.tests.filter((test) =>
    test !== first && test.status === "failed" && unwritten(test) !== test.step
  );
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
    const text = `${step}  ${failureSummary(failure, step)}`;
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

/**
 * The counts, and what to do next.
 *
 * @param open The lesson's first step that has not passed.
 */
export function closingText(
  report: LessonReport,
  types: TypeCheck,
  open: Step | undefined,
): string {
  const { tests, duration: time } = report.run;
  const todo = tests.filter((test) => unwritten(test) === test.step).length;
  const count = (status: TestResult["status"]) =>
    tests.filter((test) => test.status === status).length;
  const counts = [
    `${count("passed")} passed`,
    `${count("failed") - todo} failed`,
    ...(todo > 0 ? [`${todo} not written`] : []),
    ...(count("unreached") > 0 ? [`${count("unreached")} not reached`] : []),
    ...(count("skipped") > 0 ? [`${count("skipped")} skipped`] : []),
    ...(loadError(report.run) !== undefined
      ? []
      : [types.ok ? "types ok" : "types do not check"]),
  ];
  return `\n${counts.join(", ")} ${style.dim(`in ${duration(time)}`)}\n${
    next(report, types, open)
  }`;
}

function next(
  report: LessonReport,
  types: TypeCheck,
  open: Step | undefined,
): string {
  const { lesson, run } = report;
  const failed = firstToTell(run.tests);
  const again = `Next: ${style.bold(command(`test:${lesson.number}`))}`;
  if (failed !== undefined || run.broken !== undefined) {
    const step = failed && (adviceAfter(report, failed).task?.step.step ??
      unwritten(failed) ?? failed.step);
    return missing(report) ?? [
      `${again}  when you have edited it`,
      `      ${
        style.bold(command(`hint ${step ?? lesson.number}`))
      }  when you are stuck`,
    ].join("\n");
  }
  if (!types.ok) return `${again}  when the types are mended`;
  if (run.tests.every(({ status }) => status !== "passed")) return again;
  if (open !== undefined) {
    return [
      `Next: ${style.bold(`${open.step} ${open.title}`)}`,
      ...stepText(lesson, open),
      `      ${style.bold(command(`test:${lesson.number}`))}`,
    ].join("\n");
  }
  return [
    `Lesson ${lesson.number} is done.`,
    `Next: ${style.bold(command("start"))}  goes on`,
    `      ${
      style.bold(command(`diff ${lesson.number}`))
    }  compares with the solution`,
  ].join("\n");
}

/** What puts a file back that the tests need and that is missing or empty. */
function missing(
  { lesson, files, starters, run }: LessonReport,
): string | undefined {
  if (loadError(run) === undefined) return undefined;
  const gone = [...starters.keys()].find((file) =>
    file.endsWith(".ts") && !files.get(file)?.trim()
  );
  return gone &&
    `Next: ${
      style.bold(command(`reset ${lesson.number} ${gone}`))
    }  puts it back, as it is missing or empty`;
}

/** With commands of the course as this learner types them. */
function readable(text: string): string {
  return withoutNoise(text.replaceAll("deno task ", command("")));
}
