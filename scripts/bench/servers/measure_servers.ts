import type { MeasureOptions, MeasureSection, Section } from "../section.ts";
import { compileServers } from "./c/compile.ts";
import { serverCharts } from "./charts.ts";
import { type Contender, contenders } from "./contender.ts";
import { Entrant } from "./entrant.ts";
import { Figures } from "./figures.ts";
import { howMeasured } from "./how.ts";
import { LoadGenerator } from "./load_generator.ts";
import { type Plan, quickPlan, wholePlan } from "./plan.ts";
import { runRounds } from "./rounds.ts";
import { tasksOf } from "./tasks.ts";

/**
 * Measures the servers of lessons 7.1 to 7.3, beside an event loop.
 *
 * @throws {UsageError} If servers in C are asked for, and nothing compiles them.
 * @throws {Error} If a reply was wrong, or a server failed.
 */
export const measureServers: MeasureSection = async (options) => {
  const { root, mine, withC, signal } = options;
  signal.throwIfAborted();
  await using compiled = withC ? await compileServers(signal) : undefined;
  const all = [
    ...contenders({ root, mine }),
    ...(compiled?.contenders ?? []),
  ];
  return await measure(all, options.quick ? quickPlan : wholePlan, options);
};

/** Measures these contenders as a plan says. */
export async function measure(
  all: readonly Contender[],
  plan: Plan,
  { budget, signal, onProgress }: Pick<
    MeasureOptions,
    "budget" | "signal" | "onProgress"
  >,
): Promise<Section> {
  await using started = new AsyncDisposableStack();
  const load = started.use(new LoadGenerator(plan.patience));
  const entrants = all.map((one) => started.use(new Entrant(one)));
  const figures = new Figures();
  await runRounds({
    entrants,
    tasks: tasksOf(plan),
    means: { load, figures, signal, patience: plan.patience },
    budget,
    onProgress,
  });
  const names = all.map(({ name }) => name);
  return {
    name: "servers",
    title: "Servers",
    how: howMeasured(plan, entrants, figures),
    charts: serverCharts(figures, names, plan),
  };
}
