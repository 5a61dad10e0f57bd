import { poolThread } from "../../../lessons/7.3-thread-pool/pool_thread.ts";
import { howMany } from "../../harness/story/how_many.ts";
import type { Story } from "../../harness/story/story.ts";
import { type Id, means } from "../misconceptions.ts";
import { FakeDesk, MANY } from "./fake_desk.ts";

/** What a thread's loop did, and how it ended. */
export interface LoopRun {
  /** All calls in order: `"pop 0"`, `"begin 0"`. */
  did: string[];
  /** What the loop threw, if it did. */
  thrown?: { error: unknown };
}

/** So many steps of a loop are told. */
const FEW = 12;

/** What promises have was called behind a run, with nothing reported between. */
const CALLED =
  /run \d+, (fail \d+ with|threw) TypeError: [^,]*\b(then|catch|finally)( is not a function|'\))/;

/** Runs the loop on so many tasks until there are no more. */
export async function runLoop(
  story: Story,
  run: (task: number) => unknown,
  count: number,
  more: Partial<FakeDesk> = {},
): Promise<LoopRun> {
  const desk = Object.assign(new FakeDesk(run, count), more);
  story.did(
    `the thread's loop ran, with ${howMany(count, "task")} in the queue`,
  );
  const thrown = await story.within(
    poolThread(desk, desk).then(() => undefined, (error) => ({ error })),
    () => ({
      expected: "poolThread() resolves when pop() returns undefined",
      got: `it does not; it did: ${lastOf(desk)}`,
      ...means(
        desk.did.at(-2) === "pop nothing" ? "goes-on-after-the-end" : undefined,
      ),
    }),
  );
  const { endless } = desk;
  story.holds(endless === undefined, {
    expected:
      "poolThread() does everything once for a task, and ends when pop() returns undefined",
    got: `it did the same ${MANY} times: ${endless}`,
    ...means(
      endless === "pop nothing"
        ? "goes-on-after-the-end"
        : [...desk.cancelled].some((task) => endless === `begin ${task}`)
        ? "asks-again-for-a-cancelled-task"
        : "does-it-twice",
    ),
  });
  const loop = thrown === undefined ? desk : { did: desk.did, thrown };
  const [called] = tell(loop).match(CALLED) ?? [];
  story.holds(called === undefined, {
    expected: "a task's function may return any value, a promise or not",
    got: `the thread did: ${called}`,
    ...means("takes-results-for-promises"),
  });
  return loop;
}

/** What a loop did, in a line. */
export function tell({ did, thrown }: LoopRun): string {
  const end = thrown === undefined ? [] : [`threw ${thrown.error}`];
  return [...did, ...end].join(", ");
}

/** What a loop did last, and of what it repeats in the end, the first two. */
function lastOf({ did }: LoopRun): string {
  const others = did.findLastIndex((step) => step !== did.at(-1)) + 1;
  const steps = did.slice(0, others + 2);
  const from = Math.max(0, steps.length - FEW);
  return `${from > 0 ? "…, " : ""}${tell({ did: steps.slice(from) })}${
    did.length > steps.length ? ", and so on" : ""
  }`;
}

/**
 * Fails the test unless the loop did this.
 *
 * @param tasks What the tasks were.
 * @param mistake The misconception that what it did shows, if it shows one.
 */
export function didAs(
  story: Story,
  run: LoopRun,
  right: string[],
  tasks: string,
  mistake: (run: LoopRun) => Id | undefined,
): void {
  const expected = right.join(", ");
  if (tell(run) === expected) return;
  story.fail({
    expected: `with ${tasks}, the thread does: ${expected}`,
    got: `it did: ${tell(run)}`,
    ...means(mistake(run)),
  });
}
