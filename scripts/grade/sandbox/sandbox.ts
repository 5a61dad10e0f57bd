import type { MemoryGroups } from "./memory_groups.ts";
import type { Limits } from "./limits.ts";

/** One run of tests, to be kept apart from everything else. */
export interface SandboxedRun {
  /** What the submission sees of the course, but for its own files. */
  stage: string;
  /** The submission's files of the lesson. */
  files: string;
  /** Where they stand in the course: `lessons/7.4-locks`. */
  place: string;
  /** Where the sandbox may put what it needs of its own. */
  scratch: string;
  /** Folders that the run must not see, wherever they lie. */
  hide: readonly string[];
  /** Arguments for Deno. */
  args: string[];
  env: Record<string, string>;
  limits: Limits;
}

/** A program to start. */
export interface Launch extends AsyncDisposable {
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /**
   * Whether the kernel ended something of it as it used too much memory. Not
   * there where the kernel does not bound all of a run's memory.
   */
  usedUp?(): Promise<boolean>;
}

/** What a sandbox is made of again in another process. */
export type SandboxSettings =
  | {
    kind: "bwrap";
    /** Whether the number of files can be bounded. */
    rooms: boolean;
    /** Where the kernel bounds a run's memory as a whole. */
    groups?: MemoryGroups;
  }
  | { kind: "none"; because: string };

/** A way to keep a run apart. */
export interface Sandbox {
  kind: "bwrap" | "none";
  settings: SandboxSettings;
  /** What it does, or why there is none, as a sentence for the report. */
  about: string;
  /** Where tests find the processes. */
  proc: string;
  /** What Deno lets a run do, as its arguments. */
  permissions: readonly string[];
  /** Says how to start a run. */
  launch(run: SandboxedRun): Promise<Launch>;
}
