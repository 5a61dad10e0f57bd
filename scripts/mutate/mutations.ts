import { parse } from "@babel/parser";
import type { LessonFiles } from "../lesson/files.ts";
import { findRegions } from "../lesson/regions.ts";
import { concurrencyChanges } from "./concurrency.ts";
import { mutate, type Mutation } from "./mutation.ts";
import { standardChanges } from "./standard.ts";

/** All changes inside the regions of a solution, in the order of its files. */
export async function mutationsOf(
  solution: LessonFiles,
): Promise<Mutation[]> {
  const mutations: Mutation[] = [];
  for (const [file, source] of solution) {
    if (!file.endsWith(".ts")) continue;
    const regions = regionsOf(source);
    if (regions.length === 0) continue;
    const changes = [
      ...await standardChanges(file, source),
      ...concurrencyChanges(source),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
    const seen = new Set([source]);
    for (const change of changes) {
      const region = regions.find(({ start, end }) =>
        change.start >= start && change.end <= end
      );
      if (region === undefined) continue;
      const mutation = { ...change, file, step: region.step };
      const mutated = mutate(source, mutation);
      if (seen.has(mutated) || !parses(mutated)) continue;
      seen.add(mutated);
      mutations.push(mutation);
    }
  }
  return mutations;
}

/** The regions by the offsets of what stands in them. */
function regionsOf(
  source: string,
): { step: string; start: number; end: number }[] {
  const lines = source.split("\n");
  const offset = (line: number) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
  return findRegions(source).map(({ step, start, end }) => ({
    step,
    start: offset(start + 1),
    end: offset(end),
  }));
}

function parses(source: string): boolean {
  try {
    parse(source, { sourceType: "module", plugins: ["typescript"] });
    return true;
  } catch {
    return false;
  }
}
