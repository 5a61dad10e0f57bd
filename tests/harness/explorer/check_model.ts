import type { Story } from "../story/story.ts";
import type { Model } from "./model.ts";
import type { Bounded, Complete, FailureKind } from "./verdict.ts";

/** What a lesson's test says about a model. */
export interface Expectation {
  /** What a correct program does, in a full sentence. */
  expected: string;
  /** The likely mistake, for all failures or by kind of failure. */
  cause: string | Partial<Record<FailureKind, string>>;
}

/**
 * Fails the test with the shortest schedule that breaks the model, and passes
 * when none does.
 *
 * @returns The verdict, so that a test can insist on `"complete"`.
 */
export function checkModel(
  _story: Story,
  _model: Model,
  _expectation: Expectation,
): Complete | Bounded {
  throw new Error("not written");
}
