import { UsageError } from "../../terminal/errors.ts";
import { csvReport } from "./csv.ts";
import { gradescopeReport } from "./gradescope.ts";
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import type { GradeReport } from "./report.ts";
import { markdownReport } from "./table.ts";

/** The files to write, by what they hold. */
export interface ReportFiles {
  json?: string;
  junit?: string;
  csv?: string;
  html?: string;
  /** Markdown, for a job's summary; it is appended to. */
  summary?: string;
  gradescope?: string;
}

/**
 * Writes a report to the files that were asked for.
 *
 * @throws {UsageError} If one of them cannot be written.
 */
export async function writeReports(
  report: GradeReport,
  files: ReportFiles,
): Promise<void> {
  const writers: [string | undefined, (report: GradeReport) => string][] = [
    [files.json, jsonReport],
    [files.junit, junitReport],
    [files.csv, csvReport],
    [files.html, htmlReport],
    [
      files.gradescope,
      ({ submissions: [only] }) =>
        only === undefined ? "" : gradescopeReport(only),
    ],
  ];
  for (const [file, write] of writers) {
    if (file !== undefined) await put(file, write(report));
  }
  if (files.summary !== undefined) {
    await put(files.summary, markdownReport(report), { append: true });
  }
}

async function put(
  file: string,
  text: string,
  options?: Deno.WriteFileOptions,
): Promise<void> {
  try {
    await Deno.writeTextFile(file, text, options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot write ${file} (${why}): name a file that can be written, and add --resume, as what was graded is kept.`,
    );
  }
}
