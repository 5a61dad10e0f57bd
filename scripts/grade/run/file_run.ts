import type { GradedEvent } from "../channel/line.ts";
import type { Verdicts } from "../channel/verdicts.ts";
import type { Limits } from "../sandbox/limits.ts";

/** How the run of a test file ended. */
export type Ending =
  /** Deno came to its end and reported. */
  | { how: "reported"; success: boolean }
  /** A test, or loading the file, took longer than it may. */
  | { how: "hung" }
  /** The process ended before Deno had reported. */
  | { how: "died"; of: string }
  /** The run was killed as it used more than it may. */
  | { how: "limit"; limit: keyof Limits }
  /** The run could not be started, or lost its channel. */
  | { how: "broken"; why: string };

/** What the run of a test file gave. */
export interface FileRun {
  /** What the tests said, with proof. */
  events: GradedEvent[];
  /** What Deno said. */
  verdicts: Verdicts;
  ending: Ending;
  /** When each test began and ended, in milliseconds of the run. */
  times: Map<string, { begin: number; end: number }>;
  /** How much of the lesson's time it took, in milliseconds. */
  used: number;
  /** The last lines of stderr: why a run ended, often. */
  errors: string;
}
