import type { Print } from "./fingerprints.ts";

/** A lesson's code of one submission, or of what it is compared with. */
export interface Work {
  name: string;
  /** Whether it is of the class that is graded. */
  isOwn: boolean;
  files: WorkFile[];
}

/** A file with its fingerprints. */
export interface WorkFile {
  path: string;
  text: string;
  prints: Print[];
}

/** Two works that are alike. */
export interface Pair {
  a: Work;
  b: Work;
  /** How much of what is each one's own is in the other, too, from 0 to 1. */
  share: number;
  /** The weight of what they share. */
  weight: number;
  /** The fingerprints that they share. */
  hashes: Set<number>;
}

/** A fingerprint that more of the class have than this says nothing. */
const COMMON = 1 / 8;

/** A pair that shares less than this is not worth a look. */
export const LEAST = { share: .4, weight: 60 };

/**
 * Finds works of one lesson whose own code is alike. What the starter has, and
 * what many of the class have, does not count; of the rest, what few have
 * counts most (the logarithm of how rare it is).
 *
 * @param given Fingerprints of the starter and of given code.
 * @returns The pairs that are worth a look, those that share most first.
 */
export function alike(
  works: readonly Work[],
  given: ReadonlySet<number>,
  least = LEAST,
): Pair[] {
  const class_ = works.filter(({ isOwn }) => isOwn).length;
  const hashes = works.map(({ files }) =>
    new Set(
      files.flatMap(({ prints }) => prints.map(({ hash }) => hash))
        .filter((hash) => !given.has(hash)),
    )
  );
  const holders = new Map<number, number[]>();
  for (const [index, own] of hashes.entries()) {
    for (const hash of own) {
      const list = holders.get(hash);
      if (list === undefined) holders.set(hash, [index]);
      else list.push(index);
    }
  }
  const totals = works.map(() => 0);
  const shared = new Map<number, number>();
  for (const list of holders.values()) {
    const weight = weightOf(
      list.filter((index) => works[index]?.isOwn).length,
      class_,
    );
    if (weight === 0) continue;
    for (const [at, one] of list.entries()) {
      totals[one]! += weight;
      for (const other of list.slice(at + 1)) {
        if (!works[one]?.isOwn && !works[other]?.isOwn) continue;
        const key = one * works.length + other;
        shared.set(key, (shared.get(key) ?? 0) + weight);
      }
    }
  }
  const pairs: Pair[] = [];
  for (const [key, weight] of shared) {
    const [one, other] = [Math.floor(key / works.length), key % works.length];
    const share = weight / Math.min(totals[one]!, totals[other]!);
    if (share < least.share || weight < least.weight) continue;
    const both = hashes[one]!.intersection(hashes[other]!);
    const counting = [...both].filter((hash) =>
      weightOf(
        holders.get(hash)!.filter((index) => works[index]?.isOwn).length,
        class_,
      ) > 0
    );
    pairs.push({
      ...{ a: works[one]!, b: works[other]!, share, weight },
      hashes: new Set(counting),
    });
  }
  return pairs.sort((a, b) => b.share - a.share);
}

/** How much a fingerprint says that so many of a class have. */
function weightOf(holders: number, class_: number): number {
  if (holders > Math.max(2, class_ * COMMON)) return 0;
  return Math.log2((class_ + 8) / Math.max(1, holders));
}
