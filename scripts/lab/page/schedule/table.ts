import { h } from "../dom.ts";
import type {
  Schedule,
  ScheduleRow,
  ShownEvent,
} from "../../engine/protocol.ts";
import { shortPlace } from "./words.ts";

/**
 * The table of a schedule: a column a thread, time downwards. Its roles stand
 * there in full, as the narrow layout takes them from the elements.
 */
export function scheduleTable(
  { model, threads, rows }: Schedule,
  onChoose: (step: number) => void,
): HTMLTableElement {
  const columns = Array.from({ length: threads }, (_, thread) => thread);
  return h(
    "table",
    { class: "schedule", role: "table" },
    h("caption", {}, `Schedule of ${model}, one column a thread`),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        h("th", { scope: "col", role: "columnheader" }, "Step"),
        columns.map((thread) =>
          h("th", {
            scope: "col",
            role: "columnheader",
            class: `of-thread t${thread}`,
          }, `T${thread}`)
        ),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      rows.map((row, at) => rowOf(row, at, columns, onChoose)),
    ),
  );
}

function rowOf(
  { step, events }: ScheduleRow,
  at: number,
  columns: readonly number[],
  onChoose: (step: number) => void,
): HTMLElement {
  const name = step === 0 ? "start" : `${step}`;
  return h(
    "tr",
    { role: "row", "data-at": at, onclick: () => onChoose(at) },
    h(
      "th",
      { scope: "row", role: "rowheader" },
      h("button", {
        type: "button",
        tabindex: -1,
        "aria-label": step === 0 ? "Start" : `Step ${step}`,
      }, name),
    ),
    columns.map((thread) => {
      const own = events.filter((event) => event.thread === thread);
      return h(
        "td",
        {
          role: "cell",
          class: `of-thread t${thread}${own.length === 0 ? " empty" : ""}`,
        },
        own.length > 0 && h("span", { class: "who" }, `T${thread}`),
        own.map((event) => eventOf(event)),
      );
    }),
  );
}

function eventOf({ kind, text, place, within }: ShownEvent): HTMLElement {
  return h(
    "div",
    { class: `event kind-${kind}` },
    h("span", { class: "what" }, text),
    place !== undefined &&
      h(
        "span",
        { class: "where" },
        " ",
        shortPlace(place),
        within !== undefined && `, in ${shortPlace(within)}`,
      ),
  );
}
