import { type Child, h } from "../dom.ts";
import type { PlacedMark } from "../editor/code_pane.ts";
import type { Place, ScheduleRow } from "../../engine/protocol.ts";
import { shortPlace } from "./words.ts";

/** What a step's line of code asks of what is around it. */
export interface CodeHost {
  /** What stands in a line. */
  lineAt(place: Place): string | undefined;
  /** Puts the cursor into a line. */
  goTo(place: Place): void;
}

/** What was done in a step, with its line of code. */
export function lineOf({ events }: ScheduleRow, host: CodeHost): Child {
  const event = events.find(({ place }) => place !== undefined) ?? events[0];
  if (event === undefined) return "Nothing has happened yet.";
  const { thread, text, place } = event;
  const code = place === undefined ? undefined : host.lineAt(place)?.trim();
  return [
    h("strong", { class: `of-thread t${thread}` }, `T${thread}`),
    ` ${text}`,
    place !== undefined && code !== undefined && code !== "" && [
      " ",
      h("button", {
        type: "button",
        class: "place",
        title: `Go to ${shortPlace(place)}`,
        onclick: () => host.goTo(place),
      }, code),
    ],
  ];
}

/** The lines of what was done in a step, and those where other threads stand. */
export function marksOf(
  { events, threads, choice }: ScheduleRow,
): PlacedMark[] {
  const of = (place: Place | undefined, label: string, kind: "here" | "next") =>
    place?.line === undefined
      ? []
      : [{ path: place.path, line: place.line, label, kind }];
  const here = events.flatMap(({ thread, place }) =>
    of(place, `T${thread}`, "here")
  );
  const next = threads.flatMap(({ place, state }, thread) =>
    thread === choice?.thread && here.length > 0 || state === "returned"
      ? []
      : of(place, `T${thread}`, "next")
  );
  return [...here, ...next];
}
