import type { TestResult } from "../runner/result.ts";
import type { Progress } from "./progress.ts";

/**
 * Saves what a run showed. Where that fails (a full disk, a folder that cannot
 * be written), the learner is told; the results were printed all the same.
 */
export async function saveProgress(
  progress: Progress,
  results: readonly TestResult[],
): Promise<void> {
  try {
    await progress.record(results);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `Cannot save your progress to .course/progress.txt: ${reason}\nThe results above stand; free some space or make the folder writable, and run the tests again.`,
    );
  }
}
