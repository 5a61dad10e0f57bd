import type { ErrorName } from "./at_once.ts";

/** The address of a handler module beside this one. */
function module(name: string): URL {
  return new URL(`./${name}.ts`, import.meta.url);
}

/** Does what its client asks. */
export const PUPPET = module("puppet");
/** How each error of a puppet goes on: in its message, and on a second line. */
export const AS_ASKED = ": as was asked for\nby this client: no more";
/** Sends back what comes. */
export const ECHO = module("echo");
/** Sends back what comes first, and returns. */
export const ONCE = module("once");
/** Replies more than the system's buffers hold, and never reads. */
export const REPLY = module("reply");
/** Replies more than a thread may have under way, and never reads. */
export const SHORT_REPLY = module("short_reply");
/** Returns at once, and no promise. */
export const AT_ONCE: URL = module("at_once");
/** Throws an error of this class at once. */
export function throwing(error: ErrorName): URL {
  return new URL(`?${error}`, AT_ONCE);
}
/** Exports its function as the default, and no `handle`. */
export const DEFAULT_ONLY: URL = module("default_only");
/** There is no such module. */
export const MISSING = module("missing");
