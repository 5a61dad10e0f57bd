import { BarChart, CustomChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartData } from "../../chart/chart_data.ts";
import type { Element } from "./dom.ts";
import { panelOption } from "./panel_option.ts";

use([
  BarChart,
  CustomChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  SVGRenderer,
]);

/** The contenders at one point of a chart, as a picture in an element. */
export class Panel {
  readonly #chart: ECharts;
  readonly #option: (dark: boolean) => ReturnType<typeof panelOption>;

  constructor(
    element: Element,
    data: ChartData,
    label: number,
    ranked: boolean,
  ) {
    // What this module knows of an element is less than what the library does.
    const place = element as unknown as Parameters<typeof init>[0];
    this.#chart = init(place, null, { renderer: "svg" });
    this.#option = (dark) => panelOption(data, { label, ranked, dark });
  }

  draw(dark: boolean): void {
    this.#chart.setOption(this.#option(dark), { notMerge: true });
  }

  /** Takes the element's width, which has changed. */
  fit(): void {
    this.#chart.resize();
  }
}
