import { basename, join } from "node:path";
import {
  tryFeedback,
  writeFeedback,
} from "../grade/feedback/write_feedback.ts";
import { withoutNames } from "../grade/report/anonymous.ts";
import { shown } from "../grade/report/printable.ts";
import { readReport } from "../grade/report/read.ts";
import type { GradeReport } from "../grade/report/report.ts";
import { sectionTitles } from "../grade/report/section_titles.ts";
import { tableReport } from "../grade/report/table.ts";
import {
  inTurns,
  tryReports,
  whyNot,
  writeReports,
} from "../grade/report/write.ts";
import { similarPage } from "../grade/similar/page.ts";
import { similarities } from "../grade/similar/similarities.ts";
import { findSubmissions } from "../grade/submissions/find.ts";
import type { Submission } from "../grade/submissions/submission.ts";
import { readLessons } from "../lesson/manifest.ts";
import { UsageError } from "../terminal/errors.ts";
import type { Context } from "./context.ts";
import type { GradeFlags } from "./grade_flags.ts";

/** How much of the name of an earlier grading is shown. */
const LONGEST_LABEL = 30;

/** Writes and prints a report; gives the exit code. */
export type Tell = (
  report: GradeReport,
  submissions: readonly Submission[],
) => Promise<number>;

/**
 * Makes sure, before all the work, that what is asked for can be written.
 *
 * @throws {UsageError} If it cannot.
 */
export async function prepareTelling(
  { root, signal }: Context,
  flags: GradeFlags,
): Promise<Tell> {
  const { anonymous = false, before: files = [], feedback, similar } = flags;
  const isPart = flags.shard.of > 1;
  if (isPart && (anonymous || similar !== undefined)) {
    throw new UsageError(
      `Cannot use ${
        anonymous ? "--anonymous" : "--similar"
      } for a part as it is for a whole class: use it with merge.`,
    );
  }
  const before = await Promise.all(
    files.map(async (file) => ({
      label: shown(basename(file, ".json"), LONGEST_LABEL),
      report: await readReport(file),
    })),
  );
  const against = await earlierYears(flags);
  await tryReports(flags);
  if (feedback !== undefined) await tryFeedback(feedback);

  return async (graded, submissions) => {
    const titles = await sectionTitles(root, graded);
    const { report, before: earlier, names } = anonymous
      ? withoutNames(graded, before)
      : { report: graded, before, names: undefined };
    const view = { titles, before: earlier };
    const problems = await writeReports(report, flags, view);
    if (feedback !== undefined) {
      problems.push(...await writeFeedback(report, feedback, titles));
    }
    if (similar !== undefined) {
      const lessons = (await readLessons(root))
        .filter(({ number }) => graded.lessons.includes(number));
      const found = await similarities(root, {
        ...{ lessons, submissions, against, signal, jobs: flags.jobs },
      });
      const others = new Map(
        anonymous ? against.map(({ name }) => [name, "earlier years"]) : [],
      );
      const page = similarPage(
        found,
        (name) => names?.get(name) ?? others.get(name) ?? name,
      );
      try {
        await Deno.writeTextFile(similar, ReadableStream.from(inTurns(page)));
      } catch (error) {
        problems.push(`${whyNot(similar, error)} What was graded is kept.`);
      }
    }
    for await (const part of inTurns(tableReport(report))) console.log(part);
    for (const problem of problems) console.error(problem);
    const lessons = report.submissions.flatMap(({ lessons }) => lessons);
    const isGraded = lessons.every(({ status }) =>
      status !== "error" && status !== "unreadable"
    );
    if (problems.length > 0 || !isGraded) return 1;
    const passed = lessons.every(({ points, of }) => points === of);
    return flags.requirePass && !passed ? 1 : 0;
  };
}

/** The submissions of earlier years, each with its folder's name. */
async function earlierYears(
  { against = [], similar }: GradeFlags,
): Promise<Submission[]> {
  if (against.length > 0 && similar === undefined) {
    throw new UsageError(
      "Cannot compare with earlier years as nothing says where to: add --similar FILE.html.",
    );
  }
  const all: Submission[] = [];
  for (const folder of against) {
    for (const one of await findSubmissions(folder)) {
      all.push({ ...one, name: join(basename(folder), one.name) });
    }
  }
  return all;
}
