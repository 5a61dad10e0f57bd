import { type Lesson, type Step, stepOfTest } from "../../lesson/manifest.ts";
import type { Diagnose } from "../../runner/diagnose.ts";
import type { StepResult } from "../report/report.ts";
import type { Expected } from "./expected.ts";
import type { FileRun } from "./file_run.ts";
import {
  foreign,
  interrupted,
  judge,
  type Outcome,
  unreached,
} from "./judge.ts";
import { blockedSteps } from "./needs.ts";

/** A step's result, and whether a second run could not change it. */
export interface ScoredStep extends StepResult {
  settled: boolean;
}

/**
 * Counts a lesson's points. A step earns its points when every test of it in
 * the instructor's copy ran, proved that it passed, and is well in Deno's
 * report; anything that does not agree is a failure.
 *
 * @param runs The runs by test file; a file that was not run is missing.
 * @param diagnose Finds what a failure shows.
 */
export function scoreSteps(
  lesson: Lesson,
  expected: Expected,
  runs: ReadonlyMap<string, FileRun>,
  diagnose: Diagnose = () => undefined,
): ScoredStep[] {
  const outcomes = new Map<string, Outcome[]>();
  for (const [file, tests] of expected) {
    const run = runs.get(file);
    const known = new Set(tests.map(({ test }) => test));
    const last = run === undefined ? undefined : interrupted(tests, run);
    for (const { test, skipped } of tests) {
      if (skipped !== undefined) continue;
      add(
        test,
        run === undefined ? unreached : judge(test, run, last, diagnose),
      );
    }
    for (const test of run?.verdicts.tests ?? []) {
      if (!known.has(test)) add(test, foreign);
    }
  }
  const results = lesson.steps.map((step) =>
    stepResult(step, outcomes.get(step.step))
  );
  const failed = new Set(
    results.filter(({ status }) => status === "failed").map((one) => one.step),
  );
  const blocked = blockedSteps(lesson, failed);
  return results.map((result) =>
    result.status !== "not reached" ? result : {
      ...result,
      message: blocked.has(result.step)
        ? "A step that it needs has failed."
        : "The run ended before it.",
    }
  );

  function add(test: string, outcome: Outcome): void {
    const step = stepOfTest(test) ?? "";
    const others = outcomes.get(step);
    if (others === undefined) outcomes.set(step, [outcome]);
    else others.push(outcome);
  }
}

function stepResult(
  { step, title, points: of }: Step,
  outcomes: Outcome[] | undefined,
): ScoredStep {
  const settled = outcomes?.every((outcome) => outcome.settled) ?? true;
  const base = {
    step,
    title,
    points: 0,
    of,
    duration: 0,
    message: "",
    settled,
  };
  if (outcomes === undefined || outcomes.length === 0) {
    return {
      ...base,
      status: "not run",
      message: "None of its tests can run on this system.",
    };
  }
  const duration = outcomes.reduce((sum, one) => sum + one.duration, 0);
  const worst = (["failed", "not run", "not reached"] as const)
    .map((bad) => outcomes.filter(({ status }) => status === bad))
    .map((bad) => bad.find((one) => one.misconception) ?? bad[0])
    .find((outcome) => outcome !== undefined);
  if (worst === undefined) {
    return { ...base, status: "passed", points: of, duration };
  }
  const { status, message, misconception, failure } = worst;
  return {
    ...{ ...base, status, message, duration },
    ...(misconception === undefined ? {} : { misconception }),
    ...(failure === undefined ? {} : { failure }),
  };
}
