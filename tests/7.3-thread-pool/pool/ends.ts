import { deadline } from "@std/async";
import { ThreadPool } from "../../../lessons/7.3-thread-pool/thread_pool.ts";
import { howMany } from "../../harness/story/how_many.ts";
import type { Story } from "../../harness/story/story.ts";
import type { Verdict } from "../../harness/story/verdict.ts";
import { type Id, means } from "../misconceptions.ts";
import { brief, follow, type PoolTest } from "./with_pool.ts";

/**
 * Waits until a promise of `shutdown()` resolves.
 *
 * @param why What there is to say if it does not.
 */
export async function ends(
  story: Story,
  shutdown: Promise<unknown>,
  call = "shutdown()",
  why: () => Partial<Verdict> = () => ({}),
): Promise<void> {
  await story.within(shutdown, () => ({
    expected: `${call} resolves when nothing is left to wait for`,
    got: "it does not",
    ...why(),
  }));
}

/** Milliseconds in which the pool hears that its workers have ended. */
const SOON = 500;

/**
 * Checks that no thread takes tasks any more when `shutdown()` has resolved,
 * and that no worker is left soon after.
 *
 * @param asleep What it shows if nobody ends the threads.
 */
export async function nothingIsLeft(
  story: Story,
  { pool, workers }: PoolTest,
  asleep: Id = "leaves-the-threads-asleep",
): Promise<void> {
  const { threads } = pool.stats();
  await story.eventually(() => workers.live <= 0, () => ({
    expected: "no worker is left after shutdown()",
    got: `${
      howMany(workers.live, "is", "are")
    }; stats().threads was ${threads}`,
    ...means(threads > 0 ? asleep : undefined),
  }));
  if (threads === 0) return;
  const expected = "stats().threads is 0 when shutdown() has resolved";
  await story.eventually(() => pool.stats().threads === 0, () => ({
    expected,
    got:
      `it was ${threads}, and is ${pool.stats().threads} when no worker is left`,
    ...means(threads > 0 ? "counts-threads-that-do-not-live" : undefined),
  }), SOON);
  story.fail({
    expected,
    got: `it was ${threads}, and a little later the threads had ended`,
    ...means("resolves-before-the-threads-end"),
  });
}

/** Compares the counts of `stats()` when the pool has ended. */
export function counted(
  story: Story,
  { pool }: PoolTest,
  right: { completed: number; cancelled?: number },
): void {
  const { completed, cancelled } = pool.stats();
  story.equal({ completed, cancelled }, { cancelled: 0, ...right }, {
    what: "what stats() says when shutdown() has resolved",
  });
}

/**
 * What has become of tasks, in a line: `0 to 3: pending; 4: PoolClosedError`.
 *
 * @param from The first task that is told.
 */
export function fates(
  tasks: readonly { outcome: unknown }[],
  from = 0,
): string {
  const runs: { first: number; last: number; fate: string }[] = [];
  for (const [task, { outcome }] of tasks.entries()) {
    if (task < from) continue;
    const fate = fateOf(outcome);
    const run = runs.at(-1);
    if (run?.fate === fate) run.last = task;
    else runs.push({ first: task, last: task, fate });
  }
  return runs.map(({ first, last, fate }) =>
    `${first === last ? first : `${first} to ${last}`}: ${fate}`
  ).join("; ");
}

/** Whether the end of the pool has rejected a task. */
export function isCutOff(outcome: unknown): boolean {
  return fateOf(outcome) === "PoolClosedError";
}

/** Whether shutdown() cuts off a queued task if none has ever been outside. */
export async function cutsOffWhatIsQueued(): Promise<boolean> {
  const module = new URL("../tasks/task.ts", import.meta.url);
  const pool = new ThreadPool(module, { threads: 1 });
  const task = follow(pool.submit({ act: "echo", value: 1 }));
  await deadline(pool.shutdown(), 2_000).catch(() => {});
  const isOver = isCutOff(task.outcome);
  await pool.close();
  return isOver;
}

function fateOf(outcome: unknown): string {
  return typeof outcome === "object" && outcome !== null && "error" in outcome
    ? (outcome.error as Error)?.name
    : typeof outcome === "string"
    ? outcome
    : brief((outcome as { value: unknown }).value);
}
