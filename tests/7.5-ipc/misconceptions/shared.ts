import type { TestResult } from "../../../scripts/runner/result.ts";
import type { Catalogue } from "../../harness/story/misconceptions.ts";
import { eventTurns } from "./event_turns.ts";
import { events, thrownByBus } from "./events.ts";
import { keptLines } from "./kept_lines.ts";
import { log, thrownByLog } from "./log.ts";
import { mailbox } from "./mailbox.ts";
import { ring } from "./ring.ts";
import { ringSleep } from "./ring_sleep.ts";

/** Mistakes with shared memory, events and the logging process. */
export const shared = {
  ...ring,
  ...ringSleep,
  ...mailbox,
  ...events,
  ...eventTurns,
  ...log,
  ...keptLines,
} satisfies Catalogue;

/** The misconception of a failure of these steps in which no assertion speaks. */
export function recogniseShared(
  { step, test, failure }: TestResult,
): keyof typeof shared | undefined {
  if (step === "7.5.7" && failure?.kind === "deno") {
    return /BroadcastChannel/.test(failure.message)
      ? "channel-stays-open"
      : /\bintervals? (was|were) started/.test(failure.message)
      ? "timer-repeats"
      : undefined;
  }
  if (failure?.kind !== "threw") return undefined;
  const known = [...thrownByBus, ...thrownByLog];
  return known.find(([name, error]) =>
    name.test(test) && error.test(failure.error)
  )?.[2];
}
