import { fileURLToPath } from "node:url";
import type { TestFile } from "../../tests/harness/events.ts";
import { readSolution } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import type { Overlay } from "../lesson/overlay.ts";
import { diagnosisOf } from "../runner/diagnosis.ts";
import { followTests } from "../runner/follow_tests.ts";
import { Guard } from "../runner/guard.ts";
import type { ReportItem } from "../runner/report_parser.ts";
import type { RunResult } from "../runner/result.ts";
import { RunFolder } from "../runner/run_folder.ts";
import { RunState } from "../runner/run_state.ts";
import { isApart, testFiles } from "../runner/test_files.ts";
import { testNames } from "./agreement.ts";
import type { Case } from "./case.ts";
import { OUTSIDE, stepsInMemory, stepsWithFiles } from "./memory_alone.ts";

/** Cases that one program can run. */
export interface Group {
  cases: Case[];
  /** Whether they compute in memory alone: none can leave something to another. */
  inMemory: boolean;
}

/** Cases in one program: many share its start, and a few can run beside others. */
const IN_MEMORY = 24;

/** Of those that start and open things, one may end the turn of the others. */
const OUT_OF_MEMORY = 10;

const IMPORTS = "scripts/npm/imports.json";

/**
 * Groups of cases that {@linkcode runTogether} can run. Where nobody can look for
 * what a process has left, only tests that compute in memory alone have groups,
 * if the cases do so themselves. What must pass has a program of its own, unless
 * it computes in memory alone.
 */
export async function groupsOf(
  root: URL,
  cases: readonly Case[],
): Promise<Group[]> {
  const [first] = cases;
  if (first === undefined) return [];
  const { lesson } = first;
  const solution = await readSolution(root, lesson);
  const steps = await stepsInMemory(root, lesson, solution);
  const own = await stepsWithFiles(root, lesson);
  const isOfSteps = (one: Case, of: ReadonlySet<string>) =>
    one.unmade === undefined && one.steps.length > 0 &&
    one.steps.every((step) => of.has(step));
  const inMemory = cases.filter((one) =>
    one.kind !== "solution" && isOfSteps(one, steps) &&
    one.files.entries().every(([path, text]) =>
      solution.get(path) === text || !OUTSIDE.test(text)
    )
  );
  const memory = new Set(inMemory);
  const others = Deno.build.os !== "linux"
    ? []
    : cases.filter((one) =>
      (one.kind === "mutant" || one.kind === "starter") && !memory.has(one) &&
      isOfSteps(one, own)
    );
  return [
    ...dealt(inMemory, IN_MEMORY)
      .map((cases) => ({ cases, inMemory: true })),
    ...dealt(others, OUT_OF_MEMORY)
      .map((cases) => ({ cases, inMemory: false })),
  ];
}

/** By turns, so that no group has all the long ones. */
function dealt(cases: readonly Case[], atOnce: number): Case[][] {
  const groups = Math.ceil(cases.length / atOnce);
  return Array.from(
    { length: groups },
    (_, group) => cases.filter((_, index) => index % groups === group),
  );
}

/**
 * Runs cases of a lesson in one program, one after the other, each with
 * instances of its own of the lesson's modules and of its tests'. The program
 * starts once, and what it runs often is compiled well. When one has left
 * something behind in the program, those after it have another.
 *
 * @param overlay A copy of the course, which nothing else uses meanwhile.
 * @returns How the cases came out that came to their end.
 */
export async function runTogether(
  overlay: Overlay,
  cases: readonly Case[],
  signal: AbortSignal,
): Promise<Map<Case, RunResult>> {
  const results = new Map<Case, RunResult>();
  let left = [...cases];
  while (left.length > 0) {
    const { ended, postponed } = await runOnce(overlay, left, signal);
    signal.throwIfAborted();
    for (const [one, run] of ended) results.set(one, run);
    left = postponed;
  }
  return results;
}

/**
 * Whether a case that shared a program with others has come out as it must, by
 * what it did itself.
 */
export function isSure(
  { judge }: Case,
  run: RunResult,
  inMemory: boolean,
): boolean {
  // What is left open, or throws by itself, may be another's.
  const own = (kind?: string) => kind === "story" || kind === "todo";
  return judge(run) === undefined && (inMemory ||
    run.tests.every(({ status, failure }) =>
      status !== "failed" || own(failure?.kind)
    ));
}

/** How cases came out, and which have to have another program. */
async function runOnce(
  overlay: Overlay,
  cases: readonly Case[],
  signal: AbortSignal,
): Promise<{ ended: Map<Case, RunResult>; postponed: Case[] }> {
  const lesson = (cases[0] as Case).lesson;
  const files = await layVersions(overlay, lesson, cases);
  const diagnose = await diagnosisOf(overlay.root, lesson);
  const states = cases.map(({ steps }) =>
    new RunState(lesson, { steps, diagnose })
  );
  await using folder = await RunFolder.create();
  await using guard = new Guard(folder.path);
  let last: { version: number; test: string } | undefined;
  let end = cases.length;
  const take = (item: ReportItem) => {
    if (item.type === "output") {
      if (last !== undefined) states[last.version]?.take(item);
      return;
    }
    const { number, test } =
      item.test.match(/^v(?<number>\d+) (?<test>.+)$/s)?.groups ?? {};
    if (number === undefined || test === undefined) return;
    const version = Number(number);
    if (item.type === "postponed") end = Math.min(end, version);
    if (version >= end) return;
    if (item.type === "begin") last = { version, test };
    if (item.type === "result" && last?.test === test) last.test = "";
    states[version]?.take({ ...item, test });
  };
  const { status, errors } = await followTests({
    root: overlay.root,
    files,
    needs: {},
    folder,
    guard,
    signal,
  }, take);
  // When none could begin, nobody knows why.
  if (last === undefined) return { ended: new Map(), postponed: [] };
  // A test that began and has no result has ended the program: its version has
  // to run alone, and the others have not begun.
  const isStuck = last.test !== "";
  if (isStuck) end = last.version;
  const ended = new Map(
    cases.slice(0, end).map((one, version) =>
      [one, runOf(states[version] as RunState, status, errors)] as const
    ),
  );
  return { ended, postponed: cases.slice(isStuck ? end + 1 : end) };
}

/** Times are those of the case's own tests. */
function runOf(
  state: RunState,
  status: Deno.CommandStatus,
  errors: string,
): RunResult {
  const { tests, broken } = state.end(status, errors);
  const until = (end: number) =>
    tests.slice(0, end).reduce((sum, { duration }) => sum + duration, 0);
  const first = tests.findIndex((test) => test.status === "failed");
  return {
    tests,
    ...(broken === undefined ? {} : { broken }),
    duration: until(tests.length),
    ...(first < 0 ? {} : { firstFailure: until(first + 1) }),
    stopped: false,
  };
}

/** The tests that name a misconception themselves, as far as their files say. */
async function namers(
  root: URL,
  files: readonly string[],
  id: string,
): Promise<string[]> {
  const texts = await Promise.all(
    files.map((path) => Deno.readTextFile(new URL(path, root))),
  );
  return texts.flatMap((text) => text.split(/^(?=\s*lessonTest\()/m))
    .filter((text) => text.includes(`"${id}"`))
    .flatMap(testNames);
}

/**
 * Lays each case's files into a folder of its own, `v0/`, `v1/` …, that has the
 * tests, too. The harness, which the import map names for all of them, is there
 * once.
 */
async function layVersions(
  overlay: Overlay,
  lesson: Lesson,
  cases: readonly Case[],
): Promise<TestFile[]> {
  const files: TestFile[] = [];
  const harness: Record<string, string> = {};
  for (const [version, one] of cases.entries()) {
    const name = `v${version}`;
    await overlay.lay(lesson, one.files, `${name}/`);
    await overlay.layTests(lesson, `${name}/`);
    harness[`../../${name}/tests/harness/`] = "../../tests/harness/";
    const tests = await testFiles(overlay.root, lesson, one.steps);
    // Long ones come last, as they do beside the others.
    const order = Map.groupBy(tests, isApart);
    const first = one.failFast && one.shows !== undefined
      ? await namers(overlay.root, tests, one.shows)
      : undefined;
    for (const path of [...order.get(false) ?? [], ...order.get(true) ?? []]) {
      const [, step = ""] = path.match(/\/(\d+\.\d+\.\d+)_[^/]+$/) ?? [];
      files.push({
        url: new URL(`${name}/${path}`, overlay.root).href,
        step,
        version: {
          name,
          failFast: one.failFast ?? false,
          ...(first === undefined ? {} : { first }),
        },
      });
    }
  }
  const map = new URL(IMPORTS, overlay.root);
  const { imports } = JSON.parse(await Deno.readTextFile(map));
  await Deno.writeTextFile(
    fileURLToPath(map),
    JSON.stringify({ imports: { ...imports, ...harness } }),
  );
  return files;
}
