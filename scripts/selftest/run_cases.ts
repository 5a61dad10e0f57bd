import { Overlay } from "../lesson/overlay.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkVersions, type TypeCheck } from "../runner/type_check.ts";
import type { Case, CaseResult } from "./case.ts";
import type { Pool } from "./pool.ts";
import { type Group, groupsOf, isSure, runTogether } from "./run_together.ts";

/** Options for {@linkcode runCases}. */
export interface RunCasesOptions {
  /** What runs them, and other lessons' cases beside them. */
  pool: Pool;
  /**
   * How many times each case must come out as it must. Without it, once; a
   * wrong version or a starter that slips through then has a second run, and
   * its result says so.
   */
  repeats?: number;
  signal: AbortSignal;
  /** Called as each one ends, in whatever order they do. */
  onResult: (result: CaseResult) => void;
}

/** A result without what the type checker says. */
type Untyped = Omit<CaseResult, "types">;

/** What a case costs in a program that others share, compared with one alone. */
const IN_GROUP = 0.5;

/** What a case costs, compared with a wrong version that runs alone. */
function costOf({ kind, steps }: Case): number {
  return kind === "solution" || kind === "alternative" ? 4 * steps.length : 1;
}

/**
 * Runs cases of a lesson, several at a time, each in a copy of the course. Those
 * that compute in memory alone share programs; what then comes out otherwise
 * than it must is run in a program of its own, and that decides.
 */
export async function runCases(
  root: URL,
  cases: readonly Case[],
  { pool, repeats, signal, onResult }: RunCasesOptions,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  // Copies are used again: what Deno has compiled of the tests is found there.
  await using copies = new AsyncDisposableStack();
  const idle: Overlay[] = [];
  const typed = cases.filter(({ typed, unmade }) => typed && !unmade);
  const types = pool.run(Infinity, () => typesOf(root, typed, signal));
  const groups = repeats === undefined ? await groupsOf(root, cases) : [];
  const grouped = new Set(groups.flatMap(({ cases }) => cases));
  const alone = cases.filter((one) => !grouped.has(one));
  const ended = await Promise.allSettled([
    types,
    ...groups.map((group) =>
      pool.run(group.cases.length * IN_GROUP, () => runGroup(group))
        .then((results) => Promise.all(results.map(tell)))
    ),
    ...alone.map((one) => pool.run(costOf(one), () => run(one)).then(tell)),
  ]);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return results;

  async function runGroup({ cases, inMemory }: Group): Promise<Untyped[]> {
    const [first] = cases;
    if (first === undefined) return [];
    const overlay = idle.pop() ??
      copies.use(await Overlay.create(root, first.lesson));
    const runs = await runTogether(overlay, cases, signal);
    idle.push(overlay);
    const results: Untyped[] = [];
    for (const one of cases) {
      const result = runs.get(one);
      results.push(
        result !== undefined && isSure(one, result, inMemory)
          ? {
            case: one,
            run: result,
            problem: undefined,
            late: undefined,
            together: true,
          }
          : await run(one),
      );
    }
    return results;
  }

  async function run(one: Case): Promise<Untyped> {
    signal.throwIfAborted();
    const { lesson, files, unmade } = one;
    if (unmade !== undefined) {
      const run = { tests: [], duration: 0, stopped: false };
      return {
        case: one,
        run,
        problem: unmade,
        late: undefined,
        together: false,
      };
    }
    const overlay = idle.pop() ??
      copies.use(await Overlay.create(root, lesson));
    await overlay.lay(lesson, files);
    let attempt = await tryOnce(overlay.root, one, signal);
    let late: string | undefined;
    if (repeats === undefined) {
      // What is right must pass each time; what is wrong may slip through once.
      const isWrong = one.kind === "mutant" || one.kind === "starter";
      const { problem } = attempt;
      if (problem !== undefined && isWrong) {
        attempt = await tryOnce(overlay.root, one, signal);
        if (attempt.problem === undefined) late = problem;
      }
    } else {
      let turn = 1;
      while (attempt.problem === undefined && turn < repeats) {
        attempt = await tryOnce(overlay.root, one, signal);
        turn++;
      }
      if (attempt.problem !== undefined) {
        attempt.problem = `In run ${turn} of ${repeats}: ${attempt.problem}`;
      }
    }
    idle.push(overlay);
    return { case: one, ...attempt, late, together: false };
  }

  async function tell(untyped: Untyped): Promise<void> {
    const { typed, unmade } = untyped.case;
    const checked = typed && unmade === undefined
      ? (await types).get(untyped.case)
      : undefined;
    const result = checked === undefined ? untyped : {
      ...untyped,
      types: checked,
      problem: untyped.problem ??
        (checked.ok
          ? undefined
          : `Its types do not check:\n${checked.messages}`),
    };
    results.push(result);
    onResult(result);
  }
}

/** What the type checker finds in each of these cases, all of one lesson. */
async function typesOf(
  root: URL,
  cases: readonly Case[],
  signal: AbortSignal,
): Promise<Map<Case, TypeCheck>> {
  const [first] = cases;
  if (first === undefined) return new Map();
  const versions = cases.map(({ files }) => files);
  const found = await checkVersions(root, first.lesson, versions, signal);
  return new Map(cases.map((one, index) => [one, found[index] as TypeCheck]));
}

/** How the tests of a case came out, and what is wrong with that. */
async function tryOnce(
  root: URL,
  { lesson, steps, failFast = false, judge }: Case,
  signal: AbortSignal,
): Promise<Pick<CaseResult, "run" | "problem">> {
  const run = await runTests(root, lesson, {
    steps,
    evenUnreached: true,
    failFast,
    signal,
  });
  signal.throwIfAborted();
  return { run, problem: judge(run) };
}
