import type { BenchReport } from "../../../scripts/bench/report/report.ts";

/** A report of one section with one chart. */
export function report(): BenchReport {
  return {
    version: 1,
    date: "2026-11-22T12:00:00.000Z",
    machine: {
      cpu: "Fast <1>",
      cores: 2,
      memory: 8 * 2 ** 30,
      system: "Linux 6.18",
    },
    deno: "2.9.6",
    quick: false,
    sections: [{
      name: "servers",
      title: "Servers",
      how: ["They ran."],
      noisy: false,
      charts: [{
        title: "Memory",
        unit: "MB",
        points: "Clients",
        labels: ["1 client"],
        better: "less",
        series: ["fork", "thread", "pool </script>"].map((name, index) => ({
          name,
          values: [{ median: 100 / (index + 1), spread: 1, runs: 9 }],
        })),
      }],
    }],
  };
}
