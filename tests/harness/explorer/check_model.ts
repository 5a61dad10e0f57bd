import type { Story } from "../story/story.ts";
import type { Meaning } from "../story/verdict.ts";
import { explore } from "./explore.ts";
import type { Model } from "./model.ts";
import type {
  Bounded,
  Complete,
  Failure,
  FailureKind,
  Verdict,
} from "./verdict.ts";

/**
 * What a failure means: the likely mistake in words, or a misconception of the
 * lesson's catalogue (`means("never-reaps")`); `{}` where nothing decides.
 */
export type Cause = string | Meaning;

/** A cause as a verdict has it. */
export function meaningOf(cause: Cause): Meaning {
  return typeof cause === "string" ? { cause } : cause;
}

/** What a lesson's test says about a model. */
export interface Expectation {
  /** What a correct program does, in a full sentence. */
  expected: string;
  /**
   * The likely mistake: for all failures, by kind of failure, or chosen from
   * what happened (`failure.trace.events`, in order). One for all does not
   * stand where the kind of failure is the mistake itself.
   */
  cause?:
    | string
    | Partial<Record<FailureKind, Cause>>
    | ((failure: Failure) => Cause | undefined);
}

/** What most often leads to a kind of failure. */
export const CAUSES: Record<FailureKind, string> = {
  assertion:
    "Two steps that must not be torn apart are: another thread ran between them.",
  exception: "The code does not expect what another thread did in between.",
  deadlock:
    "A thread is woken before it sleeps, or is never woken: nothing checks the value again, or a notify is missing, or two threads take two locks in different order.",
  race:
    "Both threads were between lock and unlock at once, or one of them uses the memory without the lock.",
  invariant:
    "The check whether the thread may go on and the mark that it did are two steps, and another thread ran between them.",
  spinning:
    "The loop asks again and again. Atomics.wait sleeps until another thread calls Atomics.notify.",
  polling:
    "A thread that must wait looks again by a short time limit. Atomics.wait without one sleeps until another thread calls Atomics.notify.",
  waited:
    "What must return at once may sleep here, if another thread comes between.",
  "non-deterministic":
    "State is kept outside of the buffer, where other threads cannot see it.",
  "state-outside":
    "State is kept in a variable of the module or in a static field. Each worker has its own: what threads share must be in the buffer.",
};

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
  story.did(
    `${
      howFar(model, verdict)
    } (model "${model.name}", ${verdict.states} states)`,
    "trace" in verdict ? `deno task replay ${verdict.id}` : undefined,
  );
  switch (verdict.kind) {
    case "complete":
    case "bounded":
      return verdict;
    default:
      return story.fail({
        expected,
        got: tell(verdict),
        ...meaningOf(causeOf(verdict, cause) ?? CAUSES[verdict.kind]),
      });
  }
}

/** Kinds of failure that say by themselves what was done wrong. */
const PLAIN: ReadonlySet<FailureKind> = new Set([
  "polling",
  "waited",
  "state-outside",
  "non-deterministic",
]);

function causeOf(
  failure: Failure,
  cause: Expectation["cause"],
): Cause | undefined {
  if (typeof cause === "function") return cause(failure);
  if (typeof cause !== "string") return cause?.[failure.kind];
  return PLAIN.has(failure.kind) ? undefined : cause;
}

function howFar({ threads }: Model, { kind }: Verdict): string {
  const who = threads.length === 1
    ? "1 thread was"
    : `${threads.length} threads were`;
  switch (kind) {
    case "complete":
      return `${who} run in every order`;
    case "bounded":
      return `${who} run in every order within the stated bounds`;
    default:
      return `${who} run in one order after another`;
  }
}

function tell({ message, trace, id }: Failure): string {
  return `${message}

The shortest schedule that leads there, one column per thread:

${trace}

Step through it with: deno task replay ${id}
`;
}
