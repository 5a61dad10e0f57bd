import { explore, type Model } from "../../tests/harness/explorer/mod.ts";
import { meaningOf } from "../../tests/harness/explorer/cause.ts";
import { unwrittenIn } from "../../tests/harness/explorer/finding.ts";
import type { Failure } from "../../tests/harness/explorer/verdict.ts";
import { ownModel } from "./own_model.ts";

/** What came of a model that the explorer was asked about. */
export type Answer =
  /** Code was reached that is still to be written. */
  | { outcome: "unwritten"; message: string }
  /** No schedule breaks it: none at all, or none within the bounds of `message`. */
  | { outcome: "none" | "bounded"; message: string; states: number }
  /** The shortest schedule breaks it; `cause` is the likely mistake. */
  | {
    outcome: "failure";
    message: string;
    states: number;
    failure: Failure;
    cause?: string;
  };

/**
 * Runs a learner's own model under every schedule.
 *
 * @throws {TypeError} If the model makes no sense: its message begins with
 * `Cannot use model`.
 */
export function askModel(model: Model): Answer {
  let verdict;
  try {
    verdict = explore(ownModel(model));
  } catch (error) {
    const step = unwrittenIn(error);
    if (step === undefined) throw error;
    return {
      outcome: "unwritten",
      message: `it reached code that is still to be written, ${step.message}.`,
    };
  }
  const { states } = verdict;
  if (!("trace" in verdict)) {
    const bounds = verdict.kind === "bounded" ? ` ${verdict.message}` : "";
    return {
      outcome: verdict.kind === "bounded" ? "bounded" : "none",
      message: `no schedule breaks it (${sizeOf(model, states)}).${bounds}`,
      states,
    };
  }
  const { cause } = meaningOf(undefined, verdict.happened);
  return {
    outcome: "failure",
    message: verdict.message,
    states,
    failure: verdict,
    ...cause === undefined ? {} : { cause },
  };
}

/** How large a model is: `2 threads, 9 states`. */
export function sizeOf({ threads }: Model, states: number): string {
  return `${threads.length} ${
    threads.length === 1 ? "thread" : "threads"
  }, ${states} states`;
}

/** Why a file in which no model was found has none. */
export function noModelIn(name: string): string {
  return `There is no model in ${name}: export one, an object with "name", "bytes" and "threads", as \`deno task explore --example\` shows.`;
}
