/**
 * What `deno task lab` answers under `api/`, besides the files that
 * `scripts/lab/site.ts` lists. `client.ts` calls it.
 *
 * Each request carries `Authorization: Bearer <token>`. The token stands in the
 * address that the command prints, behind `#token=`, so that no server sees it
 * in an address, and other pages cannot send it. What is wrong with a request is
 * a {@linkcode Refusal} with a status from 400 on.
 *
 * | request            | body                  | answer                      |
 * | ------------------ | --------------------- | --------------------------- |
 * | `GET state`        |                       | {@linkcode LabState}        |
 * | `GET files?lesson=7.4` |                   | {@linkcode LearnerFile}, a list |
 * | `GET file?path=…`  |                       | {@linkcode LearnerFile}     |
 * | `PUT file`         | {@linkcode Write}     | {@linkcode Written}, or with status 409 a {@linkcode Conflict} |
 * | `POST reset`       | `{ lesson, files? }`  | {@linkcode ResetDone}       |
 * | `POST run`         | `{ lesson, step? }`   | `{ run }`; all else comes as events |
 * | `POST stop`        | `{}`                  | `{}`                        |
 * | `POST hint`        | `{ step }`            | {@linkcode Hints}: one more |
 * | `GET diff?number=7.4` | (`&spoil=1`)       | {@linkcode Diff}            |
 * | `GET bench`        |                       | `BenchReport` or `null`     |
 * | `GET events`       |                       | {@linkcode LabEvent}s, as server-sent events |
 *
 * @module
 */

import type { TestResult } from "../../runner/result.ts";
import type { TypeCheck } from "../../runner/type_check.ts";

/** What a learner has reached. */
export interface LabState {
  /** The number of the lesson that the learner works on. */
  lesson: string;
  /** The step that failed when tests last ran. */
  failed?: string;
  /** The steps that passed when their tests last ran. */
  passed: string[];
  /** How many hints of a step were shown, by its number. */
  hints: Record<string, number>;
  /** Whether there are solutions to compare with. */
  solutions: boolean;
}

/** A file on disk. */
export interface LearnerFile {
  /** From the course's folder: `lessons/7.4-locks/mutex.ts`. */
  path: string;
  text: string;
  /** Says whether it is still the same: a digest of the text. */
  version: string;
  /** Whether it may be written. */
  writable: boolean;
}

/** A file to write. */
export interface Write {
  path: string;
  text: string;
  /**
   * The version that the page knew: it is written only over that one. `null`
   * where the page knew of none.
   */
  version: string | null;
}

/** A file was written. */
export interface Written {
  version: string;
}

/** A file was not written, as it has changed meanwhile. Nothing is lost. */
export interface Conflict {
  path: string;
  /** What was to be written. */
  yours: string;
  /** What is on disk; `null` where the file is gone. To write over it, send its version. */
  disk: { text: string; version: string } | null;
  /** Where a copy of what was to be written lies: `.course/backups/…`. */
  backup: string;
}

/** The starters are back. */
export interface ResetDone {
  /** The files that were put back. */
  files: string[];
  /** Where what was there before lies, if there was something. */
  backup: string | null;
}

/** The hints of a step that were shown so far, and how many are left. */
export interface Hints {
  step: string;
  shown: string[];
  left: number;
}

/** The learner's files against the solution. */
export interface Diff {
  /** Unified diffs, without those of files that are the same. */
  patches: { file: string; patch: string }[];
  /** The steps whose solution stays hidden until they pass. */
  hidden: string[];
}

/** What happens, as it happens. A new listener is told of the last run again. */
export type LabEvent =
  /** A file is another one on disk; `null` where it is gone. */
  | { type: "file"; path: string; version: string | null }
  | { type: "state"; state: LabState }
  /** Tests of a lesson are run; `run` counts up. */
  | { type: "run"; run: number; lesson: string; step?: string }
  /** Something that the learner should know before: a file in the wrong place. */
  | { type: "note"; run: number; text: string }
  /** A test begins; `of` is how many there are. */
  | { type: "begin"; run: number; test: string; of: number }
  | { type: "result"; run: number; result: TestResult }
  | { type: "end"; run: number; ended: RunEnd };

/** How a run ended. */
export interface RunEnd {
  /** Whether all that was asked passed. */
  passed: boolean;
  /** Whether it was stopped before its end. */
  stopped: boolean;
  /** Why none of the tests could be run. */
  broken?: string;
  types?: TypeCheck;
  /** What the terminal shows below the results: the failure's story, and what comes next. */
  told: string;
}

/** Why a request was not carried out, in a sentence. */
export interface Refusal {
  error: string;
}
