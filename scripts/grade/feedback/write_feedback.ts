import { join } from "node:path";
import { UsageError } from "../../terminal/errors.ts";
import { shown } from "../report/printable.ts";
import type { GradeReport } from "../report/report.ts";
import type { SectionTitles } from "../report/section_titles.ts";
import { feedbackText, MARK } from "./feedback_text.ts";
import { fileNames } from "./file_names.ts";

/**
 * Makes sure that feedback can be written to a folder, before all the work.
 *
 * @throws {UsageError} If it cannot, or something else is in there.
 */
export async function tryFeedback(folder: string): Promise<void> {
  const refuse = (why: string): never => {
    throw new UsageError(
      `Cannot write feedback to ${folder} as ${why}: name a folder that is new or empty.`,
    );
  };
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(
      await Deno.makeTempFile({ dir: folder, prefix: "feedback-" }),
    );
    for await (const { name } of Deno.readDir(folder)) {
      if (await isOwn(join(folder, name))) continue;
      refuse(`${JSON.stringify(shown(name, 60))} in it is something else`);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Writes a file for each learner. One of an earlier grading is replaced;
 * anything else that is in the way stays as it is.
 *
 * @returns Why each of those was not written that was not.
 */
export async function writeFeedback(
  { submissions }: GradeReport,
  folder: string,
  titles?: SectionTitles,
): Promise<string[]> {
  const problems: string[] = [];
  const files = fileNames(submissions.map(({ name }) => name), ".md");
  for (const submission of submissions) {
    const file = join(folder, files.get(submission.name) ?? "");
    try {
      if (await isOwn(file)) await Deno.remove(file);
      // Follows no link, and replaces nothing.
      await Deno.writeTextFile(file, feedbackText(submission, titles), {
        createNew: true,
      });
    } catch (error) {
      const why = error instanceof Deno.errors.AlreadyExists
        ? "there is something else of that name"
        : error instanceof Error
        ? error.message
        : String(error);
      problems.push(`Cannot write ${file} (${why}). What was graded is kept.`);
    }
  }
  return problems;
}

/** Whether a file was written by an earlier grading. */
async function isOwn(file: string): Promise<boolean> {
  try {
    if (!(await Deno.lstat(file)).isFile) return false;
    using opened = await Deno.open(file);
    const bytes = new Uint8Array(MARK.length);
    await opened.read(bytes);
    return new TextDecoder().decode(bytes) === MARK;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
