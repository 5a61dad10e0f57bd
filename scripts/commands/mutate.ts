import { readSolution } from "../lesson/files.ts";
import { findLesson } from "../lesson/find.ts";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { readEquivalent } from "../mutate/equivalent.ts";
import { linesOf, mutate, type Mutation } from "../mutate/mutation.ts";
import { mutationsOf } from "../mutate/mutations.ts";
import type { Equivalent } from "../../tests/harness/mutant.ts";
import type { RunResult } from "../runner/result.ts";
import type { Case } from "../selftest/case.ts";
import { Pool } from "../selftest/pool.ts";
import { runCases } from "../selftest/run_cases.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { duration } from "../terminal/text.ts";

/** Options of `deno task test 7.4 --mutate`. */
export interface MutateOptions {
  /** How many at a time. */
  jobs: number;
  /** Only changes whose file, operator or line has this text. */
  filter?: string;
  signal: AbortSignal;
}

/**
 * `deno task test 7.4 --mutate`: changes the code that each step of the solution
 * asks for, one place at a time, and lists the changes that the step's tests let
 * pass. Each is to be caught by a test, or listed with its reason in
 * `tests/7.4-locks/equivalent.ts`.
 */
export async function mutateLessons(
  root: URL,
  number: string | undefined,
  options: MutateOptions,
): Promise<number> {
  const lessons = await readLessons(root);
  const chosen = number === undefined ? lessons : [findLesson(lessons, number)];
  let caught = 0;
  let problems = 0;
  try {
    for (const lesson of chosen) {
      const result = await mutateLesson(root, lesson, options);
      caught += result.caught;
      problems += result.problems;
    }
  } catch (error) {
    if (!options.signal.aborted) throw error;
    return INTERRUPTED;
  }
  console.log(`\n${caught} passed, ${problems} failed`);
  return problems === 0 ? 0 : 1;
}

async function mutateLesson(
  root: URL,
  lesson: Lesson,
  { jobs, filter = "", signal }: MutateOptions,
): Promise<{ caught: number; problems: number }> {
  const start = performance.now();
  const solution = await readSolution(root, lesson);
  const source = ({ file }: Mutation) => solution.get(file) ?? "";
  const mutations = (await mutationsOf(solution)).filter((mutation) =>
    `${mutation.step} ${mutation.file} ${mutation.operator} ${
      linesOf(source(mutation), mutation).from
    }`.includes(filter)
  );
  console.log(`Lesson ${lesson.number}: ${mutations.length} changes …`);
  const alike = new Set(await readEquivalent(root, lesson));
  const knownAs = (mutation: Mutation) => {
    const { from, to } = linesOf(source(mutation), mutation);
    return alike.values().find((one) =>
      one.file === mutation.file && one.from === from && one.to === to
    );
  };
  const cases = new Map<Case, Mutation>(mutations.map((mutation) => [{
    lesson,
    kind: "mutant",
    name: `${mutation.file}: ${mutation.operator}`,
    files: new Map(solution).set(
      mutation.file,
      mutate(source(mutation), mutation),
    ),
    steps: [mutation.step, ...[knownAs(mutation)?.asked ?? []].flat()],
    failFast: true,
    typed: false,
    judge: mustFail,
  }, mutation]));
  const results = await runCases(root, [...cases.keys()], {
    pool: new Pool(jobs),
    signal,
    onResult: () => {},
  });

  const fresh = new Set<Equivalent>();
  const survivors: string[] = [];
  let caught = 0;
  let allowed = 0;
  for (const { case: one, problem, run } of results) {
    const mutation = cases.get(one);
    if (mutation === undefined) continue;
    const lines = linesOf(source(mutation), mutation);
    const known = knownAs(mutation);
    const caughtIn = problem === undefined
      ? run.tests.find(({ status }) => status === "failed")?.step ??
        mutation.step
      : undefined;
    if (caughtIn === mutation.step) caught++;
    else if (known !== undefined && caughtIn === known.asked) {
      fresh.add(known);
      allowed++;
    } else survivors.push(told(lesson, mutation, lines));
  }
  const stale = filter === "" ? [...alike.difference(fresh)] : [];
  console.log(
    `  ${caught} caught, ${allowed} equivalent or asked for by a later step, ${survivors.length} survive, in ${
      duration(performance.now() - start)
    }`,
  );
  for (const text of survivors.sort()) console.log(text);
  for (const { file, from, to } of stale) {
    console.log(
      `  equivalent.ts lists a change of ${file} that is not made any more, or is caught:\n    - ${from}\n    + ${to}`,
    );
  }
  return { caught, problems: survivors.length + stale.length };
}

/** A change that keeps the tests from loading is noticed, too. */
function mustFail({ tests, broken }: RunResult): string | undefined {
  const noticed = broken !== undefined ||
    tests.some(({ status }) => status === "failed");
  return noticed ? undefined : "No test of its step catches it.";
}

function told(
  { folder }: Lesson,
  { file, step, operator }: Mutation,
  { line, from, to }: ReturnType<typeof linesOf>,
): string {
  return `  ${step} ${operator}: solutions/${folder}/${file}:${line}\n    - ${from}\n    + ${to}`;
}
