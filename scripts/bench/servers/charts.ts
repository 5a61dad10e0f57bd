import type { ChartData } from "../chart/chart_data.ts";
import type { ChartHead, Figures } from "./figures.ts";
import type { Neighbour } from "./load/job.ts";
import { type Plan, STEADY } from "./plan.ts";

const rate = { unit: "1/s", points: "Clients", better: "more" } as const;
const time = {
  unit: "ms",
  points: "Clients, percentile",
  better: "less",
} as const;
const cost = { points: "Clients", better: "less" } as const;

/** The charts, without their figures. */
export const heads = {
  echo: { title: "Echo requests a second", ...rate },
  work: { title: "CPU-bound requests a second", ...rate },
  connections: { title: "Connections a second", ...rate },
  echoTime: { title: "Latency of echo requests", ...time },
  workTime: { title: "Latency of CPU-bound requests", ...time },
  memory: { title: "Memory", unit: "MB", ...cost },
  crowd: { title: "Processes and threads", unit: "number", ...cost },
  neighbours: {
    title: `p99 of ${STEADY} clients beside another one`,
    unit: "ms",
    points: "The other one",
    better: "less",
  },
} satisfies Record<string, ChartHead>;

/** The label of what so many clients were measured for. */
export function clientsLabel(clients: number, what?: string): string {
  const who = `${clients} ${clients === 1 ? "client" : "clients"}`;
  return what === undefined ? who : `${who}, ${what}`;
}

/** The labels of the neighbours, in the order of the chart. */
export const neighbourLabels: Record<Neighbour, string> = {
  none: "none",
  hog: "long work",
  deaf: "reads nothing",
  crash: "crashes",
};

/** All charts that have figures. */
export function serverCharts(
  figures: Figures,
  contenders: readonly string[],
  { clients }: Plan,
): ChartData[] {
  const counts = clients.map((count) => clientsLabel(count));
  const each = (...whats: string[]) =>
    clients.flatMap((count) => whats.map((what) => clientsLabel(count, what)));
  const labels: Record<keyof typeof heads, string[]> = {
    echo: counts,
    work: counts,
    connections: counts,
    echoTime: each("p50", "p95", "p99"),
    workTime: each("p50", "p95", "p99"),
    memory: counts,
    crowd: each("processes", "threads"),
    neighbours: Object.values(neighbourLabels),
  };
  return (Object.keys(heads) as (keyof typeof heads)[])
    .map((name) => figures.chart(heads[name], contenders, labels[name]))
    .filter(({ series }) => series.length > 0);
}
