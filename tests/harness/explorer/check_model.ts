import type { Story } from "../story/story.ts";
import { SCHEDULE } from "../story/verdict.ts";
import { type Cause, isMeaning, meaningOf, saysItself } from "./cause.ts";
import { explore } from "./explore.ts";
import type { Model } from "./model.ts";
import type { FailureKind } from "./finding.ts";
import type { Bounded, Complete, Failure, Verdict } from "./verdict.ts";

/** What a lesson's test says about a model. */
export interface Expectation {
  /** What a correct program does, in a full sentence. */
  expected: string;
  /**
   * The likely mistake, for all failures or by kind of failure. Words for all
   * do not stand where the kind of failure is the mistake itself.
   */
  cause?: Cause | Partial<Record<FailureKind, Cause>>;
}

/**
 * Fails the test with the shortest schedule that breaks the model, and passes
 * when none does.
 *
 * @returns The verdict, so that a test can insist on `"complete"`.
 * @throws The error itself if code that is still to be written was reached.
 */
export function checkModel(
  story: Story,
  model: Model,
  { expected, cause }: Expectation,
): Complete | Bounded {
  const verdict = explore(model);
  const states = verdict.states === 1 ? "1 state" : `${verdict.states} states`;
  story.did(
    `${howFar(model, verdict)} (model "${model.name}", ${states})`,
    "trace" in verdict ? `deno task replay ${verdict.id}` : undefined,
  );
  switch (verdict.kind) {
    case "complete":
    case "bounded":
      return verdict;
    default:
      return story.fail({
        expected,
        got: tell(model, verdict),
        [SCHEDULE]: { happened: verdict.happened, id: verdict.id },
        ...meaningOf(causeOf(verdict, cause), verdict.happened),
      });
  }
}

function causeOf(
  { kind }: Failure,
  cause: Expectation["cause"],
): Cause | undefined {
  if (typeof cause === "object" && !isMeaning(cause)) return cause[kind];
  const isForAll = typeof cause === "function" || kind === "spinning" ||
    !saysItself(kind);
  return isForAll ? cause : undefined;
}

function howFar({ threads }: Model, { kind }: Verdict): string {
  if (threads.length === 1) return "1 thread was run";
  const who = `${threads.length} threads were`;
  switch (kind) {
    case "complete":
      return `${who} run in every order`;
    case "bounded":
      return `${who} run in every order within the stated bounds`;
    default:
      return `${who} run in one order after another`;
  }
}

function tell({ threads }: Model, { message, trace, id }: Failure): string {
  return `${message}

${
    threads.length === 1
      ? "What it did:"
      : "The shortest schedule that leads there, one column per thread:"
  }

${trace}

Step through it with: deno task replay ${id}
`;
}
