import type { LessonFiles } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import {
  firstToTell,
  loadError,
  type RunResult,
  type TestResult,
} from "../runner/result.ts";
import type { TypeCheck } from "../runner/type_check.ts";

/** One version of a lesson's files, and what its tests must say of it. */
export interface Case {
  lesson: Lesson;
  kind: "starter" | "underway" | "solution" | "alternative" | "mutant";
  /** What is run: `"step 7.1.2 not written"`, `"never reaps"`. */
  name: string;
  files: LessonFiles;
  /** The steps whose tests are run. */
  steps: string[];
  /** Whether its run ends at the first failed test. @default {false} */
  failFast?: boolean;
  /** The misconception that its failure must name. */
  shows?: string;
  /** Whether its types must check. */
  typed: boolean;
  /** Why the files could not be made; nothing is run then. */
  unmade?: string;
  /** What is wrong with how it came out, as a sentence; nothing if all is well. */
  judge: (run: RunResult) => string | undefined;
}

/** How a case came out. */
export interface CaseResult {
  case: Case;
  run: RunResult;
  types?: TypeCheck;
  problem: string | undefined;
  /** What was wrong with a first run, if the second came out as it must. */
  late: string | undefined;
  /** Whether it shared a program with others: its times are without the start. */
  together: boolean;
}

/** All tests must pass, or be skipped for a stated reason. */
export function mustPass(run: RunResult): string | undefined {
  const broken = loadError(run);
  if (broken !== undefined) return `Its tests do not load: ${broken}`;
  if (run.tests.length === 0) return "It has no tests.";
  const failed = run.tests.find(({ status }) =>
    status !== "passed" && status !== "skipped"
  );
  return failed && `It must pass ${quote(failed)}, which ${told(failed)}`;
}

/** Every test of the step must fail as the step's code is not written. */
export function mustBeUnwritten(
  step: string,
): (run: RunResult) => string | undefined {
  return (run) => {
    const broken = loadError(run);
    if (broken !== undefined) return `Its tests do not load: ${broken}`;
    if (run.tests.length === 0) return `Step ${step} has no tests.`;
    // Smoke tests are not reached when the step's others have failed.
    const reached = run.tests.filter(({ status }) =>
      status !== "skipped" && status !== "unreached"
    );
    const other = reached.find(({ failure }) =>
      !(failure?.kind === "todo" && failure.step === step)
    );
    return other &&
      `It must fail ${quote(other)} by TODO(${step}), but it ${told(other)}`;
  };
}

/**
 * All tests of earlier steps must pass, and one of this step must fail.
 *
 * @param shows The misconception that the failure must name, and no other.
 * @param elsewhere Why the failure sends the learner to the wrong place, if so.
 */
export function mustBeCaught(
  step: string,
  shows: string,
  elsewhere: (failed: TestResult) => string | undefined = () => undefined,
): (run: RunResult) => string | undefined {
  return (run) => {
    const broken = loadError(run);
    if (broken !== undefined) return `Its tests do not load: ${broken}`;
    const failed = run.tests.filter(({ status }) => status === "failed");
    const early = failed.find((test) => test.step !== step);
    if (early !== undefined) {
      return `It must be caught in step ${step}, not before by ${
        quote(early)
      }, which ${told(early)}`;
    }
    const tests = run.tests.filter((test) => test.step === step);
    // Elsewhere another system's turn: its tests say why they are skipped.
    if (tests.length > 0 && tests.every((t) => t.status === "skipped")) return;
    if (failed.length === 0) return `No test of step ${step} catches it.`;
    const unwritten = failed.find(({ failure }) => failure?.kind === "todo");
    if (unwritten !== undefined) {
      return `It is no mutant: ${quote(unwritten)} ${told(unwritten)}`;
    }
    const first = firstToTell(run.tests);
    const named = first?.misconception?.id;
    if (first === undefined) return;
    if (named === shows) return elsewhere(first);
    return `It must be told as "${shows}", and is told as ${
      named === undefined ? "nothing" : `"${named}"`
    } by ${quote(first)}, which ${told(first)}`;
  };
}

function quote({ test }: TestResult): string {
  return `"${test}"`;
}

function told({ status, failure, because }: TestResult): string {
  if (status !== "failed") {
    return `was ${status}${because ? `: ${because}` : ""}.`;
  }
  return `failed:\n${JSON.stringify(failure, null, 2)}`;
}
