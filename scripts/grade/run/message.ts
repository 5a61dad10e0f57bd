import type { Diagnosis } from "../../runner/result.ts";
import { LONGEST } from "../report/findings.ts";
import { shown } from "../report/printable.ts";
import type { FileRun } from "./file_run.ts";

/** No more of a text is looked at. */
const LOOKED_AT = 2_000;

/**
 * Why a test failed, in words that are the same whenever it fails for this
 * reason: no process ids, ports, times or addresses.
 *
 * @param misconception What it shows, which stands beside it in a report.
 */
export function failureMessage(
  test: string,
  run: FileRun,
  misconception?: Diagnosis,
): string {
  for (const event of run.events) {
    if (event.test !== test) continue;
    switch (event.type) {
      case "todo":
        return `Step ${event.step} is not written yet.`;
      case "story":
        return steady(
          `Expected: ${event.verdict.expected}${
            event.verdict.cause === undefined || misconception !== undefined
              ? ""
              : ` Likely cause: ${event.verdict.cause}`
          }`,
        );
      case "threw":
        return steady(firstLine(event.error));
    }
  }
  switch (run.ending.how) {
    case "hung":
      return "It never ended and was killed.";
    case "limit":
      return `Its run used more ${run.ending.limit} than it may.`;
    case "died":
      return `Its process ended with ${run.ending.of}.`;
    case "broken":
      return "Its run could not be followed.";
    case "reported":
      return steady(
        run.verdicts.errorOf(test)?.replace(/^error: /, "") ??
          "Deno's report does not say that it passed.",
      );
  }
}

/** A text without what differs from run to run, on one line. */
export function steady(text: string): string {
  const line = text.slice(0, LOOKED_AT)
    .replaceAll(/file:\/\/\S*?\/(lessons\/)/g, "$1")
    .replaceAll(/file:\/\/\S+/g, "…")
    .replaceAll(/\d+(\.\d+)? ?(ms|µs|s|milliseconds|seconds)\b/g, "… $2")
    .replaceAll(/\b\d{3,}\b/g, "…")
    .replaceAll(/\p{Cc}+/gu, " ");
  return shown(line, LONGEST.message);
}

function firstLine(text: string): string {
  return text.slice(0, LOOKED_AT).split("\n")[0] ?? "";
}
