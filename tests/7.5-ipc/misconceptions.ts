import type { TestResult } from "../../scripts/runner/result.ts";
import { meaningsOf } from "../harness/story/misconceptions.ts";
import { ends, recogniseEnds } from "./misconceptions/ends.ts";
import { frames } from "./misconceptions/frames.ts";
import { messageStreams } from "./misconceptions/message_streams.ts";
import { pipes, recognisePipes } from "./misconceptions/pipes.ts";
import { queues, recogniseQueues } from "./misconceptions/queues.ts";
import { recogniseShared, shared } from "./misconceptions/shared.ts";

/** What wrong code of lesson 7.5 shows, by ids. */
export const misconceptions = {
  ...frames,
  ...messageStreams,
  ...pipes,
  ...ends,
  ...queues,
  ...shared,
};

/** The id of a misconception, if what happened decides one. */
export type Known = keyof typeof misconceptions | undefined;

/** Names a misconception of lesson 7.5 in a verdict. */
export const means = meaningsOf(misconceptions);

/** The misconception of a failure in which no assertion speaks. */
export function recognise(failed: TestResult): Known {
  return recognisePipes(failed) ?? recogniseEnds(failed) ??
    recogniseQueues(failed) ??
    recogniseShared(failed);
}
