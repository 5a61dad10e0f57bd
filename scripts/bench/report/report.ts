import type { Section } from "../section.ts";

/** What `deno task bench --json` prints. */
export interface BenchReport {
  /** Of this form; it changes when a program must read it differently. */
  version: 1;
  /** When the measurement began, in ISO 8601. */
  date: string;
  machine: Machine;
  /** Deno's version: `"2.9.6"`. */
  deno: string;
  /** Whether fewer points were measured, and less often. */
  quick: boolean;
  sections: MeasuredSection[];
}

/** What was measured on. */
export interface Machine {
  /** The processor's name: `"AMD EPYC"`. */
  cpu: string;
  cores: number;
  /** Main memory in bytes. */
  memory: number;
  /** The operating system: `"Linux 6.18"`. */
  system: string;
}

/**
 * A section's charts. In a chart, each of the `series` is a contender with a
 * value for each of the `labels`: the median, half the distance between the
 * quartiles (both in the chart's `unit`), and how many runs there were. Values
 * are missing at the end for labels that a contender cannot be measured at.
 */
export interface MeasuredSection extends Section {
  /** Whether the machine was too noisy: then nothing here is ranked. */
  noisy: boolean;
}
