import { changedTexts, writeTexts } from "../../texts/files.ts";
import { fillMarks, findMarks, type Mark } from "../../texts/marks.ts";
import type { BenchReport } from "../report/report.ts";
import { SECTIONS } from "../sections.ts";
import { type BenchMark, benchMark } from "./bench_mark.ts";
import { quote } from "./quote.ts";

/**
 * Reads the marks of all lessons' texts, before minutes are spent on measuring.
 *
 * @throws {CourseError} If one cannot be read or names no section.
 */
export async function checkTexts(root: URL): Promise<void> {
  await changedTexts(root, (text) => {
    for (const { section, line } of findMarks(text).flatMap(ours)) {
      if (SECTIONS.some(({ name }) => name === section)) continue;
      throw new SyntaxError(`Line ${line} names no section: "${section}".`);
    }
    return text;
  });
}

/**
 * Writes a report's tables into the lessons' texts, in `solutions/` and in
 * `lessons/`. Nothing is written if a mark names what there is not.
 *
 * @returns The texts that were written, as paths from the root.
 * @throws {CourseError} If a mark names no chart or no contender.
 */
export async function updateTexts(
  root: URL,
  report: BenchReport,
): Promise<string[]> {
  const render = (mark: Mark) =>
    ours(mark).map((wanted) => quote(report, wanted))[0];
  return await writeTexts(
    root,
    await changedTexts(root, (text) => fillMarks(text, render)),
  );
}

function ours(mark: Mark): BenchMark[] {
  return mark.kind === "bench" ? [benchMark(mark)] : [];
}
