import { meaningsOf } from "../harness/story/misconceptions.ts";
import { queue } from "./misconceptions/queue.ts";
import { thread } from "./misconceptions/thread.ts";

/** What wrong code of lesson 7.3 shows, by ids. */
export const misconceptions = { ...queue, ...thread };

/** The id of a misconception of lesson 7.3. */
export type Id = keyof typeof misconceptions;

/** Names a misconception of lesson 7.3 in a verdict. */
export const means = meaningsOf(misconceptions);
