import { resolve } from "node:path";
import { UsageError } from "../../terminal/errors.ts";
import { csvReport } from "./csv.ts";
import { gradescopeReport } from "./gradescope.ts";
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { markdownReport } from "./markdown.ts";
import type { ClassView } from "./page/class_view.ts";
import type { GradeReport } from "./report.ts";

/** The files to write, by what they hold. */
export interface ReportFiles {
  json?: string;
  junit?: string;
  csv?: string;
  html?: string;
  /** Markdown, for a job's summary; it is appended to. */
  summary?: string;
  gradescope?: string;
  /** The pairs whose code is alike, as a page; it needs more than a report. */
  similar?: string;
}

type Writer = (report: GradeReport, view: ClassView) => Iterable<string>;

const WRITERS: Record<Exclude<keyof ReportFiles, "similar">, Writer> = {
  json: jsonReport,
  junit: junitReport,
  csv: csvReport,
  html: htmlReport,
  summary: markdownReport,
  gradescope: gradescopeReport,
};

/**
 * Makes sure that reports can be written, before all the work.
 *
 * @throws {UsageError} If one of them cannot, or two have the same file.
 */
export async function tryReports(files: ReportFiles): Promise<void> {
  const seen = new Set<string>();
  const all = [
    ...wanted(files).map(({ file }) => file),
    ...(files.similar === undefined ? [] : [files.similar]),
  ];
  for (const file of all) {
    if (seen.has(resolve(file))) {
      throw new UsageError(
        `Cannot write two reports to ${file}: name another file for one.`,
      );
    }
    seen.add(resolve(file));
    const isNew = !await isThere(file);
    try {
      (await Deno.open(file, { append: true, create: true })).close();
    } catch (error) {
      throw new UsageError(whyNot(file, error));
    }
    // Nothing is left of a grading that comes to nothing.
    if (isNew) await Deno.remove(file);
  }
}

/**
 * Writes a report to the files that were asked for.
 *
 * @param view What the page shows besides.
 * @returns Why each of those was not written that was not.
 */
export async function writeReports(
  report: GradeReport,
  files: ReportFiles,
  view: ClassView = {},
): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, file } of wanted(files)) {
    try {
      const parts = ReadableStream.from(inTurns(WRITERS[name](report, view)));
      await Deno.writeTextFile(file, parts, { append: name === "summary" });
    } catch (error) {
      problems.push(`${whyNot(file, error)} What was graded is kept.`);
    }
  }
  return problems;
}

/** Gives parts of a report; what waits has its turn before each. */
export async function* inTurns(
  parts: Iterable<string>,
): AsyncGenerator<string> {
  for (const part of parts) {
    yield part;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function wanted(files: ReportFiles) {
  const names = Object.keys(WRITERS) as (keyof typeof WRITERS)[];
  return names.flatMap((name) => {
    const file = files[name];
    return file === undefined ? [] : [{ name, file }];
  });
}

/** Why a file was not written, and what to do. */
export function whyNot(file: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `Cannot write ${file} (${why}): name a file that can be written, and add --resume.`;
}

async function isThere(file: string): Promise<boolean> {
  try {
    await Deno.lstat(file);
    return true;
  } catch {
    return false;
  }
}
