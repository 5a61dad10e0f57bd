import type { Limits } from "./limits.ts";

/** One run of tests, to be kept apart from everything else. */
export interface SandboxedRun {
  /** What the submission sees of the course, but for its own files. */
  stage: string;
  /** The submission's files of the lesson. */
  files: string;
  /** Where they stand in the course: `lessons/7.4-locks`. */
  place: string;
  /** Arguments for Deno. */
  args: string[];
  env: Record<string, string>;
  limits: Limits;
  /** Which of the runs at a time it is, from 0. */
  slot: number;
}

/** A program to start. */
export interface Launch extends AsyncDisposable {
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
}

/** A way to keep a run apart. */
export interface Sandbox {
  kind: "bwrap" | "none";
  /** What it does, or why there is none, as a sentence for the report. */
  about: string;
  /** Where tests find the processes. */
  proc: string;
  /** What Deno lets a run do, as its arguments. */
  permissions: readonly string[];
  /** Says how to start a run. */
  launch(run: SandboxedRun): Promise<Launch>;
}
