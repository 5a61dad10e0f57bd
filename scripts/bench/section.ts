import type { ChartData } from "./chart/chart_data.ts";

/** What `deno task bench` measures: a part that can be asked for by name. */
export interface Section {
  /** Its name on the command line: `"servers"`. */
  name: string;
  /** Its heading: `"Servers"`. */
  title: string;
  /** How its figures were measured, in full sentences. */
  how: string[];
  charts: ChartData[];
}

/** Options for what measures a {@linkcode Section}. */
export interface MeasureOptions {
  /** The folder of the course. */
  root: URL;
  /** Fewer points and runs. */
  quick: boolean;
  /** Puts the learner's own versions beside the solutions. */
  mine: boolean;
  /** Adds the servers written in C. */
  withC: boolean;
  /** Milliseconds after which no new round begins. */
  budget: number;
  /** Ends the measurement; it then rejects with the signal's reason. */
  signal: AbortSignal;
  /** Told after each round, from 0 to 1. */
  onProgress: (part: number) => void;
}

/** Measures a section. Nothing that it started runs on when it has settled. */
export type MeasureSection = (options: MeasureOptions) => Promise<Section>;
