import { cpus, release, totalmem, type } from "node:os";
import type { BenchReport, Machine } from "./report.ts";

/** The names that people know systems by. */
const NAMES: Record<string, string> = { Darwin: "macOS (Darwin)" };

/** This machine. */
export function thisMachine(): Machine {
  const [first] = cpus();
  const system = type();
  return {
    cpu: first?.model.trim() || "unknown processor",
    cores: navigator.hardwareConcurrency,
    memory: totalmem(),
    system: `${NAMES[system] ?? system} ${
      /^\d+\.\d+/.exec(release())?.[0] ?? ""
    }`
      .trim(),
  };
}

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
