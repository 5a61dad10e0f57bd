import type { StoryStep, Verdict } from "./story/verdict.ts";

/** What a lesson's test tells the course's runner while it runs. */
export type TestEvent =
  | { type: "registered"; test: string; skipped?: string; smoke?: true }
  | { type: "begin"; test: string; timeout: number }
  | { type: "did"; test: string; step: StoryStep }
  /** It has come to its first wait: from now on, it computes little. */
  | { type: "waits"; test: string }
  /** `waited`: for what did not come. */
  | { type: "end"; test: string; waited?: true }
  /** Another program runs the file that the test is in. */
  | { type: "elsewhere"; test: string }
  /** Another program has to test this version. */
  | { type: "postponed"; test: string }
  | { type: "unreached"; test: string; because: string }
  | {
    type: "todo";
    test: string;
    step: string;
    steps: StoryStep[];
    expected?: string;
    error: string;
  }
  | { type: "story"; test: string; steps: StoryStep[]; verdict: Verdict }
  | { type: "threw"; test: string; steps: StoryStep[]; error: string }
  | { type: "unloadable"; test: string; error: string };

/**
 * The byte that starts an event's line: ASCII's record separator, as in
 * RFC 7464. No program prints it by accident.
 */
export const EVENT_MARK = "\x1e";

/** The environment variable by which the runner asks for events. */
export const EVENTS_VARIABLE = "COURSE_EVENTS";

/**
 * The environment variable with the path of a file that is to keep the events,
 * too, as lines of JSON.
 */
export const LOG_VARIABLE = "COURSE_EVENTS_LOG";

/**
 * The environment variable with which steps each step needs, as JSON: a step
 * whose needed step has failed is not run.
 */
export const NEEDS_VARIABLE = "COURSE_NEEDS";

/** The environment variable with the files to load, as JSON: `TestFile[]`. */
export const FILES_VARIABLE = "COURSE_FILES";

/**
 * The environment variable with the path of a folder, if several programs load
 * the same files: each file's tests are run by the one that comes first.
 */
export const SHARED_VARIABLE = "COURSE_SHARED";

/** One of several versions of a lesson that one program tests in turn. */
export interface Version {
  /** A word that stands before the names of its tests. */
  name: string;
  /** Whether its other tests are not run after one has failed. */
  failFast: boolean;
  /** The names of the tests that run before its others. */
  first?: readonly string[];
}

/** A file of tests. */
export interface TestFile {
  /** Its address. */
  url: string;
  /** The step that fails when it cannot be loaded. */
  step: string;
  /** The version of the lesson that it tests, where a program tests several. */
  version?: Version;
}

const wanted = Deno.env.get(EVENTS_VARIABLE) === "1";
const logPath = Deno.env.get(LOG_VARIABLE);
const log = logPath === undefined
  ? undefined
  : Deno.openSync(logPath, { append: true, create: true });
const encoder = new TextEncoder();

/**
 * Sends an event to the course's runner; without a runner, does nothing. It
 * goes to stderr, as a learner's program may have closed or redirected stdout.
 */
export function emit(event: TestEvent): void {
  if (!wanted) return;
  const line = `${JSON.stringify(event)}\n`;
  if (log !== undefined) write(log, line);
  write(Deno.stderr, `${EVENT_MARK}${line}`);
}

function write(
  file: { writeSync(bytes: Uint8Array): number },
  text: string,
): void {
  let bytes = encoder.encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(file.writeSync(bytes));
}
