import type { BenchReport } from "./report.ts";

/** What was measured on, and with which Deno, in one line. */
export function machineText(
  { machine: { cpu, cores, memory, system }, deno }: Pick<
    BenchReport,
    "machine" | "deno"
  >,
): string {
  const count = cores === 1 ? "one core" : `${cores} cores`;
  const gigabytes = Math.round(memory / 2 ** 30);
  return `${cpu}, ${count}, ${gigabytes} GB, ${system}, Deno ${deno}`;
}

/** A date as texts have it: `22 November 2026`. */
export function dateText(date: string): string {
  return new Date(date).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}
