import {
  EVENTS_VARIABLE,
  FILES_VARIABLE,
  LOG_VARIABLE,
  NEEDS_VARIABLE,
  SHARED_VARIABLE,
  type TestFile,
} from "../../tests/harness/events.ts";
import { BusyWatch } from "./busy_watch.ts";
import { EventLog } from "./event_log.ts";
import type { Guard } from "./guard.ts";
import { killTree, spawnTree } from "./process_tree.ts";
import { type ReportItem, ReportParser } from "./report_parser.ts";
import type { RunFolder } from "./run_folder.ts";

/** What a program of tests is started with. */
export interface TestsOptions {
  /** The course's folder, whose files are tested. */
  root: URL;
  /** The test files to load. */
  files: readonly TestFile[];
  /** Which steps each step needs: when one of them has failed, it is not run. */
  needs: Readonly<Record<string, readonly string[]>>;
  /** The whole run's folder and guard. */
  folder: RunFolder;
  guard: Guard;
  /** The folder by which programs share out the files, if several do. */
  shared?: string;
  /** Where its events are kept. @default a log of its own */
  log?: EventLog;
  /** Runs only tests whose name has this text or matches this `/pattern/`. */
  filter?: string | undefined;
  failFast?: boolean;
  /** How long, in milliseconds, the tests may take to load. @default {30_000} */
  loadLimit?: number;
  /** Ends the program and everything it started. */
  signal?: AbortSignal;
}

/** How a program of tests ended, as its process. */
export interface TestsEnd {
  status: Deno.CommandStatus;
  /** What it printed on stderr. */
  errors: string;
  /** Whether it was killed as a test did not end, or let nothing have a turn. */
  hung: false | "waits" | "computes";
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
 * Runs test files as one program, in a process group of its own, and tells what
 * it reports. A test that never ends is killed with everything that it started;
 * the rest of the program is then lost.
 */
export async function followTests(
  options: TestsOptions,
  take: (item: ReportItem) => void,
): Promise<TestsEnd> {
  const { root, files, needs, filter, folder, guard, signal } = options;
  const log = options.log ?? new EventLog(folder.path);
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
      [FILES_VARIABLE]: JSON.stringify(files),
      [NEEDS_VARIABLE]: JSON.stringify(needs),
      ...(options.shared === undefined
        ? {}
        : { [SHARED_VARIABLE]: options.shared }),
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  await guard.watch(child.pid);
  const kill = () => void killTree(child.pid);
  signal?.addEventListener("abort", kill, { once: true });
  if (signal?.aborted) kill();

  const loadLimit = options.loadLimit ?? LOAD_LIMIT;
  let hung: TestsEnd["hung"] = false;
  let watchdog = setTimeout(onHang, loadLimit);
  function onHang() {
    hung ||= "waits";
    kill();
  }
  const busy = new BusyWatch(child.pid, () => {
    hung = "computes";
    kill();
  });
  const errors = new Response(child.stderr).text();
  for await (const item of readItems(child.stdout)) {
    log.note(item);
    take(item);
    const limit = timeLimit(item, loadLimit);
    if (limit !== undefined) {
      clearTimeout(watchdog);
      watchdog = setTimeout(onHang, limit);
    }
    if (item.type === "waits" || (item.type === "did" && busy.active)) {
      busy.begin();
    } else if (item.type === "end") busy.end();
  }
  const status = await child.status;
  for (const event of await log.missed()) take(event);
  clearTimeout(watchdog);
  busy.end();
  signal?.removeEventListener("abort", kill);
  // What the tests left running would hold ports and files of the next run.
  await killTree(child.pid);
  return { status, errors: await errors, hung };
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
