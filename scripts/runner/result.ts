import { inOrder } from "../lesson/lesson.ts";
import type { StoryStep, Verdict } from "../../tests/harness/story/verdict.ts";

/** Why a test failed. */
export type Failure =
  /** A check failed: the steps that led there, and what it means. */
  | { kind: "story"; steps: StoryStep[]; verdict: Verdict }
  /** The code of a step is not written yet: the starter threw. */
  | {
    kind: "todo";
    step: string;
    steps: StoryStep[];
    expected?: string;
    /** What was thrown, with its stack. */
    error?: string;
  }
  /** An error that no check expected, after these steps. */
  | { kind: "threw"; steps: StoryStep[]; error: string }
  /** The step's tests could not be loaded. */
  | { kind: "unloadable"; error: string }
  /** What Deno's own checks found: something left open, a time limit. */
  | { kind: "deno"; steps: StoryStep[]; message: string }
  /**
   * The test never ended and was killed after so many milliseconds. `busy`: its
   * thread computed all the time, and let nothing have a turn.
   */
  | { kind: "hung"; steps: StoryStep[]; after: number; busy?: true }
  /** The test's process ended before the test did. */
  | { kind: "died"; steps: StoryStep[]; how: string };

/** The misconception that a failure shows. */
export interface Diagnosis {
  /** Its id in the lesson's catalogue. */
  id: string;
  /** What a tutor would say. */
  says: string;
  /** Where the text explains it: `lessons/7.4-locks/README.md#a-lost-wake-up`. */
  text: string;
  /** The code that shows it: `"Mutex.lock()"`. */
  about?: readonly string[];
}

/** How a test ended. */
export interface TestResult {
  /** Its full name: step, symbol, behaviour. */
  test: string;
  step: string;
  status: "passed" | "failed" | "skipped" | "unreached";
  /** Milliseconds from its begin to its end. */
  duration: number;
  /** What the code printed meanwhile, on stdout and stderr. */
  output: string;
  /** Why it failed. */
  failure?: Failure;
  /** The misconception that the failure shows. */
  misconception?: Diagnosis;
  /** Why it was skipped, or the failed step that kept it from being run. */
  because?: string;
}

/** How a run of a lesson's tests ended. */
export interface RunResult {
  tests: TestResult[];
  /** Why none of the tests could be run: their loading never ended, for one. */
  broken?: string;
  /** Milliseconds that the whole run took. */
  duration: number;
  /** Milliseconds until the first test failed. */
  firstFailure?: number;
  /** Whether it was stopped from outside before it ended. */
  stopped: boolean;
}

/** Why tests of a run could not be loaded, if some could not. */
export function loadError({ tests, broken }: RunResult): string | undefined {
  if (broken !== undefined) return broken;
  for (const { failure } of tests) {
    if (failure?.kind === "unloadable") return failure.error;
  }
  return undefined;
}

/**
 * The step that must be written for a test to go on, if its failure is that. A
 * later step, which the test should not have reached, must not.
 */
export function unwritten(
  { step, failure }: Pick<TestResult, "step" | "failure">,
): string | undefined {
  return failure?.kind === "todo" && inOrder(failure.step, step) <= 0
    ? failure.step
    : undefined;
}

/**
 * The failure to tell first: what keeps tests from being loaded; then, of the
 * first step that has one, the one whose misconception was found, or else the
 * first. Steps that are not written yet can wait, and what is left open, if a
 * later step's failure names a misconception: that says why.
 */
export function firstToTell(
  tests: readonly TestResult[],
): TestResult | undefined {
  const failed = tests.filter(({ status }) => status === "failed");
  const unloadable = failed.find((test) => test.failure?.kind === "unloadable");
  if (unloadable !== undefined) return unloadable;
  const written = failed.filter((test) => unwritten(test) === undefined);
  const first = written[0] ?? failed[0];
  const named = failed.filter(({ misconception }) =>
    misconception !== undefined
  );
  return named.find(({ step }) => step === first?.step) ??
    (first?.failure?.kind === "deno" ? named[0] : undefined) ?? first;
}

/** Says why a test of a step is not run: `failed` is the step that failed. */
export function becauseOf(failed: string, step: string | undefined): string {
  return failed === step
    ? "a failed test of its step tells more"
    : `it needs step ${failed}`;
}
