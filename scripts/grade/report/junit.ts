import junit, { type Builder } from "junit-report-builder";
import { printable } from "./printable.ts";
import type { GradeReport } from "./report.ts";

/** What the module really exports; its types say otherwise. */
const factory = junit as unknown as Builder;

/** The report as JUnit XML: a suite for each lesson, a case for each step. */
export function junitReport({ submissions }: GradeReport): string {
  const builder = factory.newBuilder();
  for (const { name: given, lessons } of submissions) {
    const name = printable(given);
    for (const lesson of lessons) {
      const suite = builder.testSuite().name(`${name} ${lesson.lesson}`)
        .time(lesson.duration / 1000);
      for (const { step, title, status, message, duration } of lesson.steps) {
        const test = suite.testCase().className(`${name}.${lesson.lesson}`)
          .name(`${step} ${title}`).time(duration / 1000);
        const why = printable(message || lesson.message || status);
        if (lesson.status === "error") test.error(why);
        else if (status === "failed") test.failure(why);
        else if (status !== "passed") test.failure(`${status}: ${why}`);
      }
    }
  }
  return builder.build();
}
