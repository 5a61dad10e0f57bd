import { h, sign } from "../dom.ts";
import type {
  Schedule,
  ScheduleRow,
  ShownThread,
} from "../../engine/protocol.ts";
import { shortPlace } from "./words.ts";

const STATES: Readonly<Record<ShownThread["state"], [string, string]>> = {
  ready: ["▶", "can go on"],
  asleep: ["☾", "asleep"],
  returned: ["✓", "has returned"],
  threw: ["✗", "has thrown"],
  endless: ["∞", "goes on and on"],
};

/** What stands in memory after a step, who sleeps where, and who is inside. */
export function statePanel(
  { words }: Schedule,
  row: ScheduleRow,
): HTMLElement[] {
  return [
    h(
      "table",
      { class: "memory" },
      h("caption", {}, "Memory"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Word"),
          h("th", { scope: "col" }, "Value"),
          h("th", { scope: "col" }, "Who sleeps on it"),
        ),
      ),
      h("tbody", {}, words.map((word, at) => wordRow(word, row, at))),
    ),
    h(
      "table",
      { class: "threads" },
      h("caption", {}, "Threads"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Thread"),
          h("th", { scope: "col" }, "State"),
          h("th", { scope: "col" }, "Is inside"),
        ),
      ),
      h("tbody", {}, row.threads.map(threadRow)),
    ),
  ];
}

function wordRow(
  { index, name }: Schedule["words"][number],
  { words, threads }: ScheduleRow,
  at: number,
): HTMLElement {
  const { value = 0, text = "0", changed = false } = words[at] ?? {};
  const sleepers = threads.flatMap(({ state, word }, thread) =>
    state === "asleep" && word === index ? [`T${thread}`] : []
  );
  return h(
    "tr",
    { class: changed ? "changed" : "" },
    h("th", { scope: "row" }, name),
    h(
      "td",
      {},
      h("code", {}, text),
      text !== `${value}` && h("span", { class: "quiet" }, ` (${value})`),
      changed && h("em", { class: "tag" }, " changed"),
    ),
    h("td", {}, sleepers.length > 0 ? sleepers.join(", ") : "—"),
  );
}

function threadRow(shown: ShownThread, thread: number): HTMLElement {
  const { state, text, place, inside } = shown;
  const [symbol, words] = STATES[state];
  const isSaid = text.startsWith(state === "asleep" ? "sleeps" : words);
  return h(
    "tr",
    { class: `is-${state}` },
    h("th", { scope: "row", class: `of-thread t${thread}` }, `T${thread}`),
    h(
      "td",
      {},
      sign(symbol),
      " ",
      !isSaid && state !== "ready" && `${words} `,
      state === "asleep" && isSaid && "asleep: ",
      h("span", {}, text),
      place !== undefined &&
        h("span", { class: "where" }, ` ${shortPlace(place)}`),
    ),
    h("td", {}, inside.length > 0 ? inside.join(", ") : "—"),
  );
}
