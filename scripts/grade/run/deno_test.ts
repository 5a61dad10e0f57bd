import {
  EVENTS_VARIABLE,
  NEEDS_VARIABLE,
} from "../../../tests/harness/events.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { mentionsNode, NODE_VARIABLE } from "../trusted/node.ts";
import { registryVariables } from "../sandbox/deno_dir.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** Deno's arguments for one test file. */
export function testArguments(
  { permissions }: Sandbox,
  file: string,
  ...more: string[]
): string[] {
  return ["test", "--no-check", ...permissions, "--no-prompt", ...more, file];
}

const decoder = new TextDecoder();

/**
 * The whole environment of a run, but for where programs and caches are.
 *
 * @param files The submission's files of the lesson.
 * @param failed Steps that have failed in earlier runs.
 */
export function runEnvironment(
  lesson: Lesson,
  files: ReadonlyMap<string, Uint8Array>,
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
    [NODE_VARIABLE]:
      files.values().some((file) => mentionsNode(decoder.decode(file)))
        ? "1"
        : "",
    ...registryVariables(),
  };
}
