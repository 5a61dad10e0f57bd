import type { TestResult } from "../../scripts/runner/result.ts";
import { meaningsOf } from "../harness/story/misconceptions.ts";
import { carryMisconceptions } from "./misconceptions/carry.ts";
import { preforkMisconceptions } from "./misconceptions/prefork.ts";
import { shutdownMisconceptions } from "./misconceptions/shutdown.ts";
import { startMisconceptions } from "./misconceptions/start.ts";

/** What wrong versions of lesson 7.1 show. */
export const misconceptions = {
  ...startMisconceptions,
  ...carryMisconceptions,
  ...shutdownMisconceptions,
  ...preforkMisconceptions,
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
  if (/already locked/.test(error) && /new Connection/.test(error)) {
    return "shares-a-child";
  }
  return /ForkingServer\.#dismiss/.test(error)
    ? "lets-an-error-escape"
    : undefined;
}
