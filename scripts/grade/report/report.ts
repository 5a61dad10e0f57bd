import type { Diagnosis, Failure } from "../../runner/result.ts";

/** How a step came out. */
export type StepStatus =
  /** All its tests ran and passed, with proof. */
  | "passed"
  | "failed"
  /** A step that it needs has failed, or the run ended before it. */
  | "not reached"
  /** Its tests could not be run at all. */
  | "not run";

/** A test that failed. What it says may differ from run to run. */
export interface FailedTest {
  /** How it failed; `todo` where the step is not written yet. */
  kind: Failure["kind"];
  /** Its name. */
  test: string;
  /** What was done before, the last few steps. */
  steps: string[];
  expected: string;
  /** What came instead; it may have several lines. */
  got: string;
}

/** A step's result. */
export interface StepResult {
  /** Its stable id: `7.4.2`. */
  step: string;
  title: string;
  status: StepStatus;
  /** What it earned. */
  points: number;
  /** What it is worth. */
  of: number;
  /** Why it earned nothing. */
  message: string;
  /** The mistake in thinking that its failure shows, where that is known. */
  misconception?: Diagnosis;
  /** The test that failed, as it ran. */
  failure?: FailedTest;
  /** Milliseconds that its tests took. */
  duration: number;
}

/** What became of a submission's lesson as a whole. */
export type LessonStatus =
  /** Its tests ran, whatever came out. */
  | "graded"
  /** No file of it was handed in. */
  | "missing"
  /** What was handed in could not be read, or not to its end. */
  | "unreadable"
  /** It was not run: it imports what it must not, or cannot be parsed. */
  | "refused"
  /** Its run used more than it may and was killed, twice. */
  | "limit"
  /** The grader could not run it: not the submission's fault. */
  | "error";

/** A lesson's result. */
export interface LessonResult {
  /** Its number: `7.4`. */
  lesson: string;
  title: string;
  status: LessonStatus;
  /** What `status` means here; empty when it was graded. */
  message: string;
  points: number;
  of: number;
  steps: StepResult[];
  /** Milliseconds that its tests took, with starting them. */
  duration: number;
}

/** Something of a submission that was left out, or that should be known. */
export interface Finding {
  /** The file, as a path in the submission. */
  path: string;
  /** The line, where one is meant. */
  line?: number;
  /** What it is, and what was done about it. */
  message: string;
}

/** A submission's result. */
export interface SubmissionResult {
  name: string;
  points: number;
  of: number;
  findings: Finding[];
  lessons: LessonResult[];
}

/** Everything that a grading gave; `version` changes when a field does. */
export interface GradeReport {
  version: 1;
  sandbox: { kind: "bwrap" | "none"; about: string };
  lessons: string[];
  /** Which part of the submissions this is. */
  shard: { part: number; of: number };
  submissions: SubmissionResult[];
}
