import { h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { wideView } from "../frame.ts";
import {
  type ChartData,
  type ChartValue,
  readable,
} from "../../../bench/chart/chart_data.ts";
import { dateText, machineText } from "../../../bench/report/machine_text.ts";
import type { MeasuredSection } from "../../../bench/report/report.ts";

const TITLE = "What serving, locking and talking cost";

/** What `deno task bench` has measured on this machine. */
export async function figuresView({ disk }: App): Promise<View> {
  const report = await disk?.client.bench() ?? null;
  if (report === null) {
    return wideView(
      TITLE,
      h(
        "p",
        {},
        "Nothing was measured on this machine yet. In a terminal, ",
        h("code", {}, "deno task bench"),
        " measures all of it in some minutes, ",
        h("code", {}, "deno task bench locks --mine"),
        " your own locks beside the solution's.",
      ),
    );
  }
  return wideView(
    TITLE,
    h(
      "p",
      { class: "quiet" },
      `${dateText(report.date)}: ${machineText(report)}.${
        report.quick ? " Measured with --quick, which is less exact." : ""
      }`,
    ),
    h(
      "p",
      {},
      "The median of the runs ± half the distance between their quartiles. The bars of a column have one scale.",
    ),
    report.sections.map(sectionOf),
  );
}

function sectionOf(
  { title, how, noisy, charts }: MeasuredSection,
): HTMLElement {
  return h(
    "section",
    {},
    h("h2", {}, title),
    noisy && h("p", { class: "wrong" }, "The machine was too noisy to rank."),
    h(
      "details",
      {},
      h("summary", {}, "How it was measured"),
      h("ul", {}, how.map((text) => h("li", {}, text))),
    ),
    charts.map(chartOf),
  );
}

function chartOf(
  { title, unit, better, points, labels, series }: ChartData,
): HTMLElement {
  const largest = labels.map((_, at) =>
    Math.max(...series.map(({ values }) => values[at]?.median ?? 0))
  );
  return h(
    "div",
    { class: "table", tabindex: 0 },
    h(
      "table",
      { class: "figures" },
      h("caption", {}, `${title}, in ${unit}: ${better} is better`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, points),
          labels.map((label) => h("th", { scope: "col" }, label)),
        ),
      ),
      h(
        "tbody",
        {},
        series.map(({ name, values }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            labels.map((_, at) => cell(values[at], largest[at] ?? 0)),
          )
        ),
      ),
    ),
  );
}

function cell(value: ChartValue | undefined, largest: number): HTMLElement {
  if (value === undefined) return h("td", { class: "quiet" }, "not measured");
  const { median, spread, runs } = value;
  return h(
    "td",
    { title: `${runs} runs` },
    `${readable(median)} `,
    h("small", { class: "quiet" }, `± ${readable(spread)}`),
    h("meter", {
      "aria-hidden": "true",
      min: 0,
      max: largest,
      value: median,
    }),
  );
}
