import type { Lesson } from "../lesson/manifest.ts";
import type { TestResult } from "../runner/result.ts";
import type { CaseResult } from "./case.ts";

/**
 * Which test catches which wrong version: a row for each version, a column for
 * each test, in the order in which they run.
 *
 * @param thorough Whether all tests were run, so that those which caught
 * nothing can be named.
 */
export function matrixText(
  lesson: Lesson,
  results: CaseResult[],
  thorough: boolean,
): string {
  const mutants = results.filter((result) => result.case.kind === "mutant");
  const tests = results.find((result) => result.case.kind === "solution")?.run
    .tests ?? [];
  const width = Math.max(0, ...mutants.map((r) => r.case.name.length));
  const byStep = lesson.steps.map(({ step }) => ({
    step: step.slice(lesson.number.length),
    tests: tests.filter((test) => test.step === step),
  }));
  const head = byStep.map(({ step, tests }) => step.padEnd(tests.length))
    .join(" ");
  const rows = mutants.map(({ case: { name }, run }) => {
    const status = new Map(run.tests.map((test) => [test.test, test.status]));
    const cells = byStep.map(({ step, tests }) =>
      tests.map(({ test }) => cell(status.get(test))).join("")
        .padEnd(step.length)
    );
    return `  ${name.padEnd(width)}  ${cells.join(" ")}`.trimEnd();
  });
  const idle = tests.filter(({ test }) =>
    !mutants.some(({ run }) =>
      run.tests.some((t) => t.test === test && t.status === "failed")
    )
  );
  return [
    `Kill matrix of lesson ${lesson.number}: x caught it, . let it pass, blank was not run`,
    `  ${" ".repeat(width)}  ${head}`,
    ...rows,
    ...(idle.length === 0 || !thorough ? [] : [
      "  Tests that caught none:",
      ...idle.map(({ test }) => `    ${test}`),
    ]),
  ].join("\n");
}

function cell(status: TestResult["status"] | undefined): string {
  if (status === "failed") return "x";
  if (status === "passed") return ".";
  return status === "skipped" ? "s" : " ";
}
