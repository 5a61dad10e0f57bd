import type { Meaning } from "../story/verdict.ts";
import { isSlip } from "./finding.ts";
import type { Happened } from "./happened.ts";

/**
 * What a failure means: the likely mistake in words, a misconception of the
 * lesson's catalogue (`means("never-reaps")`), or what a function chooses from
 * what happened, which is nothing where that decides nothing.
 */
export type Cause =
  | string
  | Meaning
  | ((happened: Happened) => string | Meaning | undefined);

/** A cause as a verdict has it. */
export function meaningOf(
  cause: Cause | undefined,
  happened: Happened,
): Meaning {
  if (isSlip(happened.error)) return { cause: SLIP };
  const chosen = typeof cause === "function" ? cause(happened) : cause;
  const meaning = typeof chosen === "string" ? { cause: chosen } : chosen;
  if (meaning?.cause !== undefined) return meaning;
  const plain = PLAIN[happened.kind];
  return plain === undefined ? {} : { cause: plain };
}

/** Whether a cause is a meaning, and not one for each kind of failure. */
export function isMeaning(cause: object): cause is Meaning {
  return "cause" in cause || "misconception" in cause;
}

/** Whether a kind of failure says by itself what was done wrong. */
export function saysItself(kind: Happened["kind"]): boolean {
  return kind in PLAIN;
}

const SLIP =
  "What the message names is not there, or is not what the code takes it for: a name that is misspelt or was not imported, or a value in the place of a function.";

/** What kinds of failure mean that say by themselves what was done wrong. */
const PLAIN: Partial<Record<Happened["kind"], string>> = {
  spinning:
    "The loop asks again and again. Atomics.wait sleeps until another thread calls Atomics.notify.",
  livelock:
    "Whoever gives back what it holds and tries again at once takes turns with others for as long as they do the same. Take what you need in one order for all threads, or sleep until what was taken is free.",
  polling:
    "A thread that must wait looks again by a short time limit. Atomics.wait without one sleeps until another thread calls Atomics.notify.",
  waited:
    "What must return at once may sleep here, if another thread comes between.",
  "non-deterministic":
    "State is kept outside of the buffer, where other threads cannot see it.",
  "state-outside":
    "State is kept in a variable of the module or in a static field. Each worker has its own: what threads share must be in the buffer.",
};
