import { type Lesson, type Step, stepOfTest } from "../../lesson/manifest.ts";
import type { StepResult, StepStatus } from "../report/report.ts";
import type { Expected, ExpectedTest } from "./expected.ts";
import type { FileRun } from "./file_run.ts";
import { failureMessage, steady } from "./message.ts";
import { blockedSteps } from "./needs.ts";

/** How one test came out. */
interface Outcome {
  status: StepStatus;
  message: string;
  duration: number;
}

/**
 * Counts a lesson's points. A step earns its points when every test of it in
 * the instructor's copy ran, proved that it passed, and is well in Deno's
 * report; anything that does not agree is a failure.
 *
 * @param runs The runs by test file; a file that was not run is missing.
 */
export function scoreSteps(
  lesson: Lesson,
  expected: Expected,
  runs: ReadonlyMap<string, FileRun>,
): StepResult[] {
  const outcomes = new Map<string, Outcome[]>();
  for (const [file, tests] of expected) {
    const run = runs.get(file);
    const known = new Set(tests.map(({ test }) => test));
    const last = run === undefined ? undefined : interrupted(tests, run);
    for (const { test, skipped } of tests) {
      if (skipped !== undefined) continue;
      add(test, run === undefined ? unreached : judge(test, run, last));
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
    outcomes.set(step, [...outcomes.get(step) ?? [], outcome]);
  }
}

const unreached: Outcome = {
  status: "not reached",
  message: "",
  duration: 0,
};

const foreign: Outcome = {
  status: "failed",
  message: "The submission registered a test of its own for this step.",
  duration: 0,
};

/**
 * The test in which a run was ended. What it sent last may be lost with it, so
 * it is the first one that has not come to its end.
 */
function interrupted(
  tests: readonly ExpectedTest[],
  run: FileRun,
): string | undefined {
  if (run.ending.how === "reported") return undefined;
  const over = new Set(
    run.events.filter(({ type }) => type === "end" || type === "unreached")
      .map(({ test }) => test),
  );
  return tests.find(({ test, skipped }) =>
    skipped === undefined && !over.has(test)
  )?.test;
}

function judge(
  test: string,
  run: FileRun,
  last: string | undefined,
): Outcome {
  const times = run.times.get(test);
  const duration = times === undefined ? 0 : times.end - times.begin;
  const told = run.events.filter((event) => event.test === test);
  const has = (type: string) => told.some((event) => event.type === type);
  if (run.events.length === 0) return unloaded(run);
  if (has("unreached")) return unreached;
  if (!has("begin")) {
    return run.verdicts.isFailed(test) || test === last
      ? { status: "failed", message: failureMessage(test, run), duration }
      : unreached;
  }
  const proved = has("passed") && !has("threw") && !has("story") &&
    !has("todo");
  if (!proved || !run.verdicts.isOk(test)) {
    return { status: "failed", message: failureMessage(test, run), duration };
  }
  // Without Deno's sum, the last line of the report may be an invention.
  const trusted = run.ending.how === "reported"
    ? run.verdicts.agree
    : isFollowed(test, run);
  return trusted ? { status: "passed", message: "", duration } : {
    status: "failed",
    message: "The test's own result and Deno's report do not agree.",
    duration,
  };
}

/** Nothing in the file came to be registered. */
function unloaded(run: FileRun): Outcome {
  const why = run.ending.how === "reported"
    ? steady(run.verdicts.errorOf()?.replace(/^error: /, "") ?? "")
    : failureMessage("", run);
  return {
    status: "not run",
    message: `The tests could not be loaded. ${why}`.trim(),
    duration: 0,
  };
}

/** Whether another test began after this one. */
function isFollowed(test: string, run: FileRun): boolean {
  const begun = run.events.filter(({ type }) => type === "begin");
  return begun.findIndex((event) => event.test === test) < begun.length - 1;
}

function stepResult(
  { step, title, points: of }: Step,
  outcomes: Outcome[] | undefined,
): StepResult {
  const base = { step, title, points: 0, of, duration: 0, message: "" };
  if (outcomes === undefined || outcomes.length === 0) {
    return {
      ...base,
      status: "not run",
      message: "None of its tests can run on this system.",
    };
  }
  const duration = outcomes.reduce((sum, one) => sum + one.duration, 0);
  const worst = (["failed", "not run", "not reached"] as const)
    .map((bad) => outcomes.find(({ status }) => status === bad))
    .find((outcome) => outcome !== undefined);
  if (worst === undefined) {
    return { ...base, status: "passed", points: of, duration };
  }
  return { ...base, status: worst.status, message: worst.message, duration };
}
