import type {
  GradeReport,
  LessonResult,
  StepResult,
} from "../../../../scripts/grade/report/report.ts";

/** A step of a report, failed unless it is told otherwise. */
export function step(number: string, more: Partial<StepResult> = {}) {
  return {
    step: number,
    title: "Two",
    status: "failed" as const,
    points: 0,
    of: 20,
    message: "",
    duration: 2.2,
    ...more,
  };
}

/** A lesson of a report, with one step passed and one failed. */
export function lesson(more: Partial<LessonResult> = {}): LessonResult {
  const one = { title: "One", status: "passed", points: 40, of: 40 } as const;
  return {
    lesson: "7.9",
    title: "Doubling",
    status: "graded",
    message: "",
    points: 40,
    of: 60,
    steps: [
      step("7.9.1", { ...one, duration: 1.6 }),
      step("7.9.2", {
        message: 'Expected: <script>alert("x")</script>',
        misconception: {
          id: "no-product",
          says: "It does not <multiply>.",
          text: "lessons/7.9-doubling/README.md#doubling",
        },
      }),
    ],
    duration: 12.4,
    ...more,
  };
}

/** A report of one submission. */
export function report(name = "ada", part = 1, of = 1): GradeReport {
  return {
    version: 1,
    sandbox: { kind: "none", about: "There was no sandbox." },
    lessons: ["7.9"],
    shard: { part, of },
    submissions: [{
      name,
      points: 40,
      of: 60,
      findings: [{ path: "a.ts", line: 3, message: "It is <b>odd</b>." }],
      lessons: [lesson()],
    }],
  };
}

/** What a writer gives, as a whole. */
export function written(
  writer: (report: GradeReport) => Iterable<string>,
  of: GradeReport = report(),
): string {
  return [...writer(of)].join("");
}
