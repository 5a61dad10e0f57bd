import { stepOfTest } from "../../lesson/lesson.ts";
import { tellFailure } from "../../report/tell_failure.ts";
import { type Failure, unwritten } from "../../runner/result.ts";
import { printable, shorten } from "../report/printable.ts";
import type { FailedTest } from "../report/report.ts";

/** How much of a failure is kept: lines, and characters in each and in all. */
const MOST = { lines: 30, line: 160, text: 1_200 };

/** How much is kept of what was expected, and of a step that led there. */
const LONGEST = { expected: 300, step: 150 };

/**
 * What a failure looked like in its run, for the learner and for a class's
 * examples. It may have numbers that another run would not have.
 */
export function failedTest(test: string, failure: Failure): FailedTest {
  const step = stepOfTest(test) ?? "";
  if (unwritten({ step, failure }) !== undefined) {
    return { kind: "todo", test, steps: [], expected: "", got: "" };
  }
  const { steps, expected = "", got } = tellFailure(failure, step);
  return {
    kind: failure.kind === "todo" ? "threw" : failure.kind,
    test,
    steps: steps.map(({ what }) => inLines(what, LONGEST.step)),
    expected: inLines(expected, LONGEST.expected),
    // Of a stack, only what is the learner's own says something.
    got: inLines(got.replaceAll(/\n\s+at (?!.*\blessons\/).*/g, "")),
  };
}

/** A text of some lines, each of which can be shown. */
function inLines(text: string, most = MOST.text): string {
  const lines = text.slice(0, 2 * most)
    .replaceAll(/file:\/\/\S*?\/(lessons\/)/g, "$1")
    .replaceAll(/file:\/\/\S+/g, "…")
    .split("\n").slice(0, MOST.lines)
    .map((line) => shorten(printable(line), MOST.line).trimEnd());
  return shorten(lines.join("\n").trim(), most);
}
