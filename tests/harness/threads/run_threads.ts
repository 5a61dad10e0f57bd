import { PATIENCE, type Story } from "../story/story.ts";
import type { Meaning } from "../story/verdict.ts";
import { startThread } from "./start_thread.ts";
import type { ThreadJob } from "./thread.ts";

/** What {@linkcode runThreads} says when the threads do not end. */
export interface ThreadsOptions extends Meaning {
  /** What a correct program does, in a full sentence. */
  expected: string;
  /** Milliseconds until the threads must have returned. @default {PATIENCE} */
  ms?: number;
}

/**
 * Runs code that may block, each job in a worker of its own, all on the same
 * memory and starting at the same moment. Returns what they returned.
 *
 * Fails the test if a thread throws, or if one has not returned in time. A
 * thread that hangs in `Atomics.wait` or in an endless loop cannot be ended:
 * it stays until the test program ends, which it does not hinder.
 */
export async function runThreads(
  story: Story,
  shared: SharedArrayBuffer,
  jobs: readonly ThreadJob[],
  { expected, ms = PATIENCE, ...meaning }: ThreadsOptions,
): Promise<unknown[]> {
  const gate = new SharedArrayBuffer(4);
  const threads = jobs.map(startThread);
  const running = new Set(jobs.keys());
  try {
    story.did(
      `${jobs.length} real threads started: ${
        jobs.map(({ run }) => run).join(", ")
      }`,
    );
    return await story.within(
      Promise.all(jobs.map(async (job, thread) => {
        const started = threads[thread];
        if (started === undefined) throw new RangeError("No thread for job");
        const report = await started.ask({
          job,
          shared,
          gate,
          threads: jobs.length,
        });
        running.delete(thread);
        if (report.kind === "returned") return report.value;
        return story.fail({
          expected,
          got: `thread ${thread} (${job.run}) threw ${report.error}`,
          ...meaning,
        });
      })),
      () => ({
        expected,
        got: `after ${ms} ms, ${names(jobs, running)} had not returned`,
        ...meaning,
      }),
      ms,
    );
  } finally {
    for (const thread of threads) thread.end();
  }
}

function names(jobs: readonly ThreadJob[], running: Set<number>): string {
  return [...running].map((thread) => `thread ${thread} (${jobs[thread]?.run})`)
    .join(" and ");
}
