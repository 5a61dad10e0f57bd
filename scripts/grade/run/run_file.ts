import { constants } from "node:os";
import { killTree, spawnTree } from "../../runner/process_tree.ts";
import { KEY_BYTES, SealedReader } from "../channel/line.ts";
import { LineSplitter } from "../channel/lines.ts";
import { Verdicts } from "../channel/verdicts.ts";
import { EVENT_MARK } from "../../../tests/harness/events.ts";
import { type Limits, MEGABYTE } from "../sandbox/limits.ts";
import type { Sandbox, SandboxedRun } from "../sandbox/sandbox.ts";
import type { Ending, FileRun } from "./file_run.ts";
import { watchMemory } from "./memory_watch.ts";

/**
 * How much longer than its own time limit a test may take, in milliseconds,
 * before it is killed: Deno ends most tests by itself.
 */
const SLACK = 3_000;

/** How much of stderr is kept, in characters. */
const KEPT = 4_000;

/** Options for {@linkcode runFile}. */
export interface FileRunOptions {
  /** When the lesson's time is over, by `performance.now()`. */
  deadline: number;
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
  { deadline, loadLimit, signal }: FileRunOptions,
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
  using _memory = watchMemory(
    child.pid,
    run.limits.memory,
    () => exceed("memory"),
  );
  const hangs = () => kill({ how: "hung" });
  let watchdog = setTimeout(hangs, loadLimit);
  const whole = setTimeout(
    () => exceed("time"),
    Math.max(0, deadline - performance.now()),
  );

  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const giving = giveKey(child, key);
  const reader = new SealedReader(key);
  const result: Omit<FileRun, "ending" | "errors"> = {
    events: [],
    verdicts: new Verdicts(),
    times: new Map(),
  };
  const start = performance.now();
  const take = (line: string) => {
    const mark = line.indexOf(EVENT_MARK);
    const event = mark < 0 ? undefined : reader.read(line);
    if (event === undefined) {
      result.verdicts.feed(mark < 0 ? line : "");
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
    clearTimeout(watchdog);
    watchdog = setTimeout(hangs, limit);
  };
  // What the tests left running may keep the pipes open: their end ends it.
  const ended = child.status.then(async (status) => {
    await killTree(child.pid);
    return status;
  });
  const errors = lastOf(child.stderr, run.limits, () => exceed("output"));
  const lines = new LineSplitter();
  for await (const bytes of child.stdout) {
    for (const line of lines.feed(bytes)) take(line);
    if (lines.bytes > run.limits.output * MEGABYTE) exceed("output");
  }
  for (const line of lines.end()) take(line);
  const status = await ended;
  clearTimeout(watchdog);
  clearTimeout(whole);
  signal.removeEventListener("abort", abort);
  await giving;
  const text = await errors;
  return {
    ...result,
    ending: reason ?? endingOf(status, result.verdicts, text),
    errors: text,
  };
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

/** The last characters of a stream, which is read to its end. */
async function lastOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  limits: Limits,
  onLimit: () => void,
): Promise<string> {
  let text = "";
  let bytes = 0;
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    bytes += chunk.length;
    text = (text + decoder.decode(chunk, { stream: true })).slice(-KEPT);
    if (bytes > limits.output * MEGABYTE) onLimit();
  }
  return text;
}

function endingOf(
  { code, signal, success }: Deno.CommandStatus,
  verdicts: Verdicts,
  errors: string,
): Ending {
  // What V8 and Rust say when they get no more memory.
  if (/out of memory|memory allocation of \d+ bytes failed/i.test(errors)) {
    return { how: "limit", limit: "memory" };
  }
  if (/\bbwrap: /.test(errors) && !verdicts.reported) {
    return { how: "broken", why: errors.trim() };
  }
  if (verdicts.reported && code <= 1) return { how: "reported", success };
  return { how: "died", of: signal ?? signalOf(code) ?? `exit code ${code}` };
}

/** The signal that a shell or bubblewrap passes on as 128 and its number. */
function signalOf(code: number): string | undefined {
  return Object.entries(constants.signals)
    .find(([, number]) => number === code - 128)?.[0];
}
