import type { MeasureSection } from "./section.ts";

/** A section that can be asked for, and how long it may take. */
export interface SectionPlan {
  name: string;
  /** What is being done: `"Measuring the locks"`. */
  doing: string;
  /** Milliseconds after which no new round begins. */
  budget: { whole: number; quick: number };
  load: () => Promise<MeasureSection>;
}

/** All of `deno task bench`: under five minutes, or with `--quick` under 40 s. */
export const SECTIONS: readonly SectionPlan[] = [
  {
    name: "servers",
    doing: "Measuring servers",
    budget: { whole: 150_000, quick: 21_000 },
    load: async () =>
      (await import("./servers/measure_servers.ts")).measureServers,
  },
  {
    name: "locks",
    doing: "Measuring locks",
    budget: { whole: 30_000, quick: 3_500 },
    load: async () => (await import("./locks/measure_locks.ts")).measureLocks,
  },
  {
    name: "ipc",
    doing: "Measuring ways to talk",
    budget: { whole: 45_000, quick: 6_500 },
    load: async () => (await import("./ipc/measure_ipc.ts")).measureIpc,
  },
];
