/** One part of a class: part 2 of 4, from 1. */
export interface Shard {
  part: number;
  of: number;
}

/** Reads `2/4`; nothing if it is no part. */
export function parseShard(text: string): Shard | undefined {
  const [, part, of] = text.match(/^(\d{1,4})\/(\d{1,4})$/)?.map(Number) ?? [];
  if (part === undefined || of === undefined) return undefined;
  return part >= 1 && part <= of ? { part, of } : undefined;
}

/** Every n-th entry: neighbours in the list go to different machines. */
export function ofShard<T>(all: readonly T[], { part, of }: Shard): T[] {
  return all.filter((_, index) => index % of === part - 1);
}
