import type { GradeReport } from "../report.ts";
import type { SectionTitles } from "../section_titles.ts";

/** What a class page shows besides the report. */
export interface ClassView {
  /** Earlier gradings of the same class, the earliest first. */
  before?: readonly Earlier[];
  /** What sections of the texts are called. */
  titles?: SectionTitles;
}

/** An earlier grading. */
export interface Earlier {
  /** What the page calls it. */
  label: string;
  report: GradeReport;
}

/** Where a submission's part of the page is. */
export function partId(index: number): string {
  return `submission-${index + 1}`;
}

/** Where a step's part of the page is. */
export function stepId(step: string): string {
  return `step-${step}`;
}

/** Where a misconception's part of the page is. */
export function misconceptionId(step: string, id: string): string {
  return `at-${step}-${id.replaceAll(/[^\w-]/g, "-")}`;
}
