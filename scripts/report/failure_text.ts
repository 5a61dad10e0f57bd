import type { StoryStep } from "../../tests/harness/story/verdict.ts";
import type { Failure } from "../runner/result.ts";
import { columns, style, wrap } from "../terminal/text.ts";
import { tellFailure } from "./tell_failure.ts";

const INDENT = "  ";
const DEEPER = "     ";
const LABEL_WIDTH = 10;

/**
 * Why a test of a step failed, as a learner reads it, indented by two.
 *
 * @param says What its misconception says, where one was found.
 */
export function failureText(
  failure: Failure,
  tested: string,
  says?: string,
): string {
  const { steps, expected, got, likely } = tellFailure(failure, tested, says);
  return [
    ...stepsText(steps),
    ...(expected === undefined ? [] : [labelled("Expected", expected)]),
    labelled("Got", got),
    ...(likely === undefined ? [] : [labelled("Likely", likely)]),
  ].join("\n");
}

function stepsText(steps: readonly StoryStep[]): string[] {
  const lines: string[] = [];
  if (steps.length > 0) lines.push(`${INDENT}What happened`);
  for (const [index, { what, command }] of steps.entries()) {
    const number = `${String(index + 1).padStart(INDENT.length + 1)}. `;
    lines.push(wrap(what, DEEPER, number));
    if (command !== undefined) {
      lines.push(style.dim(`${DEEPER}$ ${command}`));
    }
  }
  if (steps.length > 0) lines.push("");
  return lines;
}

/**
 * A paragraph with its label in a column of its own. A schedule in it, which
 * begins with the threads' names, has the whole width.
 */
export function labelled(label: string, text: string): string {
  const indent = " ".repeat(INDENT.length + LABEL_WIDTH);
  const first = `${INDENT}${style.bold(label.padEnd(LABEL_WIDTH))}`;
  return text.trimEnd().split("\n\n").map((part, index) =>
    /^ {2}T0\b/.test(part)
      ? part.replaceAll(/^(?=.)/gm, INDENT)
      : wrap(part, indent, index === 0 ? first : indent)
  ).join("\n\n");
}

/** A path or address beside its label, or below it where the line is too short. */
export function labelledPath(label: string, path: string): string {
  const beside = labelled(label, path);
  return INDENT.length + LABEL_WIDTH + path.length <= columns()
    ? beside
    : `${INDENT}${style.bold(label)}\n${INDENT}${path}`;
}
