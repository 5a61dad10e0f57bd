import { UsageError } from "../terminal/errors.ts";
import { shown } from "./report/printable.ts";
import type { GradeReport } from "./report/report.ts";

/** How many parts that are missing are named, and how much of a name is. */
const MOST_NAMED = 8, LONGEST_NAME = 60;

/**
 * Joins the parts of a class that were graded on several machines.
 *
 * @param parts The parts' names, for errors, and what they hold.
 * @throws {UsageError} If they are not all parts of one grading.
 */
export function mergeReports(
  parts: readonly { name: string; report: GradeReport }[],
): GradeReport {
  const [first] = parts;
  if (first === undefined) {
    throw new UsageError("Cannot merge no parts: name their JSON files.");
  }
  const { lessons, sandbox, shard } = first.report;
  const seen = new Map<number, string>();
  for (const { name, report } of parts) {
    const refuse = (why: string): never => {
      throw new UsageError(
        `Cannot merge ${name} with ${first.name} as ${why}.`,
      );
    };
    if (report.version !== 1) refuse("it has another version");
    if (report.lessons.join() !== lessons.join()) {
      refuse("it has other lessons");
    }
    if (report.sandbox.kind !== sandbox.kind) refuse("it had another sandbox");
    if (report.shard.of !== shard.of) refuse("it is part of another division");
    if (report.shard.part > report.shard.of) refuse("there is no such part");
    if (
      report.submissions.some((one) =>
        one.lessons.map(({ lesson }) => lesson).join() !== lessons.join()
      )
    ) refuse("a submission in it has other lessons");
    const other = seen.get(report.shard.part);
    if (other !== undefined) refuse(`it is the same part as ${other}`);
    seen.set(report.shard.part, name);
  }
  const missing = Array.from({ length: shard.of }, (_, index) => index + 1)
    .filter((part) => !seen.has(part));
  if (missing.length > 0) {
    const named = missing.slice(0, MOST_NAMED)
      .map((part) => `${part}/${shard.of}`);
    const more = missing.length - named.length;
    throw new UsageError(
      `Cannot merge the parts as ${named.join(", ")} ${
        more > 0 ? `and ${more} more are` : "is"
      } missing: name its JSON file, too.`,
    );
  }
  const names = new Set<string>();
  for (const { name: file, report } of parts) {
    for (const { name } of report.submissions) {
      if (names.has(name)) {
        throw new UsageError(
          `Cannot merge ${file} as ${
            JSON.stringify(shown(name, LONGEST_NAME))
          } is in these parts twice: grade all parts from one folder.`,
        );
      }
      names.add(name);
    }
  }
  return {
    version: 1,
    sandbox,
    lessons,
    shard: { part: 1, of: 1 },
    submissions: parts.flatMap(({ report }) => report.submissions)
      .sort((a, b) => a.name < b.name ? -1 : 1),
  };
}
