import { LineChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  TitleComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type ChartData, readable } from "./chart_data.ts";

use([
  LineChart,
  GridComponent,
  LegendComponent,
  TitleComponent,
  SVGRenderer,
]);

/** Size of the picture in pixels. */
export interface SvgOptions {
  /** @default {800} */
  width?: number;
  /** @default {480} */
  height?: number;
}

/** A line for each contender over the labels, as the text of an SVG picture. */
export function svgChart(
  { title, unit, points, labels, better, series }: ChartData,
  { width = 800, height = 480 }: SvgOptions = {},
): string {
  const chart = init(null, null, {
    renderer: "svg",
    ssr: true,
    width,
    height,
  });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: "#ffffff",
      title: {
        text: `${title} (${better} is better)`,
        left: "center",
      },
      legend: { bottom: 0, data: series.map(({ name }) => name) },
      grid: { left: 80, right: 24, top: 48, bottom: 88 },
      xAxis: {
        type: "category",
        data: labels,
        name: points,
        nameLocation: "middle",
        nameGap: 28,
      },
      yAxis: {
        type: "log",
        name: unit,
        axisLabel: { formatter: readable },
      },
      series: series.map(({ name, values }) => ({
        type: "line",
        name,
        data: values.map(({ median }) => median),
        symbolSize: 7,
      })),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
