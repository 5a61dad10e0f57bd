import type { Diagnosis, Failure } from "../../runner/result.ts";
import { LONGEST } from "../report/findings.ts";
import { shown } from "../report/printable.ts";
import type { FileRun } from "./file_run.ts";

/** No more of a text is looked at. */
const LOOKED_AT = 2_000;

/**
 * Why a test failed, as a learner's run would have it.
 *
 * @param after How many milliseconds after its begin it ended.
 */
export function failureOf(
  test: string,
  { events, ending, verdicts }: FileRun,
  after: number,
): Failure {
  const steps: [] = [];
  for (const event of events) {
    if (event.test !== test) continue;
    const { type } = event;
    if (type === "todo") return { kind: type, steps, step: event.step };
    if (type === "story") {
      return { kind: type, steps: event.steps, verdict: event.verdict };
    }
    if (type === "threw") {
      return { kind: type, steps: event.steps, error: event.error };
    }
  }
  const died = (how: string): Failure => ({ kind: "died", steps, how });
  switch (ending.how) {
    case "hung":
      return { kind: "hung", steps, after };
    case "limit":
      return died(`more ${ending.limit} than it may use`);
    case "died":
      return died(ending.of);
    case "broken":
      return died("the grader's own");
    case "reported": {
      const message = verdicts.errorOf(test)?.replace(/^error: /, "") ??
        "Deno's report does not say that it passed.";
      return { kind: "deno", steps, message };
    }
  }
}

/**
 * A failure in words that are the same whenever a test fails for this reason:
 * no process ids, ports, times or addresses.
 *
 * @param misconception What it shows, which stands beside it in a report.
 */
export function failureMessage(
  failure: Failure,
  misconception?: Diagnosis,
): string {
  switch (failure.kind) {
    case "todo":
      return `Step ${failure.step} is not written yet.`;
    case "story": {
      const { expected, cause } = failure.verdict;
      return steady(
        `Expected: ${expected}${
          cause === undefined || misconception !== undefined
            ? ""
            : ` Likely cause: ${cause}`
        }`,
      );
    }
    case "hung":
      return "It never ended and was killed.";
    case "died":
      return `Its process ended with ${failure.how}.`;
    case "deno":
      return steady(failure.message);
    default:
      return steady(failure.error.slice(0, LOOKED_AT).split("\n")[0] ?? "");
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
