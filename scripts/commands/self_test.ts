import { CourseError } from "../terminal/errors.ts";
import { type LessonFiles, readStarters } from "../lesson/files.ts";
import { findLesson } from "../lesson/find.ts";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { needSolutions } from "../lesson/without_solutions.ts";
import { failuresText } from "../report/lesson_report.ts";
import { disagreements } from "../selftest/agreement.ts";
import type { Case, CaseResult } from "../selftest/case.ts";
import { casesOf } from "../selftest/cases.ts";
import { matrixText } from "../selftest/matrix.ts";
import { Pool } from "../selftest/pool.ts";
import { runCases } from "../selftest/run_cases.ts";
import { runToolTests } from "../selftest/tool_tests.ts";
import { type Section, Tally } from "../selftest/tally.ts";
import { duration } from "../terminal/text.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { command } from "../terminal/command.ts";

/** Options of `deno task test`. */
export interface SelfTestOptions {
  /**
   * How many programs of tests run at a time, at least; more do as long as
   * processors are idle.
   */
  jobs: number;
  /** Proves that earlier steps let each wrong version pass, too. */
  thorough?: boolean;
  /** How many times each version must come out as it must. */
  repeats?: number;
  /** Only what has this text in its line of the report. */
  filter?: string;
  /** Prints what a learner would read of each wrong version. */
  stories?: boolean;
  signal: AbortSignal;
}

/**
 * `deno task test`: the course's own tests. The tools; beside them, for each lesson,
 * that starters fail for their own reason, that the solution and every other
 * correct version pass, and that each wrong version is caught in its step.
 *
 * @param number Only this lesson, and no tools.
 */
export async function selfTest(
  root: URL,
  number: string | undefined,
  options: SelfTestOptions,
): Promise<number> {
  const { jobs, signal } = options;
  const start = performance.now();
  await needSolutions(root, "test the course");
  const lessons = await readLessons(root);
  const chosen = number === undefined ? lessons : [findLesson(lessons, number)];
  console.log(
    `The course's own tests. (Yours: ${command("start")}.)\n`,
  );
  using tally = new Tally();
  const pool = new Pool(jobs);
  const parts = await Promise.allSettled([
    ...(number === undefined
      ? [testTools(root, tally.section("The tools"), options)]
      : []),
    ...chosen.map((lesson) => {
      const { number, title } = lesson;
      const section = tally.section(`Lesson ${number}: ${title}`);
      return testLesson(root, lesson, pool, section, options);
    }),
  ]);
  if (signal.aborted) return INTERRUPTED;
  for (const part of parts) {
    if (part.status === "rejected") throw part.reason;
  }
  console.log(`\nIt took ${duration(performance.now() - start)}.`);
  return tally.close();
}

async function testTools(
  root: URL,
  section: Section,
  { jobs, signal }: SelfTestOptions,
): Promise<void> {
  const { failed } = await runToolTests(root, {
    jobs,
    signal,
    onResult: section.add,
  });
  for (const [test, message] of failed) section.explain(test, message);
  section.end();
}

async function testLesson(
  root: URL,
  lesson: Lesson,
  pool: Pool,
  section: Section,
  options: SelfTestOptions,
): Promise<void> {
  try {
    await testVersions(root, lesson, pool, section, options);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    const what = `lesson ${lesson.number} can be tested`;
    section.add(what, false);
    section.explain(what, error.message);
  }
  section.end();
}

async function testVersions(
  root: URL,
  lesson: Lesson,
  pool: Pool,
  section: Section,
  { thorough = false, repeats, filter = "", stories, signal }: SelfTestOptions,
): Promise<void> {
  const cases = (await casesOf(root, lesson, { thorough }))
    .filter((one) => title(one).includes(filter));
  section.expects(cases.length + 1);
  const problems = await disagreements(root, lesson);
  section.add("lesson.json, regions and tests agree", problems.length === 0);
  for (const problem of problems) section.explain("Steps disagree", problem);

  const starters = await readStarters(root, lesson);
  const results = await runCases(root, cases, {
    pool,
    repeats,
    signal,
    onResult: (result) => {
      const name = title(result.case);
      const time = duration(result.run.duration);
      section.add(`${name} (${time})`, result.problem === undefined);
      if (stories) section.print(storyText(result, starters));
      if (result.problem !== undefined) {
        section.explain(name, result.problem);
      } else if (result.late !== undefined) {
        section.explain(
          name,
          `It came out as it must in a second run only: make its tests sharper. Of the first: ${result.late}`,
        );
      }
    },
  });
  section.print(`\n${matrixText(lesson, inOrder(cases, results), thorough)}`);
}

/** What a learner would read of a wrong version. */
function storyText(
  { case: { kind, lesson, files }, run }: CaseResult,
  starters: LessonFiles,
): string {
  if (kind !== "mutant") return "";
  return `${failuresText({ lesson, files, starters, run })}\n`;
}

function inOrder(cases: Case[], results: CaseResult[]): CaseResult[] {
  return results.toSorted((a, b) =>
    cases.indexOf(a.case) - cases.indexOf(b.case)
  );
}

function title({ kind, name, steps }: Case): string {
  switch (kind) {
    case "starter":
      return `starter, ${name}: fails by its own TODO`;
    case "underway":
      return `${name}, the later ones unwritten: passes`;
    case "solution":
      return `${name} passes`;
    case "alternative":
      return `another correct version passes: ${name}`;
    case "mutant":
      return `wrong version caught in ${steps.at(-1)}: ${name}`;
  }
}
