import { clientsLabel, heads, neighbourLabels } from "./charts.ts";
import type { Contender } from "./contender.ts";
import type { ChartHead, Figures } from "./figures.ts";
import type { LoadGenerator } from "./load_generator.ts";
import type { Load, Neighbour } from "./load/job.ts";
import { type Plan, STEADY } from "./plan.ts";
import { usageOf } from "./process_usage.ts";
import type { RunningServer } from "./running_server.ts";

/** What a task has at hand. */
export interface TaskContext {
  contender: Contender;
  server: RunningServer;
  load: LoadGenerator;
  figures: Figures;
  signal: AbortSignal;
  /** Milliseconds in which a server must listen. */
  patience: number;
}

/** Something that is measured of each contender, once in a round. */
export interface Task {
  /** The figures that say whether it was measured often enough. */
  deciding: { chart: ChartHead; label: string }[];
  /** How many clients the server must serve at a time. */
  clients: number;
  /** Measures it. False if it cannot be measured of this contender again. */
  run(context: TaskContext): Promise<boolean>;
}

/** All that a plan asks for. */
export function tasksOf({ clients, slice, neighbourSlice }: Plan): Task[] {
  return [
    ...clients.map((count) => visit(count, slice)),
    ...clients.map((count) => connections(count, slice)),
    neighbours(["none", "hog", "deaf"], neighbourSlice),
    // Apart, as it may be the server's end.
    neighbours(["crash"], neighbourSlice),
  ];
}

/** Clients that stay and ask: echoes first, then work. */
function visit(clients: number, ms: number): Task {
  const label = clientsLabel(clients);
  return {
    deciding: [{ chart: heads.echo, label }, { chart: heads.work, label }],
    clients,
    async run({ contender: { name }, server, load, figures, signal }) {
      await load.run("hold", { port: server.port, clients }, signal);
      const usage = usageOf(server.pid);
      for (const asked of ["echo", "work"] as const) {
        const done = await load.run("requests", { asked, ms }, signal);
        figures.add(heads[asked], name, label, perSecond(done));
        for (const [percentile, time] of Object.entries(done.latency)) {
          const each = clientsLabel(clients, percentile);
          figures.add(heads[`${asked}Time`], name, each, time);
        }
      }
      await load.run("release", {}, signal);
      if (usage === undefined) return true;
      figures.add(heads.memory, name, label, usage.memory / 1e6);
      for (const what of ["processes", "threads"] as const) {
        const each = clientsLabel(clients, what);
        figures.add(heads.crowd, name, each, usage[what]);
      }
      return true;
    },
  };
}

/** Clients that come, ask once, and leave. */
function connections(clients: number, ms: number): Task {
  const chart = heads.connections;
  const label = clientsLabel(clients);
  return {
    deciding: [{ chart, label }],
    // Who has to wait gets its turn.
    clients: 1,
    async run({ contender: { name }, server, load, figures, signal }) {
      const options = { port: server.port, clients, ms };
      const done = await load.run("connections", options, signal);
      figures.add(chart, name, label, perSecond(done));
      return true;
    },
  };
}

/** Clients that stay and ask for echoes, beside one that does harm. */
function neighbours(kinds: readonly Neighbour[], ms: number): Task {
  const chart = heads.neighbours;
  return {
    deciding: kinds.map((kind) => ({ chart, label: neighbourLabels[kind] })),
    clients: STEADY + 1,
    async run({ contender: { name }, server, load, figures, signal }) {
      const { port } = server;
      await load.run("hold", { port, clients: STEADY }, signal);
      for (const kind of kinds) {
        const done = await load.run("neighbour", { port, ms, kind }, signal);
        if (done.gone) return false;
        const label = neighbourLabels[kind];
        figures.add(chart, name, label, done.latency.p99);
        figures.add(cutOff, name, label, done.lost * 1_000 / done.ms);
      }
      await load.run("release", {}, signal);
      return true;
    },
  };
}

/**
 * Connections that the others lost, each second. No chart of its own: for most
 * it is 0, which has no place on a logarithmic axis.
 */
export const cutOff: ChartHead = {
  title: "Connections lost",
  unit: "1/s",
  points: "The other one",
  better: "less",
};

function perSecond({ count, ms }: Load): number {
  return count * 1_000 / ms;
}
