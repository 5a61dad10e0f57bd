import {
  EVENTS_VARIABLE,
  NEEDS_VARIABLE,
} from "../../../tests/harness/events.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { registryVariables } from "../sandbox/deno_dir.ts";

/** Deno's arguments for one test file. */
export function testArguments(file: string, ...more: string[]): string[] {
  return ["test", "--no-check", "--allow-all", "--no-prompt", ...more, file];
}

/** The whole environment of a run, but for where programs and caches are. */
export function runEnvironment(
  lesson: Lesson,
  failed: readonly string[] = [],
): Record<string, string> {
  return {
    NO_COLOR: "1",
    RUST_BACKTRACE: "0",
    DENO_NO_UPDATE_CHECK: "1",
    [EVENTS_VARIABLE]: "1",
    [NEEDS_VARIABLE]: JSON.stringify(
      Object.fromEntries(lesson.steps.map((s) => [s.step, s.needs])),
    ),
    COURSE_FAILED_STEPS: failed.join(" "),
    ...registryVariables(),
  };
}
