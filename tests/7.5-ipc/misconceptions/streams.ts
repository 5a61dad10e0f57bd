import type { Catalogue } from "../../harness/story/misconceptions.ts";

/** Mistakes with frames, pipes, connected ends and message queues. */
export const streams = {} satisfies Catalogue;
