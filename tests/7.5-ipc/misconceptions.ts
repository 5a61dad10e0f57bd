import { meaningsOf } from "../harness/story/misconceptions.ts";
import { shared } from "./misconceptions/shared.ts";
import { frames } from "./misconceptions/frames.ts";

/** What wrong code of lesson 7.5 shows, by ids. */
export const misconceptions = { ...frames, ...shared };

/** Names a misconception of lesson 7.5 in a verdict. */
export const means = meaningsOf(misconceptions);
