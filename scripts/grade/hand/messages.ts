import type { Lesson } from "../../lesson/manifest.ts";
import type { Graded } from "../part.ts";
import type { Finding, LessonResult } from "../report/report.ts";
import type { ExpectedTest } from "../run/expected.ts";
import type { Limits } from "../sandbox/limits.ts";
import type { SandboxSettings } from "../sandbox/sandbox.ts";
import type { Submission } from "../submissions/submission.ts";

/** What a hand must know before its first submission. */
export interface Setup {
  /** The course's folder. */
  course: string;
  /** Where it may put what runs need. */
  scratch: string;
  /** Folders that no run must see. */
  hide: string[];
  /** The lessons to grade. */
  lessons: LessonSetup[];
  /** All lessons' own files, by the lesson's folder. */
  names: [string, string[]][];
  sandbox: SandboxSettings;
  limits: Limits;
  loadLimit: number;
}

/** A lesson, made ready once for all hands. */
export interface LessonSetup {
  lesson: Lesson;
  stage: string;
  digest: string;
  expected: [string, ExpectedTest[]][];
}

/** What a hand is asked for, one after the other. */
export type Request =
  | { ask: "set up"; setup: Setup }
  /** Reads a lesson of a submission, and keeps it for the next request. */
  | { ask: "read"; submission: Submission; lesson: number }
  /** Reads a lesson of a submission, to compare its code. */
  | { ask: "print"; submission: Submission; lesson: number }
  /** Runs what was read. */
  | { ask: "run"; first?: LessonResult };

/** What reading a lesson of a submission gave. */
export interface Read {
  /** Stands for all that the result depends on. */
  key: string;
  findings: Finding[];
  /** What it comes to, if there is nothing to run. */
  graded?: Graded;
}

/** What a hand answers. */
export type Reply =
  | { value: unknown }
  /** The submission is more than it can bear; it ends. */
  | { unbearable: string }
  /** The machine, or the grader itself, failed. */
  | { error: string };

/** No reply comes near it, in bytes. */
export const LONGEST_REPLY = 4 * 1024 * 1024;
