import { equal } from "@std/assert";
import { delay } from "@std/async";
import { StoryError } from "./story_error.ts";
import type { StoryStep, Verdict } from "./verdict.ts";

/**
 * How long, in milliseconds, a test waits for something that a correct program
 * does at once. Long enough for a busy machine, short enough to wait for.
 */
export const PATIENCE = 5_000;

/**
 * What a test did, step by step, so that a failure reads as a story and a
 * person can repeat it.
 */
export class Story {
  readonly #steps: StoryStep[] = [];
  readonly #onStep: (step: StoryStep) => void;
  readonly #interrupted = Promise.withResolvers<never>();
  #interruption: { error: unknown } | undefined;
  #failure: StoryError | undefined;

  /** @param onStep Told of each step as it is noted. */
  constructor(onStep: (step: StoryStep) => void = () => {}) {
    this.#onStep = onStep;
    this.#interrupted.promise.catch(() => {});
  }

  /**
   * What failed first, also when something caught that error: the test fails
   * with it all the same.
   */
  get failure(): StoryError | undefined {
    return this.#failure;
  }

  /**
   * Ends every wait of this story, those to come as well, with an error that
   * nobody else hears of; the test then cleans up and ends.
   */
  interrupt(error: unknown): void {
    this.#interruption ??= { error };
    this.#interrupted.reject(error);
  }

  /** The steps noted so far. */
  get steps(): readonly StoryStep[] {
    return this.#steps;
  }

  /**
   * Notes a step that was taken, in the past tense, with the shell command
   * that repeats it where there is one.
   */
  did(what: string, command?: string): void {
    const step = command === undefined ? { what } : { what, command };
    this.#steps.push(step);
    this.#onStep(step);
  }

  /** Fails the test. */
  fail(verdict: Verdict): never {
    const failure = new StoryError([...this.#steps], verdict);
    if (this.#interruption === undefined) this.#failure ??= failure;
    throw failure;
  }

  /** Fails the test unless `condition` is truthy. */
  holds(condition: unknown, verdict: Verdict): asserts condition {
    if (!condition) this.fail(verdict);
  }

  /** Fails the test unless `got` equals `expected` in depth. */
  equal<T>(got: T, expected: T, about: { what: string; cause: string }): void {
    if (equal(got, expected)) return;
    this.fail({
      expected: `${about.what} is ${show(expected)}`,
      got: show(got),
      cause: about.cause,
    });
  }

  /**
   * The value of `promise`, or a failed test when it takes longer than `ms`
   * milliseconds. An error of the promise itself is passed on.
   */
  async within<T>(
    promise: Promise<T>,
    verdict: Verdict | (() => Verdict | Promise<Verdict>),
    ms: number = PATIENCE,
  ): Promise<T> {
    const late = new AbortController();
    try {
      return await Promise.race([
        promise,
        this.#interrupted.promise,
        delay(ms, late).then(async () =>
          this.fail(typeof verdict === "function" ? await verdict() : verdict)
        ),
      ]);
    } finally {
      late.abort();
      // What lost the race may still reject; the test has its verdict.
      promise.catch(() => {});
    }
  }

  /**
   * Waits until `condition` is true, or fails the test after `ms`
   * milliseconds. For what can only be seen by looking: a process list, a
   * counter.
   */
  async eventually(
    condition: () => boolean | Promise<boolean>,
    verdict: Verdict | (() => Verdict | Promise<Verdict>),
    ms: number = PATIENCE,
  ): Promise<void> {
    const end = performance.now() + ms;
    // Most come true soon: look often at first.
    for (let pause = 1; !await condition(); pause = Math.min(pause + 1, 5)) {
      if (this.#interruption !== undefined) throw this.#interruption.error;
      if (performance.now() > end) {
        this.fail(typeof verdict === "function" ? await verdict() : verdict);
      }
      await delay(pause);
    }
  }
}

function show(value: unknown): string {
  return typeof value === "string"
    ? JSON.stringify(value)
    : Deno.inspect(value, { colors: false, depth: 4, strAbbreviateSize: 200 });
}
