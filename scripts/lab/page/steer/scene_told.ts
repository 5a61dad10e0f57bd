import { type Child, h, sign } from "../dom.ts";
import type { Finish, Scene, Schedule } from "../../engine/protocol.ts";
import { button } from "../frame.ts";

/** Where a session stands, for who cannot see it. */
export function tellScene({ schedule, state }: Scene): string {
  const row = schedule.rows.at(-1);
  const events = row?.events.map(({ thread, text }) => `T${thread} ${text}`);
  const end = state === "wrong"
    ? `It is broken. ${schedule.message}`
    : state === "over"
    ? "All threads have ended, and nothing broke."
    : "";
  return `Step ${row?.step ?? 0}. ${events?.join("; ") ?? ""} ${end}`;
}

/**
 * What the explorer found from here.
 *
 * @param show Shows the shortest way to a failure.
 */
export function finishParts(
  { outcome, message, steps, schedule }: Finish,
  show: (schedule: Schedule) => void,
): Child {
  const isWrong = outcome === "failure";
  return [
    h(
      "p",
      { class: `verdict-line is-${isWrong ? "wrong" : "over"}` },
      sign(isWrong ? "✗ " : "✓ "),
      message,
    ),
    isWrong && schedule !== undefined && button(
      steps === 1
        ? "Show the shortest way: 1 more step"
        : `Show the shortest way: ${steps ?? "some"} more steps`,
      () => show(schedule),
    ),
  ];
}
