import type { EChartsCoreOption } from "echarts/core";
import { type ChartData, readable } from "../../chart/chart_data.ts";
import { placeText } from "../../rank/places.ts";
import { rowsAt } from "../../rank/rows.ts";
import { axisOf } from "./axis.ts";
import { tooltipText } from "./tooltip_text.ts";
import { whiskers } from "./whiskers.ts";

/** Which part of a chart is drawn, and how. */
export interface PanelOptions {
  label: number;
  ranked: boolean;
  dark: boolean;
}

const COLORS = {
  light: { text: "#1f2328", line: "#d5d9de", bar: "#2f6fb3", yours: "#b35900" },
  dark: { text: "#e3e6ea", line: "#3a4048", bar: "#6ca8e8", yours: "#f0a04b" },
};

/**
 * Bars, the best first, with a line from quartile to quartile. On a logarithmic
 * axis, which has no zero for bars to begin at, dots.
 */
export function panelOption(
  data: ChartData,
  { label, ranked, dark }: PanelOptions,
): EChartsCoreOption {
  const rows = rowsAt(data, label, ranked);
  const axis = axisOf(data);
  const names = {
    type: "category",
    inverse: true,
    axisTick: { show: false },
  } as const;
  const color = COLORS[dark ? "dark" : "light"];
  return {
    animation: false,
    textStyle: { color: color.text, fontFamily: "system-ui, sans-serif" },
    grid: { left: 175, right: 66, top: 4, bottom: 24, outerBoundsMode: "none" },
    tooltip: {
      trigger: "item",
      confine: true,
      backgroundColor: dark ? "#24292f" : "#ffffff",
      borderColor: color.line,
      textStyle: { color: color.text },
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        tooltipText(rows[dataIndex], data),
    },
    xAxis: {
      ...axis,
      axisLabel: { color: color.text, formatter: readable, hideOverlap: true },
      splitLine: { lineStyle: { color: color.line } },
    },
    yAxis: [
      {
        ...names,
        data: rows.map(({ name, place }) =>
          place === undefined ? name : `${name}  ${placeText(place)}`
        ),
        axisLabel: {
          color: color.text,
          lineHeight: 12,
          overflow: "break",
          width: 165,
        },
        axisLine: { lineStyle: { color: color.line } },
      },
      {
        ...names,
        data: rows.map(({ value: { median } }) => readable(median)),
        axisLabel: { align: "right", color: color.text, margin: 58 },
        axisLine: { show: false },
      },
    ],
    series: [
      {
        type: axis.type === "log" ? "scatter" : "bar",
        symbolSize: 10,
        barMaxWidth: 16,
        data: rows.map(({ name, value: { median } }, index) => ({
          value: [median, index],
          itemStyle: {
            color: name.endsWith("(yours)") ? color.yours : color.bar,
          },
        })),
      },
      whiskers(rows, color.text),
    ],
  };
}
