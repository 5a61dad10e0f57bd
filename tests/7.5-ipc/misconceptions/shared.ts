import type { Catalogue } from "../../harness/story/misconceptions.ts";

/** Mistakes with shared memory, events and the logging process. */
export const shared = {} satisfies Catalogue;
