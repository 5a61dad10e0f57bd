import { type Advice, adviceAfter, TASKS } from "../../../report/advice.ts";
import type { Edited } from "../../../report/place.ts";
import {
  failureSummary,
  tellFailure,
  withoutNoise,
} from "../../../report/tell_failure.ts";
import {
  firstToTell,
  type TestResult,
  unwritten,
} from "../../../runner/result.ts";
import type { LessonPack } from "../lesson_pack.ts";
import type * as protocol from "../protocol.ts";
import { failedSchedule, type Shown } from "./schedule.ts";
import { Sites } from "./sites.ts";

/** How a run of a step's tests ended. */
export interface EndedRun {
  tests: TestResult[];
  /** Why they could not be loaded. */
  broken?: string;
  pack: LessonPack;
  /** The files in place of the lesson's own. */
  files: readonly protocol.CodeFile[];
  step: string;
  /** The schedules of failed tests, by the tests' names. */
  schedules: ReadonlyMap<string, Shown>;
}

/**
 * The failure that {@linkcode verdictOf} will tell, whatever comes of the step's
 * other tests: the first one whose misconception was found.
 */
export function certainFailure(
  run: EndedRun,
): protocol.ToldFailure | undefined {
  const { tests, step } = run;
  const first = firstToTell(tests);
  if (first?.misconception === undefined || first.step !== step) return;
  return toldFailure(run, first);
}

/**
 * What there is to tell of a run: the failure that the terminal would tell, too.
 *
 * @param start When the run began.
 */
export function verdictOf(
  run: EndedRun,
  start: number,
): protocol.RunVerdict {
  const { tests, step } = run;
  const first = firstToTell(tests);
  // None was registered to be run, or not all of them.
  const isCut = first === undefined &&
    (tests.length === 0 || tests.some(({ status }) => status === "unreached"));
  const broken = run.broken ?? (isCut ? CUT : undefined);
  const failure = first && toldFailure(run, first);
  return {
    step,
    outcome: broken !== undefined || first?.failure?.kind === "unloadable"
      ? "broken"
      : first === undefined
      ? "passed"
      : unwritten(first) !== undefined
      ? "unwritten"
      : "failed",
    tests,
    ...(failure === undefined ? {} : { failure }),
    ...(broken === undefined ? {} : { broken }),
    others: othersOf(tests.filter((test) => test !== first)),
    duration: performance.now() - start,
  };
}

const CUT =
  "Not all tests of this step were run: the code changes what runs them.";

function toldFailure(
  run: EndedRun,
  result: TestResult,
): protocol.ToldFailure | undefined {
  const { test, step, failure, misconception } = result;
  if (failure === undefined) return undefined;
  const { steps, expected, got, likely } = tellFailure(
    failure,
    step,
    misconception?.says,
  );
  const edited = editedOf(run);
  const shown = run.schedules.get(test);
  const sites = new Sites([
    ...run.pack.files.map(({ path }) => path),
    ...run.pack.models.map(({ path }) => path),
  ]);
  const [before = ""] = got.split("\n\n");
  const problem = run.files.find((file) => file.code === undefined)?.problem;
  return {
    test,
    step,
    kind: failure.kind,
    story: [...steps],
    got: withoutNoise(shown === undefined ? got : before),
    advice: plainAdvice(edited, adviceAfter(edited, result)),
    ...(expected === undefined ? {} : { expected }),
    ...(likely === undefined ? {} : { likely }),
    ...(misconception === undefined ? {} : { misconception }),
    ...(problem === undefined ? {} : { problem }),
    ...(shown === undefined ? {} : { schedule: failedSchedule(shown, sites) }),
  };
}

/** The lesson's files by their paths in its folder, now and at the start. */
function editedOf({ pack: { lesson, files }, files: now }: EndedRun): Edited {
  const own = `lessons/${lesson.folder}/`;
  const byPath = (files: readonly protocol.CodeFile[]) =>
    files.map(({ path, source }) =>
      [
        path.startsWith(own)
          ? path.slice(own.length)
          : path.replace(/^lessons\//, "../"),
        source,
      ] as const
    );
  const starters = new Map(byPath(files));
  return {
    lesson,
    starters,
    files: new Map([...starters, ...byPath(now)]),
  };
}

function plainAdvice(
  { lesson }: Edited,
  { read, edit, task }: Advice,
): protocol.Advice {
  return {
    read,
    edit: edit.map(({ file, line }) => ({
      path: `lessons/${lesson.folder}/${file}`,
      ...(line === undefined ? {} : { line }),
    })),
    ...(task === undefined ? {} : {
      task: {
        step: task.step.step,
        title: task.step.title,
        tasks: task.texts.slice(0, TASKS),
        more: Math.max(0, task.texts.length - TASKS),
      },
    }),
  };
}

function othersOf(
  tests: readonly TestResult[],
): protocol.RunVerdict["others"] {
  const others = new Map<string, protocol.RunVerdict["others"][number]>();
  for (const result of tests) {
    const { step, failure } = result;
    if (failure === undefined || unwritten(result) === step) continue;
    const summary = failureSummary(failure, step);
    const key = `${step} ${summary}`;
    const other = others.get(key);
    if (other === undefined) others.set(key, { step, summary, count: 1 });
    else other.count++;
  }
  return [...others.values()];
}
