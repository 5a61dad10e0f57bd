import {
  EVENTS_VARIABLE,
  FILES_VARIABLE,
  LOG_VARIABLE,
  NEEDS_VARIABLE,
  type TestFile,
} from "../../tests/harness/events.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { EventLog } from "./event_log.ts";
import { Guard } from "./guard.ts";
import { killTree, spawnTree } from "./process_tree.ts";
import { type ReportItem, ReportParser } from "./report_parser.ts";
import type { RunResult, TestResult } from "./result.ts";
import { RunFolder } from "./run_folder.ts";
import { RunState } from "./run_state.ts";
import { stepOfFile, testFiles } from "./test_files.ts";

/** Options for {@linkcode runTests}. */
export interface RunOptions {
  /** Runs only these steps' tests. @default all */
  steps?: readonly string[];
  /** Runs only tests whose name has this text or matches this `/pattern/`. */
  filter?: string;
  /** Runs tests of steps whose needed step has failed, too. */
  evenUnreached?: boolean;
  /** Called as each test begins. */
  onBegin?: (test: string, registered: number) => void;
  /** Called as each test ends. */
  onResult?: (result: TestResult) => void;
  /** Ends the run at the first test that fails. */
  failFast?: boolean;
  /** How long, in milliseconds, the tests may take to load. @default {30_000} */
  loadLimit?: number;
  /** Ends the run and everything it started. */
  signal?: AbortSignal;
}

/**
 * How much longer than its own time limit a test may take, in milliseconds,
 * before the watchdog kills it: Deno ends most tests by itself.
 */
const WATCHDOG_SLACK = 3_000;

/** Loads the test files. */
const PROGRAM = "tests/harness/load_tests.ts";

/** How long, in milliseconds, the run may take from one test to the next. */
const LOAD_LIMIT = 30_000;

/**
 * Runs a lesson's tests on what lies under `root` in `lessons/`, in a process
 * group of their own. A test that never ends is killed with everything that it
 * started; the rest of the run is then lost. The tests' temporary files lie in a
 * folder of their own, and go with it.
 */
export async function runTests(
  root: URL,
  lesson: Lesson,
  options: RunOptions = {},
): Promise<RunResult> {
  const start = performance.now();
  const state = new RunState(lesson, options);
  const filter = options.filter ?? stepFilter(options.steps);
  await using folder = await RunFolder.create();
  const log = new EventLog(folder.path);
  await using guard = new Guard(folder.path);
  const child = spawnTree(Deno.execPath(), {
    args: [
      "test",
      "--no-check",
      "--allow-all",
      ...(filter === undefined ? [] : ["--filter", filter]),
      ...(options.failFast ? ["--fail-fast"] : []),
      PROGRAM,
    ],
    cwd: root,
    env: {
      ...folder.env,
      NO_COLOR: "1",
      RUST_BACKTRACE: "0",
      [EVENTS_VARIABLE]: "1",
      [LOG_VARIABLE]: log.path,
      [FILES_VARIABLE]: JSON.stringify(await filesOf(root, lesson, options)),
      [NEEDS_VARIABLE]: JSON.stringify(
        options.evenUnreached
          ? {}
          : Object.fromEntries(lesson.steps.map((s) => [s.step, s.needs])),
      ),
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  await guard.watch(child.pid);
  const kill = () => void killTree(child.pid);
  options.signal?.addEventListener("abort", kill, { once: true });
  if (options.signal?.aborted) kill();

  const loadLimit = options.loadLimit ?? LOAD_LIMIT;
  let watchdog = setTimeout(onHang, loadLimit);
  function onHang() {
    state.hung();
    kill();
  }
  const errors = new Response(child.stderr).text();
  for await (const item of readItems(child.stdout)) {
    log.note(item);
    state.take(item);
    const limit = timeLimit(item, loadLimit);
    if (limit !== undefined) {
      clearTimeout(watchdog);
      watchdog = setTimeout(onHang, limit);
    }
  }
  const status = await child.status;
  for (const event of await log.missed()) state.take(event);
  clearTimeout(watchdog);
  options.signal?.removeEventListener("abort", kill);
  // What the tests left running would hold ports and files of the next run.
  await killTree(child.pid);
  return {
    ...state.end(status, await errors),
    duration: performance.now() - start,
    stopped: options.signal?.aborted ?? false,
  };
}

async function filesOf(
  root: URL,
  lesson: Lesson,
  { steps }: RunOptions,
): Promise<TestFile[]> {
  const paths = await testFiles(root, lesson, steps);
  const [first] = lesson.steps;
  return paths.map((path) => ({
    url: new URL(path, root).href,
    step: stepOfFile(path) ?? first?.step ?? lesson.number,
  }));
}

async function* readItems(
  stdout: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<ReportItem> {
  const parser = new ReportParser();
  for await (const text of stdout.pipeThrough(new TextDecoderStream())) {
    yield* parser.feed(text);
  }
  yield* parser.end();
}

/** How long the run may stay silent after this item, where that changes. */
function timeLimit(item: ReportItem, loadLimit: number): number | undefined {
  if (item.type === "begin") return item.timeout + WATCHDOG_SLACK;
  if (item.type === "result") return loadLimit;
  return undefined;
}

function stepFilter(steps: readonly string[] | undefined): string | undefined {
  if (steps === undefined) return undefined;
  const numbers = steps.map((step) => step.replaceAll(".", "\\.")).join("|");
  return `/^(${numbers}) /`;
}
