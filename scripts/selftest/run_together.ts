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
import { testFiles } from "../runner/test_files.ts";
import type { Case } from "./case.ts";
import { OUTSIDE, stepsInMemory } from "./memory_alone.ts";

/** Cases in one program: many share its start, and a few can run beside others. */
const AT_ONCE = 24;

const IMPORTS = "scripts/npm/imports.json";

/**
 * Groups of cases that {@linkcode runTogether} can run: their tests, and they
 * themselves, compute in memory alone. The solution has a program of its own.
 */
export async function groupsOf(
  root: URL,
  cases: readonly Case[],
): Promise<Case[][]> {
  const [first] = cases;
  if (first === undefined) return [];
  const solution = await readSolution(root, first.lesson);
  const steps = await stepsInMemory(root, first.lesson, solution);
  const fit = cases.filter((one) =>
    one.kind !== "solution" && one.unmade === undefined &&
    one.steps.length > 0 && one.steps.every((step) => steps.has(step)) &&
    one.files.entries().every(([path, text]) =>
      solution.get(path) === text || !OUTSIDE.test(text)
    )
  );
  const groups = Math.ceil(fit.length / AT_ONCE);
  // By turns, so that no group has all the long ones.
  return Array.from(
    { length: groups },
    (_, group) => fit.filter((_, index) => index % groups === group),
  );
}

/**
 * Runs cases of a lesson in one program, one after the other, each with
 * instances of its own of the lesson's modules and of its tests'. The program
 * starts once, and what it runs often is compiled well.
 *
 * @param overlay A copy of the course; it is used for this alone.
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
    const { ended, stuck } = await runOnce(overlay, left, signal);
    signal.throwIfAborted();
    for (const [one, run] of ended) results.set(one, run);
    // What ended the program has to run alone; the others have not begun.
    left = stuck === undefined ? [] : left.slice(left.indexOf(stuck) + 1);
  }
  return results;
}

async function runOnce(
  overlay: Overlay,
  cases: readonly Case[],
  signal: AbortSignal,
): Promise<{ ended: Map<Case, RunResult>; stuck: Case | undefined }> {
  const lesson = (cases[0] as Case).lesson;
  const files = await layVersions(overlay, lesson, cases);
  const diagnose = await diagnosisOf(overlay.root, lesson);
  const states = cases.map(({ steps }) =>
    new RunState(lesson, { steps, diagnose })
  );
  await using folder = await RunFolder.create();
  await using guard = new Guard(folder.path);
  let last: { version: number; test: string } | undefined;
  const take = (item: ReportItem) => {
    if (item.type === "output") {
      if (last !== undefined) states[last.version]?.take(item);
      return;
    }
    const { number, test } =
      item.test.match(/^v(?<number>\d+) (?<test>.+)$/s)?.groups ?? {};
    if (number === undefined || test === undefined) return;
    const version = Number(number);
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
  if (last === undefined) return { ended: new Map(), stuck: cases.at(-1) };
  // A test that began and has no result has ended the program.
  const stuck = last.test === "" ? undefined : last.version;
  const ended = new Map(
    cases.slice(0, stuck).map((one, version) =>
      [one, runOf(states[version] as RunState, status, errors)] as const
    ),
  );
  return { ended, stuck: stuck === undefined ? undefined : cases[stuck] };
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
    for (const path of await testFiles(overlay.root, lesson, one.steps)) {
      const [, step = ""] = path.match(/\/(\d+\.\d+\.\d+)_[^/]+$/) ?? [];
      files.push({
        url: new URL(`${name}/${path}`, overlay.root).href,
        step,
        version: { name, failFast: one.failFast ?? false },
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
