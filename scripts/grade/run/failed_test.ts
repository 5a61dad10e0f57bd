import { inOrder, stepOfTest } from "../../lesson/manifest.ts";
import type { Failure } from "../../runner/result.ts";
import { printable, shorten } from "../report/printable.ts";
import type { FailedTest } from "../report/report.ts";

/** How much of a failure is kept: lines, and characters in each and in all. */
const MOST = { lines: 30, line: 160, text: 1_200 };

/** How much is kept of a step that led to a failure. */
const LONGEST_STEP = 150;

/**
 * What a failure looked like in its run, for the learner and for a class's
 * examples. It may have numbers that another run would not have.
 */
export function failedTest(test: string, failure: Failure): FailedTest {
  const { kind } = failure;
  if (kind === "todo" && inOrder(failure.step, stepOfTest(test) ?? "") <= 0) {
    return { kind, test, steps: [], got: "" };
  }
  const told = "steps" in failure ? failure.steps : [];
  return {
    kind: kind === "todo" ? "threw" : kind,
    test,
    steps: told
      .map(({ what }) => inLines(what, { ...MOST, text: LONGEST_STEP })),
    got: inLines(gotOf(failure)),
  };
}

function gotOf(failure: Failure): string {
  switch (failure.kind) {
    case "story":
      return failure.verdict.got;
    case "todo":
      return `the \`throw\` of step ${failure.step} was reached, which this test does not need.`;
    case "threw":
      // Of a stack, only what is the learner's own says something.
      return failure.error.split("\n")
        .filter((line, index) => index === 0 || /\blessons\//.test(line))
        .join("\n");
    default:
      return "";
  }
}

/** A text of some lines, of which each can be shown. */
function inLines(text: string, most = MOST): string {
  const lines = text.slice(0, 2 * most.text)
    .replaceAll(/file:\/\/\S*?\/(lessons\/)/g, "$1")
    .replaceAll(/file:\/\/\S+/g, "…")
    .split("\n").slice(0, most.lines)
    .map((line) => shorten(printable(line), most.line).trimEnd());
  return shorten(lines.join("\n").trim(), most.text);
}
