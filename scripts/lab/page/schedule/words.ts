import type { Place, Schedule, ScheduleRow } from "../../engine/protocol.ts";

/** A place in few letters: `mutex.ts:31`, or `models/mutex.ts:31` of a test. */
export function shortPlace({ path, line }: Place): string {
  const parts = path.split("/");
  const name = parts.slice(parts[0] === "tests" ? -2 : -1).join("/");
  return line === undefined ? name : `${name}:${line}`;
}

/** A step in a sentence, for who cannot see the table. */
export function tellRow(row: ScheduleRow, { rows }: Schedule): string {
  const last = rows.length - 1;
  if (row.step === 0) return `The start, of ${last} steps.`;
  const events = row.events.map(({ thread, text, place }) =>
    `T${thread} ${text}${
      place === undefined ? "" : `, ${shortPlace(place).replace(":", " line ")}`
    }`
  );
  return `Step ${row.step} of ${last}: ${events.join("; ")}.`;
}

/**
 * The step where it went wrong: the last one that did something in the
 * learner's code. What comes after it are threads that end.
 */
export function wrongStep({ rows }: Schedule): number {
  const at = rows.findLastIndex(({ events }) =>
    events.some(({ place, kind }) =>
      place !== undefined && kind !== "return" && kind !== "leave"
    )
  );
  return at < 0 ? rows.length - 1 : at;
}
