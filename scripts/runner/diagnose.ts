import {
  type Catalogue,
  type Misconception,
  sectionOf,
} from "../../tests/harness/story/misconceptions.ts";
import type { Lesson } from "../lesson/lesson.ts";
import type { Diagnosis, TestResult } from "./result.ts";

/** Finds what a failed test shows; nothing where what happened decides nothing. */
export type Diagnose = (failed: TestResult) => Diagnosis | undefined;

/** What `tests/7.x-name/misconceptions.ts` exports. */
export interface Misconceptions {
  misconceptions: Catalogue;
  /**
   * For failures in which no assertion speaks: what the code threw, what it
   * left open, how its process ended.
   */
  recognise?: (failed: TestResult) => string | undefined;
}

/** How failures of a lesson are understood by its catalogue. */
export function diagnoseBy(
  { misconceptions, recognise }: Misconceptions,
  { folder }: Lesson,
): Diagnose {
  return (failed) => {
    const { failure, step } = failed;
    const verdict = failure?.kind === "story" ? failure.verdict : undefined;
    const id = verdict?.misconception ?? recognise?.(failed);
    const entry: Misconception | undefined = misconceptions[id ?? ""];
    const about = verdict?.method ? [verdict.method].flat() : entry?.about;
    return id === undefined || entry === undefined ? undefined : {
      id,
      says: entry.says,
      text: `lessons/${folder}/README.md#${sectionOf(entry, step)}`,
      ...(about === undefined ? {} : { about }),
    };
  };
}
