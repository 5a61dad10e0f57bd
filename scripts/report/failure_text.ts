import type { StoryStep, Verdict } from "../../tests/harness/story/verdict.ts";
import { inOrder } from "../lesson/manifest.ts";
import type { Failure } from "../runner/result.ts";
import { style, wrap } from "../terminal/text.ts";

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
  switch (failure.kind) {
    case "story":
      return storyText(failure.steps, failure.verdict, says);
    case "todo":
      return unwrittenText(failure, tested);
    case "threw":
      return storyText(failure.steps, {
        expected: "no error that the test did not ask for.",
        got: failure.error,
        ...(/\blessons\/7\.[^/]+\/(?!given\/)/.test(failure.error)
          ? {
            cause:
              "the code threw, or left a promise that rejects without anyone to catch it. The first line of the stack that names your file is where to look.",
          }
          : {}),
      }, says);
    case "unloadable":
      return [
        labelled("Got", failure.error),
        labelled("Likely", whyUnloadable(failure.error)),
      ].join("\n");
    case "hung":
      return storyText(failure.steps, {
        expected: "the test ends.",
        got: `it was killed after ${
          (failure.after / 1000).toFixed(0)
        } seconds, with everything that it had started.`,
        cause:
          "a loop that never ends, or a wait that blocks the thread it should not block: no timer and no other test could run meanwhile.",
      }, says);
    case "died":
      return storyText(failure.steps, {
        expected: "the test ends.",
        got: `its whole process ended, ${failure.how}.`,
        cause:
          "the code ended the process (`Deno.exit()`), was killed, or ran out of memory.",
      }, says);
    case "deno":
      return denoText(failure.steps, failure.message, says);
  }
}

/** The failure in a few words, for a list. */
export function failureSummary(failure: Failure, tested: string): string {
  switch (failure.kind) {
    case "story": {
      const { expected, got } = failure.verdict;
      // A bare value says nothing without what it should be.
      return firstSentence(
        /\s/.test(got) ? got : `${got}; expected: ${expected}`,
      );
    }
    case "todo":
      return inOrder(failure.step, tested) > 0
        ? `the \`throw\` of step ${failure.step} was reached`
        : `step ${failure.step} is not written yet`;
    case "threw":
    case "unloadable":
      return firstSentence(failure.error);
    case "hung":
      return "never ended";
    case "died":
      return `the process ended ${failure.how}`;
    case "deno":
      return firstSentence(failure.message.replace(/^error: /, ""));
  }
}

function whyUnloadable(error: string): string {
  if (/^TypeError: Module not found/.test(error)) {
    return "the file is missing, or the import that is named last has a wrong path.";
  }
  if (/does not provide an export named/.test(error)) {
    return "the file that is imported has no such export: it was removed, renamed, or the file is empty.";
  }
  return error.startsWith("SyntaxError")
    ? "the file cannot be read as TypeScript from that place on."
    : "the file throws as it is loaded, before any test runs.";
}

/** A later step's `throw` is no work to do: something led there. */
function unwrittenText(
  { step, steps, expected, error = "" }: Extract<Failure, { kind: "todo" }>,
  tested: string,
): string {
  const isLater = inOrder(step, tested) > 0;
  const stack = error.split("\n").filter((line) =>
    /^\s+at .*lessons\//.test(line)
  );
  return [
    ...stepsText(steps),
    ...(expected === undefined ? [] : [labelled("Expected", expected)]),
    ...(isLater
      ? [
        labelled(
          "Got",
          [
            `the \`throw\` of step ${step} was reached, which this test does not need:`,
            ...stack,
          ].join("\n"),
        ),
        labelled(
          "Likely",
          `the code of step ${tested}, or of one before it, took a way that it should not take here. Do not write step ${step} yet: look at what led there.`,
        ),
      ]
      : [
        labelled(
          "Got",
          `step ${step} is not written yet: the starter's \`throw\` was reached.`,
        ),
      ]),
  ].join("\n");
}

function storyText(
  steps: readonly StoryStep[],
  verdict: Verdict,
  cause = verdict.cause,
): string {
  return [
    ...stepsText(steps),
    labelled("Expected", verdict.expected),
    labelled("Got", verdict.got),
    ...(cause === undefined ? [] : [labelled("Likely", cause)]),
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

/** Deno's own verdicts: leaks and time limits. */
function denoText(
  steps: readonly StoryStep[],
  message: string,
  says?: string,
): string {
  if (message.includes("Leaks detected")) {
    const leaks = message.split("\n").filter((line) => /^\s+- /.test(line))
      .map((line) => line.trim().slice(2)).join("\n");
    return storyText(steps, {
      expected: "nothing is left open when the test ends.",
      got: leaks,
      cause:
        "something was opened and not closed on this path: a connection, a listener, a timer, a child process, or a promise that nobody awaits.",
    }, says);
  }
  return storyText(steps, {
    expected: "the test ends well.",
    got: message.replace(/^error: /, ""),
    cause:
      "the code waits for something that never comes: a promise that nothing resolves, a reply that is never sent, a connection that is never closed.",
  }, says);
}

/**
 * A paragraph with its label in a column of its own. A schedule in it, which
 * begins with the threads' names, has the whole width.
 */
export function labelled(label: string, text: string): string {
  const indent = " ".repeat(INDENT.length + LABEL_WIDTH);
  const first = `${INDENT}${style.bold(label.padEnd(LABEL_WIDTH))}`;
  return text.split("\n\n").map((part, index) =>
    /^ {2}T0\b/.test(part)
      ? part.replaceAll(/^/gm, INDENT)
      : wrap(part, indent, index === 0 ? first : indent)
  ).join("\n\n");
}

function firstSentence(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}
