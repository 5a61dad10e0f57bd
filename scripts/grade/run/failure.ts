import type { Failure } from "../../runner/result.ts";
import type { FileRun } from "./file_run.ts";

/**
 * Why a test failed, as a learner's run would have it, but for the steps that
 * led there.
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
    if (type === "story") return { kind: type, steps, verdict: event.verdict };
    if (type === "todo") return { kind: type, steps, step: event.step };
    if (type === "threw") return { kind: type, steps, error: event.error };
  }
  switch (ending.how) {
    case "hung":
      return { kind: "hung", steps, after };
    case "died":
      return { kind: "died", steps, how: ending.of };
    default:
      return { kind: "deno", steps, message: verdicts.errorOf(test) ?? "" };
  }
}
