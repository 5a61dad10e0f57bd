import { encodeSchedule } from "../../../../tests/harness/explorer/schedule.ts";
import type { Schedule } from "../../engine/protocol.ts";

/**
 * A schedule's steps as a replay's id and an address hold them: `"0b1a"`.
 *
 * @param count How many of them.
 */
export function stepsOf({ rows }: Schedule, count = Infinity): string {
  return encodeSchedule(
    rows.slice(1, count + 1).flatMap(({ choice }) => choice ?? []),
  );
}
