import { ProgressLine } from "../terminal/progress_line.ts";
import { tooNoisy } from "./rank/too_noisy.ts";
import type { MeasuredSection } from "./report/report.ts";
import type { SectionPlan } from "./sections.ts";

/** Options for {@linkcode measureSections}. */
export interface MeasureSectionsOptions {
  quick?: boolean;
  mine?: boolean;
  withC?: boolean;
  signal: AbortSignal;
}

/** Measures sections one after another, with a progress bar on a terminal. */
export async function* measureSections(
  root: URL,
  plans: readonly SectionPlan[],
  { quick = false, mine = false, withC = false, signal }:
    MeasureSectionsOptions,
): AsyncGenerator<MeasuredSection> {
  for (const { doing, budget, load } of plans) {
    signal.throwIfAborted();
    const measure = await load();
    const line = new ProgressLine(doing);
    try {
      const section = await measure({
        root,
        quick,
        mine,
        withC,
        budget: quick ? budget.quick : budget.whole,
        signal,
        onProgress: (part) => line.update(Math.round(100 * part), 100),
      });
      line[Symbol.dispose]();
      yield { ...section, noisy: tooNoisy(section.charts) };
    } finally {
      line[Symbol.dispose]();
    }
  }
}
