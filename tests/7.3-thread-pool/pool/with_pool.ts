import { delay } from "@std/async";
import type { ThreadPoolOptions } from "../../../lessons/7.3-thread-pool/given/pool.ts";
import { ThreadPool } from "../../../lessons/7.3-thread-pool/thread_pool.ts";
import { howMany } from "../../harness/story/how_many.ts";
import type { Story } from "../../harness/story/story.ts";
import { StoryError } from "../../harness/story/story_error.ts";
import { WorkerWatch } from "../../harness/workers/watch.ts";
import { type Id, means } from "../misconceptions.ts";
import type { Act } from "../tasks/task.ts";
import { Gates } from "./gates.ts";

/**
 * The pool, with promises that may reject while nobody waits for them: a test
 * that has failed already looks at them no more.
 */
class ForgivingPool extends ThreadPool<Act, unknown> {
  override submit(...args: Parameters<ThreadPool<Act>["submit"]>) {
    let promise: Promise<unknown>;
    try {
      promise = super.submit(...args);
    } catch (error) {
      if (isUnwritten(error)) throw error;
      promise = Promise.reject(error);
    }
    promise.catch(() => {});
    return promise;
  }
}

/** Whether the error is that of a step which is still to be written. */
export function isUnwritten(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("TODO(");
}

/** What a test of the pool works with. */
export interface PoolTest {
  pool: ThreadPool<Act, unknown>;
  gates: Gates;
  workers: WorkerWatch;
}

/**
 * Runs a test with a pool whose threads run `tasks/task.ts`, and ends the pool
 * however the test ends.
 */
export async function withPool(
  story: Story,
  options: ThreadPoolOptions & { module?: string },
  test: (context: PoolTest) => Promise<void>,
): Promise<void> {
  const { module = "task.ts", ...rest } = options;
  await using cleanUp = new AsyncDisposableStack();
  const workers = cleanUp.use(new WorkerWatch());
  const gates = new Gates();
  story.did(
    `a pool was made: new ThreadPool(…, ${
      Deno.inspect(rest, { colors: false })
    })`,
  );
  const pool = new ForgivingPool(
    new URL(`../tasks/${module}`, import.meta.url),
    { ...rest, data: gates.buffer },
  );
  cleanUp.defer(() => pool.close());
  // A thread that waits before a gate could not be ended.
  cleanUp.defer(() => gates.openAll());
  await test({ pool, gates, workers });
}

/** Waits until so many tasks have begun since the pool was made. */
export async function entered(
  story: Story,
  { gates }: Pick<PoolTest, "gates">,
  count: number,
  mistake: () => Id | undefined = () => undefined,
): Promise<void> {
  await story.within(gates.untilEntered(count), () => ({
    expected: `${howMany(count, "task has", "tasks have")} begun`,
    got: `${gates.entered} have`,
    ...means(mistake()),
  }));
}

/** What has become of a promise so far. */
export type Outcome = "pending" | { value: unknown } | { error: unknown };

/** Follows a promise, so that a test can look what has become of it. */
export function follow(promise: Promise<unknown>): { outcome: Outcome } {
  const followed: { outcome: Outcome } = { outcome: "pending" };
  promise.then(
    (value) => followed.outcome = { value },
    (error) => followed.outcome = { error },
  );
  return followed;
}

/** Whether a promise has rejected. */
export const isError = (outcome: Outcome): outcome is { error: unknown } =>
  typeof outcome === "object" && "error" in outcome;

/** What has become of a promise, in words. */
export function told(outcome: Outcome): string {
  return typeof outcome === "string"
    ? "is pending"
    : "value" in outcome
    ? `has resolved with ${brief(outcome.value)}`
    : `has rejected with ${brief(outcome.error)}`;
}

/** The message of what a promise has rejected with, if it has. */
export function rejectionOf(
  { outcome }: { outcome: Outcome },
): string | undefined {
  if (typeof outcome === "string" || !("error" in outcome)) return undefined;
  const { error } = outcome;
  return error instanceof Error ? error.message : Deno.inspect(error);
}

/** Passes on at once what a promise rejects with, if it does so right away. */
export async function begun(promise: Promise<unknown>): Promise<void> {
  await Promise.race([promise, delay(0)]);
}

/** Says which mistake it shows that a promise came to this, if it shows one. */
export type Mistake = (
  outcome: Outcome,
) => Id | undefined | Promise<Id | undefined>;

/**
 * The value a task's promise resolves with. Fails the test if it does not
 * settle, or rejects and that shows a mistake; otherwise throws the error.
 *
 * @param what The promise: "the promise of the first task".
 * @param before What came before a rejection that shows a mistake.
 */
export async function resolves<T>(
  story: Story,
  promise: Promise<T>,
  what: string,
  mistake: Mistake = () => undefined,
  before = () => "",
): Promise<T> {
  const expected = `${what} resolves`;
  try {
    return await story.within(promise, async () => ({
      expected,
      got: "it does not settle",
      ...means(await mistake("pending")),
    }));
  } catch (error) {
    if (error instanceof StoryError) throw error;
    const id = await mistake({ error });
    if (id === undefined) throw error;
    return story.fail({
      expected,
      got: `${before()}it rejected with ${brief(error)}`,
      ...means(id),
    });
  }
}

/**
 * The error a promise rejects with; fails the test if it resolves or does not
 * settle.
 *
 * @param what The promise: "the promise of a task that throws".
 */
export function rejection(
  story: Story,
  promise: Promise<unknown>,
  what: string,
  mistake: Mistake = () => undefined,
): Promise<Error> {
  const expected = `${what} rejects`;
  return story.within(
    promise.then(async (value) =>
      story.fail({
        expected,
        got: `it resolved with ${brief(value)}`,
        ...means(await mistake({ value })),
      }), (error) => error),
    async () => ({
      expected,
      got: "it did not settle",
      ...means(await mistake("pending")),
    }),
  );
}

/** A value in a line. */
export function brief(value: unknown): string {
  // What a PoolBrokenError says is to be mended is a file of the tests.
  return value instanceof Error
    ? `${value}`.replace(/^PoolBrokenError: [^]*/, "a PoolBrokenError")
    : Deno.inspect(value, {
      colors: false,
      compact: true,
      breakLength: Infinity,
      depth: 2,
      iterableLimit: 10,
      strAbbreviateSize: 60,
    });
}
