import { emit } from "./events.ts";
import { LoadError } from "./load_error.ts";
import { inTurn, loadingVersion, ownStep } from "./loading.ts";
import {
  failedNeed,
  hasFailed,
  hasWaited,
  noteFailed,
  noteWaited,
} from "./needs.ts";
import { ownership } from "./shared_files.ts";
import { Story } from "./story/story.ts";
import { StoryError } from "./story/story_error.ts";
import { whyNoThreads } from "./threads/why_no_threads.ts";
import { orUncaught } from "./uncaught.ts";
import { takesTurn } from "./version_turn.ts";

/** Options for {@linkcode lessonTest}. */
export interface LessonTestOptions {
  /** Milliseconds after which the test fails as hanging. @default {20_000} */
  timeout?: number;
  /** Why the test cannot run on this system; it is skipped and this is shown. */
  skip?: string | false;
  /**
   * Whether the test only shows on real threads what the step's other tests
   * have proved. It is not run when one of them has failed: it would hang, and
   * tell less. @default {false}
   */
  smoke?: boolean;
}

/** The step of a test that has begun and not ended: its time ran out. */
let unfinished: string | undefined;

/**
 * Registers a test of a lesson.
 *
 * @param name Step, symbol and behaviour:
 * `"7.4.2 Mutex.lock() blocks a second thread until unlock()"`.
 * @param fn The test. It notes what it does in the story it is given.
 * @throws {TypeError} If the name does not start with a step's number.
 */
export function lessonTest(
  name: string,
  fn: (story: Story) => void | Promise<void>,
  { timeout = 20_000, skip = false, smoke = false }: LessonTestOptions = {},
): void {
  const step = name.match(/^(\d+\.\d+\.\d+) \S/)?.[1];
  if (step === undefined) {
    throw new TypeError(
      `Cannot register a lesson test as its name must be a step's number, a symbol and a behaviour: received ${
        JSON.stringify(name)
      }`,
    );
  }
  const why = skip || (smoke && whyNoThreads());
  const version = loadingVersion();
  const test = version === undefined ? name : `${version.name} ${name}`;
  const own = ownStep(step);
  const isOurs = ownership();
  const run = async () => {
    if (version && !await takesTurn(version, unfinished === undefined)) {
      emit({ type: "postponed", test });
      return;
    }
    if (unfinished !== undefined) {
      noteFailed(unfinished);
      noteWaited(unfinished);
    }
    if (!isOurs()) {
      emit({ type: "elsewhere", test });
      return;
    }
    const idle = hasWaited(own) ||
      ((smoke || version?.failFast) && hasFailed(own));
    const because = idle ? step : failedNeed(step);
    if (because !== undefined) {
      emit({ type: "unreached", test, because });
      return;
    }
    emit({ type: "begin", test, timeout });
    unfinished = own;
    const story = new Story((step) => emit({ type: "did", test, step }));
    try {
      const begin = () => {
        const ending = fn(story);
        if (ending !== undefined) emit({ type: "waits", test });
        return ending;
      };
      await orUncaught(begin, (error) => story.interrupt(error));
      if (story.failure !== undefined) throw story.failure;
    } catch (thrown) {
      const first = firstError(thrown);
      const unwritten = [thrown, first].find(unwrittenStep);
      const error = unwritten ?? story.failure ?? first;
      noteFailed(own);
      if (story.waitedInVain) noteWaited(own);
      report(test, story, error);
      throw error;
    } finally {
      unfinished = undefined;
      const waited = story.waitedInVain;
      emit({ type: "end", test, ...(waited ? { waited } : {}) });
    }
  };
  inTurn(name, () => {
    emit({
      type: "registered",
      test,
      ...(why === false ? {} : { skipped: why }),
      ...(smoke ? { smoke } : {}),
    });
    Deno.test({ name: test, timeout, ignore: why !== false, fn: run });
  });
}

/** What went wrong before the end of a `using` block failed, too. */
function firstError(error: unknown): unknown {
  return error instanceof SuppressedError
    ? firstError(error.suppressed)
    : error;
}

/** Tells the runner why a test failed. */
function report(test: string, story: Story, error: unknown): void {
  const steps = [...story.steps];
  const verdict = error instanceof StoryError ? error.verdict : undefined;
  const step = unwrittenStep(error);
  const told = Deno.inspect(error, { colors: false });
  if (error instanceof LoadError) {
    emit({ type: "unloadable", test, error: error.reason });
  } else if (step !== undefined) {
    const expected = verdict && { expected: verdict.expected };
    emit({ type: "todo", test, step, steps, error: told, ...expected });
  } else if (verdict !== undefined) {
    emit({ type: "story", test, steps, verdict });
  } else {
    emit({ type: "threw", test, steps, error: told });
  }
}

/**
 * The number of the step whose starter code threw, if that is what happened,
 * here or in a child program whose stderr the story quotes.
 */
function unwrittenStep(error: unknown): string | undefined {
  const text = error instanceof StoryError
    ? error.message
    : Deno.inspect(error, { colors: false });
  return text.match(/\bTODO\((\d+\.\d+\.\d+)\)/)?.[1];
}
