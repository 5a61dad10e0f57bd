import type { Diagnose } from "../../runner/diagnose.ts";
import type { Diagnosis } from "../../runner/result.ts";
import { stepOfTest } from "../../lesson/manifest.ts";
import type { FailedTest, StepStatus } from "../report/report.ts";
import type { ExpectedTest } from "./expected.ts";
import { failedTest } from "./failed_test.ts";
import type { FileRun } from "./file_run.ts";
import { failureMessage, failureOf, steady } from "./failure.ts";

/** How one test came out. */
export interface Outcome {
  status: StepStatus;
  message: string;
  /** The mistake in thinking that its failure shows. */
  misconception?: Diagnosis;
  /** The failure as it was. */
  failure?: FailedTest;
  duration: number;
  /** Whether a second run could not change it. */
  settled: boolean;
}

/** A test to which no run came. */
export const unreached: Outcome = {
  status: "not reached",
  message: "",
  duration: 0,
  settled: true,
};

/** A test that is none of the instructor's. */
export const foreign: Outcome = {
  status: "failed",
  message: "The submission registered a test of its own for this step.",
  duration: 0,
  settled: true,
};

/**
 * The test in which a run was ended. What it sent last may be lost with it, so
 * it is the first one that has not come to its end.
 */
export function interrupted(
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

/**
 * Says how a test came out, by what it proved and what Deno reported.
 *
 * @param last The test in which the run was ended, if it was.
 * @param diagnose Finds what a failure shows.
 */
export function judge(
  test: string,
  run: FileRun,
  last: string | undefined,
  diagnose: Diagnose,
): Outcome {
  const times = run.times.get(test);
  const duration = times === undefined ? 0 : times.end - times.begin;
  const told = run.events.filter((event) => event.test === test);
  const has = (type: string) => told.some((event) => event.type === type);
  if (run.events.length === 0) return unloaded(run);
  if (has("unreached")) return unreached;
  const failed = (settled = false): Outcome => {
    const failure = failureOf(test, run, duration);
    const misconception = diagnose({
      ...{ test, step: stepOfTest(test) ?? "", status: "failed" },
      ...{ duration, output: "", failure },
    });
    return {
      status: "failed",
      message: failureMessage(failure, misconception),
      ...(misconception === undefined ? {} : { misconception }),
      failure: failedTest(test, failure),
      duration,
      settled,
    };
  };
  if (!has("begin")) {
    return run.verdicts.isFailed(test) || test === last ? failed() : unreached;
  }
  const proved = has("passed") && !has("threw") && !has("story") &&
    !has("todo");
  if (!proved || !run.verdicts.isOk(test)) {
    return failed(has("todo"));
  }
  // Without Deno's sum, the last line of the report may be an invention.
  const trusted = run.ending.how === "reported"
    ? run.verdicts.agree
    : isFollowed(test, run);
  return trusted
    ? { status: "passed", message: "", duration, settled: true }
    : {
      status: "failed",
      message: "The test's own result and Deno's report do not agree.",
      duration,
      settled: false,
    };
}

/** Nothing in the file came to be registered. */
function unloaded(run: FileRun): Outcome {
  const why = run.ending.how === "reported"
    ? steady(run.verdicts.errorOf()?.replace(/^error: /, "") ?? "")
    : failureMessage(failureOf("", run, 0));
  return {
    status: "not run",
    message: `The tests could not be loaded. ${why}`.trim(),
    duration: 0,
    settled: false,
  };
}

/** Whether another test began after this one. */
function isFollowed(test: string, run: FileRun): boolean {
  const begun = run.events.filter(({ type }) => type === "begin");
  return begun.findIndex((event) => event.test === test) < begun.length - 1;
}
