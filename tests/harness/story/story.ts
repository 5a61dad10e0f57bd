import { equal } from "@std/assert";
import { delay } from "@std/async";
import { quietTime } from "./quiet_time.ts";
import { StoryError } from "./story_error.ts";
import type { Meaning, StoryStep, Verdict } from "./verdict.ts";

/**
 * How long, in milliseconds of {@linkcode quietTime}, a test waits for something
 * that a correct program does at once. Where nothing tells how busy the machine
 * is, that is time on the clock, and must be longer.
 */
export const PATIENCE: number = Deno.build.os === "linux" ? 800 : 4_000;

/** How much of a line is told, in characters, and how many lines. */
const LINE = 400;
const LINES = 400;

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
  #waitedInVain = false;
  readonly #suspicions = new Set<() => Verdict | undefined>();
  readonly #namers = new Set<(error: unknown) => Verdict | undefined>();

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

  /** Whether the test has waited for something that did not come. */
  get waitedInVain(): boolean {
    return this.#waitedInVain;
  }

  /**
   * Ends every wait of this story, those to come as well, with an error that
   * nobody else hears of; the test then cleans up and ends.
   */
  interrupt(error: unknown): void {
    if (this.#interruption === undefined) this.#name(error);
    this.#interruption ??= { error };
    this.#interrupted.reject(error);
  }

  /** The steps noted so far. */
  get steps(): readonly StoryStep[] {
    return this.#steps;
  }

  /**
   * Notes a step that was taken, in the past tense, with the shell command
   * that repeats it where there is one. What comes after the failure, as the
   * test cleans up, is no part of the story.
   */
  did(what: string, command?: string): void {
    if (this.#failure !== undefined || this.#interruption !== undefined) return;
    const told = { what: cut(what) };
    const step = command === undefined ? told : { ...told, command };
    this.#steps.push(step);
    this.#onStep(step);
  }

  /**
   * Until it is disposed of, what `find` has found by then is told in the place
   * of any failure, as it is what led there.
   */
  suspect(find: () => Verdict | undefined): Disposable {
    this.#suspicions.add(find);
    return { [Symbol.dispose]: () => void this.#suspicions.delete(find) };
  }

  /**
   * From now on, what `name` says of the first error that nobody caught is told
   * in its place, if it says anything. Later ones may follow from the first.
   */
  uncaught(name: (error: unknown) => Verdict | undefined): void {
    this.#namers.add(name);
  }

  #name(error: unknown): void {
    for (const name of this.#namers) {
      const verdict = name(error);
      if (verdict === undefined) continue;
      this.#failure ??= new StoryError([...this.#steps], verdict);
    }
  }

  #suspected(): Verdict | undefined {
    for (const find of this.#suspicions) {
      const found = find();
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Fails the test. */
  fail(verdict: Verdict): never {
    const told = this.#suspected() ?? verdict;
    const failure = new StoryError([...this.#steps], {
      ...told,
      expected: cut(told.expected),
      got: cut(told.got),
    });
    if (this.#interruption === undefined) this.#failure ??= failure;
    throw failure;
  }

  /** Fails the test unless `condition` is truthy. */
  holds(condition: unknown, verdict: Verdict): asserts condition {
    if (!condition) this.fail(verdict);
  }

  /** Fails the test unless `got` equals `expected` in depth. */
  equal<T>(got: T, expected: T, { what, ...meaning }: About): void {
    if (equal(got, expected)) return;
    this.fail({
      expected: `${what}: ${show(expected)}`,
      got: show(got),
      ...meaning,
    });
  }

  /**
   * The value of `promise`, or a failed test when it takes longer than `ms`
   * milliseconds of quiet time. An error of the promise itself is passed on.
   */
  async within<T>(
    promise: Promise<T>,
    verdict: Verdict | (() => Verdict | Promise<Verdict>),
    ms: number = PATIENCE,
  ): Promise<T> {
    const late = new AbortController();
    try {
      const came = await Promise.race([
        promise.then((value) => ({ value })),
        this.#interrupted.promise,
        quietTime(ms, late.signal).then(() => undefined),
      ]);
      if (came !== undefined) return came.value;
      // What the verdict tries out may bring it about: that is too late.
      return await Promise.race([
        this.#giveUp(verdict),
        this.#interrupted.promise,
        promise.then(() => new Promise<never>(() => {})),
      ]);
    } finally {
      late.abort();
      // What lost the race may still reject; the test has its verdict.
      promise.catch(() => {});
    }
  }

  /**
   * Waits until `condition` is true, or fails the test after `ms`
   * milliseconds of quiet time. For what can only be seen by looking: a process list, a
   * counter.
   */
  async eventually(
    condition: () => boolean | Promise<boolean>,
    verdict: Verdict | (() => Verdict | Promise<Verdict>),
    ms: number = PATIENCE,
  ): Promise<void> {
    const over = new AbortController();
    let late = false;
    quietTime(ms, over.signal).then(() => late = true, () => {});
    try {
      // Most come true soon: look often at first.
      for (let pause = 1; !await condition(); pause = Math.min(pause + 1, 5)) {
        if (this.#interruption !== undefined) throw this.#interruption.error;
        if (late) return await this.#giveUp(verdict);
        await delay(pause);
      }
    } finally {
      over.abort();
    }
  }

  async #giveUp(
    verdict: Verdict | (() => Verdict | Promise<Verdict>),
  ): Promise<never> {
    this.#waitedInVain = true;
    this.fail(typeof verdict === "function" ? await verdict() : verdict);
  }
}

/** What a comparison is about, and what it means if it fails. */
export type About = { what: string } & Meaning;

/** A text of a length that a person reads. */
function cut(text: string): string {
  const lines = text.split("\n");
  const shown = lines.slice(0, LINES).map((line) =>
    line.length > LINE
      ? `${line.slice(0, LINE)}… (${line.length} characters)`
      : line
  );
  if (lines.length > LINES) shown.push(`… (${lines.length} lines)`);
  return shown.join("\n");
}

function show(value: unknown): string {
  return typeof value === "string"
    ? JSON.stringify(value)
    : Deno.inspect(value, {
      colors: false,
      depth: 4,
      iterableLimit: 40,
      strAbbreviateSize: 200,
    });
}
