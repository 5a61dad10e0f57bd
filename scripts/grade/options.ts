import type { Lesson } from "../lesson/manifest.ts";
import type { Journal } from "./journal.ts";
import type { Limits } from "./sandbox/limits.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import type { Shard } from "./shard.ts";
import type { Submission } from "./submissions/submission.ts";

/** What to grade, and how. */
export interface GradeOptions {
  lessons: readonly Lesson[];
  submissions: readonly Submission[];
  sandbox: Sandbox;
  limits: Limits;
  /** Milliseconds that loading a test file may take. */
  loadLimit: number;
  jobs: number;
  shard: Shard;
  journal?: Journal;
  signal: AbortSignal;
  /**
   * Whether a step that failed keeps that result without a second run.
   * @default {false}
   */
  once?: boolean;
  /** Called when a lesson of a submission is graded. */
  onProgress?: (progress: Progress) => void;
  /** Told how many lessons were run a second time, and how many gained by it. */
  onSecondRuns?: (lessons: number, better: number) => void;
}

/** How far a grading has come. */
export interface Progress {
  done: number;
  of: number;
  /** What was graded last. */
  submission: string;
  lesson: string;
  status: string;
  points: number;
}
