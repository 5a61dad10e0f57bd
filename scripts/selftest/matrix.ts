import type { Lesson } from "../lesson/manifest.ts";
import type { TestResult } from "../runner/result.ts";
import { duration } from "../terminal/text.ts";
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
  const rows = mutants.map(({ case: { name, shows }, run }) => {
    const results = new Map(run.tests.map((test) => [test.test, test]));
    const cells = byStep.map(({ step, tests }) =>
      tests.map(({ test }) => cell(results.get(test), shows)).join("")
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
    `Kill matrix of lesson ${lesson.number}: X caught and named it, x caught it, . let it pass, blank was not run`,
    `  ${" ".repeat(width)}  ${head}`,
    ...rows,
    ...verdictTimes(mutants),
    ...(idle.length === 0 || !thorough ? [] : [
      "  Tests that caught none:",
      ...idle.map(({ test }) => `    ${test}`),
    ]),
  ].join("\n");
}

/** How long a learner waits for the first failure. */
function verdictTimes(mutants: CaseResult[]): string[] {
  const of = (together: boolean) =>
    mutants.filter((one) => one.together === together)
      .flatMap(({ run }) => run.firstFailure ?? []);
  return [
    ...timesText("From the start to the first failure", of(false)),
    ...timesText("From the first test to the first failure", of(true)),
  ];
}

function timesText(what: string, times: number[]): string[] {
  if (times.length === 0) return [];
  times.sort((a, b) => a - b);
  const at = (part: number) =>
    duration(times[Math.ceil(times.length * part) - 1] ?? 0);
  return [
    `  ${what}: ${at(0.5)} at the median, ${at(0.9)} for nine tenths, ${
      at(1)
    } at most`,
  ];
}

function cell(result: TestResult | undefined, shows?: string): string {
  const status = result?.status;
  if (status === "failed") {
    return shows !== undefined && result?.misconception?.id === shows
      ? "X"
      : "x";
  }
  if (status === "passed") return ".";
  return status === "skipped" ? "s" : " ";
}
