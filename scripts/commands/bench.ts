import { fileURLToPath } from "node:url";
import type { ChartData } from "../bench/chart/chart_data.ts";
import { svgChart } from "../bench/chart/svg_chart.ts";
import { table } from "../bench/chart/table.ts";
import { terminalChart } from "../bench/chart/terminal_chart.ts";
import type { Figure } from "../bench/ipc/figure.ts";
import { ipcCharts } from "../bench/ipc/ipc_charts.ts";
import { measureIpc } from "../bench/ipc/measure_ipc.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { ProgressLine } from "../terminal/progress_line.ts";
import { style } from "../terminal/style.ts";

/** Options of `deno task bench ipc`. */
export interface BenchOptions {
  /** Shorter, and less exact. */
  quick?: boolean;
  /** The figures as JSON on stdout, and nothing else. */
  json?: boolean;
  signal: AbortSignal;
}

/** How long, in milliseconds, a measurement takes at most. */
const BUDGET = { whole: 45_000, quick: 10_000 };

/**
 * `deno task bench ipc`: what each way to talk between processes and threads
 * costs, on this machine.
 */
export async function benchIpc(
  root: URL,
  { quick = false, json = false, signal }: BenchOptions,
): Promise<number> {
  if (!json) {
    console.log(
      "Measuring the ways to talk, each in turn, until the medians settle …\n",
    );
  }
  let figures: Figure[];
  try {
    using line = new ProgressLine("Measuring");
    figures = await measureIpc({
      budget: quick ? BUDGET.quick : BUDGET.whole,
      signal,
      onProgress: (part) => line.update(Math.round(100 * part), 100),
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    return INTERRUPTED;
  }
  if (json) {
    console.log(JSON.stringify({ version: 1, figures }, null, 2));
    return 0;
  }
  console.log(
    "Median of the runs ± half the distance between their quartiles; solutions of lesson 7.5.\n",
  );
  for (const chart of ipcCharts(figures)) {
    console.log(`${table(chart)}\n\n${terminalChart(chart)}\n`);
    console.log(
      `As a picture: ${style.bold(await savePicture(root, chart))}\n`,
    );
  }
  return 0;
}

async function savePicture(root: URL, chart: ChartData): Promise<string> {
  const folder = new URL(".course/bench/", root);
  await Deno.mkdir(folder, { recursive: true });
  const name = `ipc-${chart.title.toLowerCase().replaceAll(" ", "-")}.svg`;
  const file = new URL(name, folder);
  await Deno.writeTextFile(file, svgChart(chart));
  return fileURLToPath(file);
}
