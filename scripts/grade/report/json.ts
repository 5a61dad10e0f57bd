import type { GradeReport } from "./report.ts";

/** Where the format is described. */
export const SCHEMA = "./scripts/grade/report/report.schema.json";

/**
 * The report as JSON, in parts. Two gradings of the same submissions differ in
 * the `duration`s only, which are whole milliseconds.
 */
export function* jsonReport(
  { submissions, ...rest }: GradeReport,
): Generator<string> {
  const head = { $schema: SCHEMA, ...rest, submissions: [] };
  const text = JSON.stringify(head, null, 2);
  const end = text.lastIndexOf("]");
  yield text.slice(0, end);
  for (const [index, submission] of submissions.entries()) {
    const one = JSON.stringify(submission, whole, 2).replaceAll(/^/gm, "    ");
    yield `${index === 0 ? "" : ","}\n${one}`;
  }
  yield `\n  ${text.slice(end)}\n`;
}

function whole(key: string, value: unknown): unknown {
  return key === "duration" ? Math.round(Number(value)) : value;
}
