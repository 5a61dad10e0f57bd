import type { GradeReport } from "./report.ts";

/** Where the format is described. */
export const SCHEMA = "./scripts/grade/report/report.schema.json";

/**
 * The report as JSON. Two gradings of the same submissions differ in the
 * `duration`s only, which are whole milliseconds.
 */
export function jsonReport(report: GradeReport): string {
  const { version, sandbox, lessons, shard, submissions } = report;
  const ordered = {
    $schema: SCHEMA,
    version,
    sandbox,
    lessons,
    shard,
    submissions: submissions.map((submission) => ({
      name: submission.name,
      points: submission.points,
      of: submission.of,
      findings: submission.findings,
      lessons: submission.lessons.map((lesson) => ({
        lesson: lesson.lesson,
        title: lesson.title,
        status: lesson.status,
        message: lesson.message,
        points: lesson.points,
        of: lesson.of,
        steps: lesson.steps.map((step) => ({
          step: step.step,
          title: step.title,
          status: step.status,
          points: step.points,
          of: step.of,
          message: step.message,
          duration: Math.round(step.duration),
        })),
        duration: Math.round(lesson.duration),
      })),
    })),
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}
