import type { Entry } from "./given/queue_files.ts";

export function bytesOf(entries: Entry[]): number {
  let sum = 0;
  for (const { length } of entries) sum += length;
  return sum;
}

export function fits(
  entries: Entry[],
  length: number,
  maxBytes: number,
): boolean {
  return entries.length < maxBytes && length <= maxBytes - bytesOf(entries);
}

export function nextSequence(entries: Entry[]): number {
  return Math.max(0, ...entries.map(({ sequence }) => sequence)) + 1;
}

export function choose(entries: Entry[], type: number): Entry | undefined {
  const wanted = entries.filter((entry) =>
    type === 0 || entry.type === type || entry.type <= -type
  );
  // sort() is stable: the oldest of a type stays first.
  if (type < 0) wanted.sort((a, b) => a.type - b.type);
  return wanted[0];
}
