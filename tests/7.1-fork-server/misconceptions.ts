import type { TestResult } from "../../scripts/runner/result.ts";
import { meaningsOf } from "../harness/story/misconceptions.ts";
import { startMisconceptions } from "./misconceptions/start.ts";

/** What wrong versions of lesson 7.1 show. */
export const misconceptions = {
  ...startMisconceptions,
};

/** The id of one of them. */
export type Id = keyof typeof misconceptions;

/** Names one of them in a verdict. */
export const means = meaningsOf(misconceptions);

/** What is behind an error that no test expected. */
export function recognise({ failure }: TestResult): Id | undefined {
  if (failure?.kind !== "threw") return undefined;
  const { error } = failure;
  // The second Connection of one child takes its pipes a second time.
  return /already locked/.test(error) && /new Connection/.test(error)
    ? "shares-a-child"
    : undefined;
}
