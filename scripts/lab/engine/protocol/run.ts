import type { StoryStep } from "../../../../tests/harness/story/verdict.ts";
import type { ReportItem } from "../../../runner/report_parser.ts";
import type { Diagnosis, Failure, TestResult } from "../../../runner/result.ts";
import type { CodeFile, Place, Problem } from "./code.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Says what the next run is probably of: the worker loads what does not depend
 * on the learner's files. `client.ts` sends it, and nothing is told.
 */
export interface PrepareRequest {
  type: "prepare";
  step: string;
}

/** Runs the tests of a step, in a worker that has run nothing yet. */
export interface RunRequest {
  type: "run";
  /** `"7.4.2"`. */
  step: string;
  /**
   * The files of the step's lesson and of `lessons/given/` that differ from the
   * course's own; the others are as the course has them.
   */
  files: CodeFile[];
}

/**
 * Judges a run that made no progress, in a new worker: the page has ended the
 * first one. `client.ts` sends it.
 */
export interface JudgeRequest {
  type: "judge";
  step: string;
  files: CodeFile[];
  /** What the ended worker told. */
  events: ReportItem[];
  /** After how many milliseconds without progress it was ended. */
  after: number;
}

/** How the run of a step's tests came out. */
export interface RunVerdict {
  step: string;
  /**
   * `"unwritten"`: the starter's `throw` was reached. `"endless"`: a test did not
   * end, and its worker was. `"broken"`: the tests could not be loaded.
   */
  outcome: "passed" | "failed" | "unwritten" | "endless" | "broken";
  tests: TestResult[];
  /** The failure to tell, as the terminal chooses it. */
  failure?: ToldFailure;
  /** Why none of the tests could be run. */
  broken?: string;
  /** The other failures, a line for each: `"7.4.2"`, "never ended". */
  others: { step: string; summary: string; count: number }[];
  /** Milliseconds from the request to the verdict, in the worker. */
  duration: number;
}

/** A failure, as the terminal tells it. */
export interface ToldFailure {
  /** Step, symbol, behaviour. */
  test: string;
  step: string;
  kind: Failure["kind"];
  /** What the test did before, with the commands that repeat it. */
  story: StoryStep[];
  expected?: string;
  /** In full sentences; of one with a schedule, what stands before it. */
  got: string;
  /** The likely mistake, where what happened decides it. */
  likely?: string;
  misconception?: Diagnosis;
  /** The schedule that leads there. */
  schedule?: Schedule;
  /** What is wrong with the file that could not be loaded. */
  problem?: Problem;
  advice: Advice;
}

/** What to read and to edit once a test has failed, and what for. */
export interface Advice {
  /** To read first, where the step is not written yet. */
  read: string[];
  /** The most telling place first. */
  edit: Place[];
  /** The step's number and title, and what its tasks there ask for. */
  task?: { step: string; title: string; tasks: string[]; more: number };
}
