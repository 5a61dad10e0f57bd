import type { Finding, LessonResult } from "./report/report.ts";

/** A lesson's result, and whether it stands. */
export interface Graded {
  result: LessonResult;
  /** False if the machine may be to blame for what is missing. */
  settled: boolean;
}

/** A lesson of a submission, as far as it is graded. */
export interface Part extends Graded {
  findings: Finding[];
}
