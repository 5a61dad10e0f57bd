import { loadFiles } from "../../../../tests/harness/load_files.ts";
import { SCHEDULE } from "../../../../tests/harness/story/verdict.ts";
import { diagnoseBy, type Misconceptions } from "../../../runner/diagnose.ts";
import type { ReportItem } from "../../../runner/report_parser.ts";
import type { TestResult } from "../../../runner/result.ts";
import { RunState } from "../../../runner/run_state.ts";
import type { LessonPack } from "../lesson_pack.ts";
import type { EngineEvent, JudgeRequest, RunRequest } from "../protocol.ts";
import { listen } from "./events.ts";
import { inspect } from "./inspect.ts";
import { leftOpen } from "./open_timers.ts";
import type { Shown } from "./schedule.ts";
import { COURSE, type ModuleSpace } from "./module_space.ts";
import { fetchLesson, useFiles } from "./space.ts";
import { takeTests } from "./stand_in.ts";
import { certainFailure, verdictOf } from "./verdict.ts";

type Tell = (event: EngineEvent) => void;

/** Runs a step's tests and tells how they come out. */
export async function runStep(request: RunRequest, tell: Tell): Promise<void> {
  const start = performance.now();
  const { step, files } = request;
  const pack = await fetchLesson(step);
  const modules = useFiles({ pack, files });
  const schedules = new Map<string, Shown>();
  const known = { pack, files, step, schedules };
  const ended: TestResult[] = [];
  let isCertain = false;
  const state = await stateOf({ pack, modules, step }, (result) => {
    tell({ type: "result", result });
    ended.push(result);
    if (isCertain) return;
    const failure = certainFailure({ ...known, tests: ended });
    if (failure === undefined) return;
    isCertain = true;
    tell({ type: "failure", failure });
  });
  const take = (event: ReportItem) => {
    // What keeps a file from being loaded is told in the end, and first of all.
    if (event.type === "unloadable") isCertain = true;
    if (event.type === "story") {
      const shown = event.verdict[SCHEDULE] as Shown | undefined;
      if (shown !== undefined) schedules.set(event.test, shown);
    }
    tell({ type: "event", event });
    state.take(event);
  };
  listen(take);
  hearConsole((text) => take({ type: "output", text }));
  const tests = pack.tests[step] ?? [];
  await loadFiles(
    tests.map((path) => ({ url: `${COURSE}${path}`, step })),
    (url) => modules.import(url),
  );
  const registered = takeTests();
  tell({ type: "registered", tests: registered.map(({ name }) => name) });
  for (const { name, ignore, fn } of registered) {
    if (ignore) continue;
    tell({ type: "begin", test: name });
    const isOk = await fn().then(() => true, () => false);
    const message = leftOpen();
    const verdict = isOk && message === undefined ? "ok" : "failed";
    take({ type: "result", test: name, verdict, message });
  }
  const end = state.end({ success: true, code: 0, signal: null }, "");
  tell({ type: "verdict", verdict: verdictOf({ ...known, ...end }, start) });
}

/** Judges a run whose worker was ended as it made no progress. */
export async function judgeRun(
  { step, files, events, after }: JudgeRequest,
  tell: Tell,
): Promise<void> {
  const start = performance.now();
  const pack = await fetchLesson(step);
  const modules = useFiles({ pack, files });
  const state = await stateOf({ pack, modules, step }, () => {});
  for (const event of events) state.take(event);
  state.hung("waits");
  const ended = state.end({ success: false, code: 137, signal: "SIGKILL" }, "");
  for (const { failure } of ended.tests) {
    if (failure?.kind === "hung") failure.after = after;
  }
  const schedules = new Map();
  const verdict = verdictOf({ ...ended, pack, files, step, schedules }, start);
  const endless = verdict.failure?.kind === "hung" ||
    ended.broken !== undefined;
  tell({
    type: "verdict",
    verdict: endless ? { ...verdict, outcome: "endless" } : verdict,
  });
}

async function stateOf(
  { pack: { lesson }, modules, step }: {
    pack: LessonPack;
    modules: ModuleSpace;
    step: string;
  },
  onResult: (result: TestResult) => void,
): Promise<RunState> {
  const path = `tests/${lesson.folder}/misconceptions.ts`;
  const catalogue = await modules.import(`${COURSE}${path}`);
  const diagnose = diagnoseBy(catalogue as unknown as Misconceptions, lesson);
  return new RunState(lesson, { steps: [step], diagnose, onResult });
}

/** Lines of output that are kept. */
const LINES = 1_000;

/** Hears what code prints. */
function hearConsole(hear: (text: string) => void): void {
  let lines = 0;
  const print = (...values: unknown[]) => {
    if (lines++ > LINES) return;
    const told = values.map((one) =>
      typeof one === "string" ? one : inspect(one)
    );
    hear(`${told.join(" ")}\n`);
  };
  Object.assign(console, {
    debug: print,
    error: print,
    info: print,
    log: print,
    warn: print,
  });
}
