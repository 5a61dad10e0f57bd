import type { StoryStep } from "../../tests/harness/story/verdict.ts";
import { inOrder } from "../lesson/lesson.ts";
import type { Failure } from "../runner/result.ts";

/** What there is to say of a failure, in full sentences. */
export interface Told {
  /** What the test did before. */
  steps: readonly StoryStep[];
  expected?: string | undefined;
  got: string;
  /** The likely mistake. */
  likely?: string | undefined;
}

/**
 * Says why a test of a step failed.
 *
 * @param says What its misconception says, where one was found.
 */
export function tellFailure(
  failure: Failure,
  tested: string,
  says?: string,
): Told {
  const plain = tellPlainly(failure, tested);
  const told = { ...plain, steps: summedUp(plain.steps) };
  // What cannot be loaded, or is not written, says itself what is to be done.
  return says === undefined || failure.kind === "unloadable" ||
      failure.kind === "todo"
    ? told
    : { ...told, likely: says };
}

/** Says once what was done several times in a row, and how often. */
function summedUp(steps: readonly StoryStep[]): StoryStep[] {
  const runs: { step: StoryStep; times: number }[] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run?.step.what === step.what && run.step.command === step.command) {
      run.times++;
    } else runs.push({ step, times: 1 });
  }
  return runs.map(({ step, times }) =>
    times === 1 ? step : { ...step, what: `${step.what}, ${times} times` }
  );
}

function tellPlainly(failure: Failure, tested: string): Told {
  switch (failure.kind) {
    case "story": {
      const { expected, got, cause } = failure.verdict;
      return { steps: failure.steps, expected, got, likely: cause };
    }
    case "todo":
      return tellUnwritten(failure, tested);
    case "threw":
      return {
        steps: failure.steps,
        expected: "no error that the test did not ask for.",
        got: failure.error,
        likely: /\blessons\/7\.[^/]+\/(?!given\/)/.test(failure.error)
          ? "the code threw, or left a promise that rejects without anyone to catch it. The first line of the stack that names your file is where to look."
          : undefined,
      };
    case "unloadable":
      return {
        steps: [],
        got: failure.error,
        likely: whyUnloadable(failure.error),
      };
    case "hung": {
      const { steps, after, busy = false } = failure;
      const seconds = (after / 1000).toFixed(0);
      return {
        steps,
        expected: "the test ends.",
        got: busy
          ? `after ${seconds} seconds in which it only computed, and let no message and no timer have a turn, it was killed, with everything that it had started.`
          : `it was killed after ${seconds} seconds, with everything that it had started.`,
        likely: busy
          ? "a loop that waits for what can only come when it lets go of the thread. An `await` of what is there already lets go of nothing."
          : "a loop that never ends, or a wait that blocks the thread it should not block: no timer and no other test could run meanwhile.",
      };
    }
    case "died":
      return {
        steps: failure.steps,
        expected: "the test ends.",
        got: `its whole process ended, ${failure.how}.`,
        likely:
          "the code ended the process (`Deno.exit()`), was killed, or ran out of memory.",
      };
    case "deno":
      return tellOfDeno(failure.steps, failure.message);
  }
}

/** The failure in a few words, for a list. */
export function failureSummary(failure: Failure, tested: string): string {
  switch (failure.kind) {
    case "story": {
      const { expected, got } = briefly(failure.verdict);
      // A value, or "it is pending", says nothing without what was to be.
      return /^[A-Z][^:]* |^[\w ]+\. [A-Z]/.test(got)
        ? firstSentence(got)
        : `${onOneLine(got)}; expected: ${onOneLine(expected)}`;
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
      return firstSentence(tellOfDeno([], failure.message).got);
  }
}

/** Without a schedule, and without saying twice what was looked at. */
function briefly(verdict: { expected: string; got: string }) {
  const [got = "", expected = ""] = [verdict.got, verdict.expected]
    .map((text) => text.split("\n\n")[0]);
  const what = got.slice(0, got.indexOf(": ") + 2);
  return {
    got,
    expected: what.length > 2 && expected.startsWith(what)
      ? expected.slice(what.length)
      : expected,
  };
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
function tellUnwritten(
  { step, steps, expected, error = "" }: Extract<Failure, { kind: "todo" }>,
  tested: string,
): Told {
  if (inOrder(step, tested) <= 0) {
    return {
      steps,
      expected,
      got:
        `step ${step} is not written yet: the starter's \`throw\` was reached.`,
    };
  }
  const stack = error.split("\n").filter((line) =>
    /^\s+at .*lessons\//.test(line)
  );
  return {
    steps,
    expected,
    got: [
      `the \`throw\` of step ${step} was reached, which this test does not need:`,
      ...stack,
    ].join("\n"),
    likely:
      `the code of step ${tested}, or of one before it, took a way that it should not take here. Do not write step ${step} yet: look at what led there.`,
  };
}

/** Deno's own verdicts: leaks and time limits. */
function tellOfDeno(steps: readonly StoryStep[], message: string): Told {
  if (message.includes("Leaks detected")) {
    const leaks = message.split("\n").filter((line) => /^\s+- /.test(line))
      .map((line) => line.trim().slice(2));
    // What a test before this one has left is no fault of this one.
    const own = leaks.filter((leak) => !/\bbefore the test\b/.test(leak));
    if (leaks.length > 0 && own.length === 0) {
      return {
        steps,
        expected: "nothing is left of an earlier test.",
        got: ["something of an earlier test went on in this one.", ...leaks]
          .join("\n"),
        likely:
          "nothing is wrong here. A test before this one has failed, or has left open what ended only now: look at that one first.",
      };
    }
    return {
      steps,
      expected: "nothing is left open when the test ends.",
      got: own.join("\n"),
      likely:
        "something was opened and not closed on this path: a connection, a listener, a timer, a child process, or a promise that nobody awaits.",
    };
  }
  if (message === "") {
    return {
      steps,
      expected: "the test ends well.",
      got: "Deno ended before it had said why it failed: run it again.",
    };
  }
  return {
    steps,
    expected: "the test ends well.",
    got: message.replace(/^error: /, ""),
    likely:
      "the code waits for something that never comes: a promise that nothing resolves, a reply that is never sent, a connection that is never closed.",
  };
}

function firstSentence(text: string): string {
  return onOneLine(text.split("\n")[0] ?? "", 70);
}

/** The begin of a text, without line breaks and the place that it ends with. */
function onOneLine(text: string, most = 110): string {
  const line = text.replaceAll(/file:\/\/\S*?\/(?=(lessons|tests)\/)/g, "")
    .replace(/ \(lessons\/\S+:\d+\)$/, "").replaceAll(/\s+/g, " ");
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** Frames that are not the learner's, and what Deno says of any such error. */
const NOISE =
  /^\s+at .*(file:\/\/|ext:|node:)|^This error was not caught from a test|^It most likely originated from a dangling/;

/** Without the noise of `file:` addresses and of the tests' own frames. */
export function withoutNoise(text: string): string {
  return text
    .replaceAll(/file:\/\/\S*?\/(lessons\/\S+)/g, "$1")
    .split("\n")
    .filter((line) => !NOISE.test(line))
    .join("\n");
}
