import type { Lesson } from "../lesson/manifest.ts";
import { followTests, type TestsOptions } from "./follow_tests.ts";
import type { ReportItem } from "./report_parser.ts";
import type { RunResult } from "./result.ts";
import { type Run, RunState } from "./run_state.ts";

/** What a program of tests is run with. */
export interface ProgramOptions extends Run, Omit<TestsOptions, "filter"> {
  lesson: Lesson;
  /** Called with all that is reported, before anything comes of it. */
  onItem?: (item: ReportItem) => void;
}

/** How a program of tests ended. */
export type ProgramResult = Pick<RunResult, "tests" | "broken">;

/** Runs a lesson's test files as one program. */
export async function runProgram(
  options: ProgramOptions,
): Promise<ProgramResult> {
  const { lesson, steps, filter = steps && stepFilter(steps) } = options;
  const state = new RunState(lesson, options);
  const { status, errors, hung } = await followTests(
    { ...options, filter },
    (item) => {
      options.onItem?.(item);
      state.take(item);
    },
  );
  if (hung !== false) state.hung(hung);
  return state.end(status, errors);
}

function stepFilter(steps: readonly string[]): string {
  const numbers = steps.map((step) => step.replaceAll(".", "\\.")).join("|");
  return `/^(${numbers}) /`;
}
