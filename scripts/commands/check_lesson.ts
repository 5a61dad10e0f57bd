import type { Lesson } from "../lesson/manifest.ts";
import { jsonReport } from "../report/json_report.ts";
import {
  closingText,
  failuresText,
  typesText,
} from "../report/lesson_report.ts";
import { LiveReport } from "../report/live_report.ts";
import { style, wrap } from "../terminal/text.ts";
import { lessonCheck } from "./lesson_check.ts";

/** What of a lesson to check, and how to tell it. */
export interface CheckOptions {
  /** Only this step's tests. */
  step?: string;
  /** Only tests whose names match. */
  filter?: string;
  /** All of the output that tests print. */
  verbose?: boolean;
  /** The report as JSON on stdout, and nothing else. */
  json?: boolean;
  /** Whether something follows if all passes, so that no command is named. */
  goesOn?: boolean;
  /** Ends the check, and what it started. */
  signal: AbortSignal;
}

/**
 * Checks a lesson as {@linkcode lessonCheck} does, and tells what came out.
 *
 * @returns The exit code: 0 only when all that was asked passed.
 */
export async function checkLesson(
  root: URL,
  lesson: Lesson,
  { verbose = false, json = false, goesOn = false, ...options }: CheckOptions,
): Promise<number> {
  if (!json) {
    console.log(
      `Checking lesson ${style.bold(lesson.number)} (${lesson.title}) …\n`,
    );
  }
  using live = json ? undefined : new LiveReport(lesson, { verbose });
  const check = await lessonCheck(root, lesson, {
    ...options,
    onBegin: (test, of) => live?.begin(test, of),
    onResult: (result) => live?.result(result),
    onNote: (text) => console.error(`${wrap(text, "")}\n`),
    onRun: (report) => {
      live?.end();
      if (!json) print(failuresText(report));
    },
  });
  if ("code" in check) {
    const { code, why } = check;
    if (why !== undefined) console.error(code === 1 ? wrap(why, "") : why);
    return code;
  }
  const { report, types, open, passed } = check;
  if (json) console.log(jsonReport(lesson, report.run, types));
  else {
    print(typesText(report, types));
    if (!(passed && goesOn)) print(closingText(report, types, open));
  }
  return passed ? 0 : 1;
}

function print(text: string): void {
  if (text !== "") console.log(text);
}
