import { pooledMap } from "@std/async";
import { Overlay } from "../lesson/overlay.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkVersions, type TypeCheck } from "../runner/type_check.ts";
import type { Case, CaseResult } from "./case.ts";
import { groupsOf, runTogether } from "./run_together.ts";

/** Options for {@linkcode runCases}. */
export interface RunCasesOptions {
  /** How many at a time. */
  jobs: number;
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

/**
 * Runs cases of a lesson, so many at a time, each in a copy of the course. Those
 * that compute in memory alone share programs; what then comes out otherwise
 * than it must is run in a program of its own, and that decides.
 */
export async function runCases(
  root: URL,
  cases: readonly Case[],
  { jobs, repeats, signal, onResult }: RunCasesOptions,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  // Copies are used again: what Deno has compiled of the tests is found there.
  await using copies = new AsyncDisposableStack();
  const idle: Overlay[] = [];
  const typed = cases.filter(({ typed, unmade }) => typed && !unmade);
  const typing = typesOf(root, typed, signal);
  // It is awaited by those cases, and by none when one has failed before.
  typing.catch(() => {});
  const groups = repeats === undefined ? await groupsOf(root, cases) : [];
  const grouped = new Set(groups.flat());
  const alone = Map.groupBy(
    cases.filter((one) => !grouped.has(one)),
    ({ kind }) => kind === "mutant",
  );
  // The longest first, so that none is waited for in the end.
  const work = [
    ...(alone.get(false) ?? []).map((one) => () => run(one)),
    ...groups.map((group) => () => runGroup(group)),
    ...(alone.get(true) ?? []).map((one) => () => run(one)),
  ];
  for await (const _ of pooledMap(jobs, work, (next) => next())) {
    signal.throwIfAborted();
  }
  return results;

  async function runGroup(group: readonly Case[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const overlay = copies.use(await Overlay.create(root, first.lesson));
    const runs = await runTogether(overlay, group, signal);
    for (const one of group) {
      const result = runs.get(one);
      if (result === undefined || one.judge(result) !== undefined) {
        await run(one);
      } else {
        await tell(one, { run: result, problem: undefined }, {
          together: true,
        });
      }
    }
  }

  async function run(one: Case): Promise<void> {
    signal.throwIfAborted();
    const { lesson, files, unmade } = one;
    if (unmade !== undefined) {
      const run = { tests: [], duration: 0, stopped: false };
      return await tell(one, { run, problem: unmade });
    }
    const overlay = idle.pop() ??
      copies.use(await Overlay.create(root, lesson));
    await overlay.lay(lesson, files);
    let attempt = await tryOnce(overlay.root, one, signal);
    let late = false;
    if (repeats === undefined) {
      // What is right must pass each time; what is wrong may slip through once.
      const isWrong = one.kind === "mutant" || one.kind === "starter";
      if (attempt.problem !== undefined && isWrong) {
        attempt = await tryOnce(overlay.root, one, signal);
        late = attempt.problem === undefined;
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
    await tell(one, attempt, { late });
  }

  async function tell(
    one: Case,
    { run, problem }: Pick<CaseResult, "run" | "problem">,
    { late = false, together = false } = {},
  ): Promise<void> {
    const types = one.typed && one.unmade === undefined
      ? (await typing).get(one)
      : undefined;
    const result = {
      case: one,
      run,
      problem: problem ??
        (types?.ok === false
          ? `Its types do not check:\n${types.messages}`
          : undefined),
      late,
      together,
      ...(types === undefined ? {} : { types }),
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
