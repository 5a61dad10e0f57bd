import { constants } from "node:os";
import { killTree, spawnTree } from "../../runner/process_tree.ts";
import { KEY_BYTES, LONGEST_LINE, SealedReader } from "../channel/line.ts";
import { LineSplitter } from "../channel/lines.ts";
import { Verdicts } from "../channel/verdicts.ts";
import { EVENT_MARK } from "../../../tests/harness/events.ts";
import { type Limits, MEGABYTE } from "../sandbox/limits.ts";
import type { Sandbox, SandboxedRun } from "../sandbox/sandbox.ts";
import { FairClock } from "./fair_clock.ts";
import type { Ending, FileRun } from "./file_run.ts";
import { lastOf } from "./last_of.ts";
import { watchMemory } from "./memory_watch.ts";

/**
 * How much longer than its own time limit a test may take, in milliseconds,
 * before it is killed: Deno ends most tests by itself.
 */
const SLACK = 3_000;

/** How much of stderr is kept, in characters. */
const KEPT = 2_000;

/** Options for {@linkcode runFile}. */
export interface FileRunOptions {
  /** Milliseconds that are left of the lesson's time. */
  left: number;
  /** Milliseconds that loading the file, and going to the next test, may take. */
  loadLimit: number;
  signal: AbortSignal;
}

/**
 * Runs one test file in a process tree of its own and listens to it. When this
 * returns, the whole tree has ended.
 */
export async function runFile(
  sandbox: Sandbox,
  run: SandboxedRun,
  { left, loadLimit, signal }: FileRunOptions,
): Promise<FileRun> {
  await using launch = await sandbox.launch(run);
  const child = spawnTree(launch.command, {
    args: launch.args,
    cwd: launch.cwd,
    env: launch.env,
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
  let reason: Ending | undefined;
  const kill = (because: Ending) => {
    reason ??= because;
    void killTree(child.pid);
  };
  const exceed = (limit: keyof Limits) => kill({ how: "limit", limit });
  const abort = () => kill({ how: "broken", why: "interrupted" });
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  using memory = watchMemory(
    child.pid,
    run.limits.memory,
    () => exceed("memory"),
  );
  using clock = new FairClock(child.pid);
  clock.setAlarm(left, () => exceed("time"));
  const hangs = () => kill({ how: "hung" });
  let stopWatchdog = clock.setAlarm(loadLimit, hangs);

  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const giving = giveKey(child, key);
  const reader = new SealedReader(key);
  const result: Omit<FileRun, "ending" | "errors" | "used"> = {
    events: [],
    verdicts: new Verdicts(),
    times: new Map(),
  };
  const start = performance.now();
  let started = false;
  const take = (line: string) => {
    if (line === "") return;
    const mark = line.indexOf(EVENT_MARK);
    const event = mark < 0 ? undefined : reader.read(line);
    if (event === undefined) {
      result.verdicts.feed(mark < 0 ? line : "");
      return;
    }
    if (event.type === "started") {
      started = true;
      return;
    }
    result.events.push(event);
    const now = performance.now() - start;
    let limit = loadLimit;
    if (event.type === "begin") {
      result.times.set(event.test, { begin: now, end: now });
      limit = event.timeout + SLACK;
    } else if (event.type === "end") {
      const time = result.times.get(event.test);
      if (time !== undefined) time.end = now;
    } else if (event.type !== "registered") return;
    stopWatchdog();
    stopWatchdog = clock.setAlarm(limit, hangs);
  };
  // What the tests left running may keep the pipes open: their end ends it.
  const ended = child.status.then(async (status) => {
    await killTree(child.pid);
    return status;
  });
  const most = run.limits.output * MEGABYTE;
  const errors = lastOf(child.stderr, KEPT, (bytes) => {
    if (bytes > most) exceed("output");
  });
  const lines = new LineSplitter(LONGEST_LINE);
  for await (const bytes of child.stdout) {
    // What comes after the limit is read and thrown away, until it has ended.
    if (lines.bytes > most) continue;
    for (const line of lines.feed(bytes)) take(line);
    if (lines.bytes > most) exceed("output");
  }
  for (const line of lines.end()) take(line);
  const status = await ended;
  signal.removeEventListener("abort", abort);
  await giving;
  const text = await errors;
  let ending = reason ?? endingOf(status, result.verdicts);
  // Nothing of the submission's was there yet: the machine is to blame.
  if (!started && (ending.how === "hung" || ending.how === "died")) {
    ending = { how: "broken", why: text.trim() || "it never started" };
  }
  // By what is known of its memory, not by what it printed of it.
  const used = await launch.usedUp?.() ??
    memory.peak > run.limits.memory * MEGABYTE / 2;
  if (used && ending.how === "died") {
    ending = { how: "limit", limit: "memory" };
  }
  return { ...result, ending, errors: text, used: clock.time };
}

/** Puts the key into stdin and closes it. */
async function giveKey(
  child: Deno.ChildProcess,
  key: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    const stdin = child.stdin.getWriter();
    await stdin.write(key);
    await stdin.close();
  } catch {
    // It ended before it read its key: its status tells.
  }
}

function endingOf(
  { code, signal, success }: Deno.CommandStatus,
  verdicts: Verdicts,
): Ending {
  if (verdicts.reported && code <= 1) return { how: "reported", success };
  return { how: "died", of: signal ?? signalOf(code) ?? `exit code ${code}` };
}

/** The signal that a shell or bubblewrap passes on as 128 and its number. */
function signalOf(code: number): string | undefined {
  return Object.entries(constants.signals)
    .find(([, number]) => number === code - 128)?.[0];
}
