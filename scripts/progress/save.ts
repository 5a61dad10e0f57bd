import { Progress } from "./progress.ts";

/**
 * Changes the progress of the course at `root`. Where that fails (a full disk,
 * a folder that cannot be written), the learner is told, and the command goes
 * on: what it showed stands.
 */
export async function saveProgress(
  root: URL,
  change: (progress: Progress) => Promise<void>,
): Promise<void> {
  try {
    await change(await Progress.read(root));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `Cannot save your progress to .course/progress.txt: ${reason}\nWhat is shown above stands; free some space or make the folder .course writable, and run the same command again.`,
    );
  }
}
