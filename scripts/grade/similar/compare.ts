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

/** From so many fingerprints on, two works are not equal by chance. */
const WHOLE = 40;

/**
 * Finds works of one lesson whose own code is alike. What the starter has, and
 * what many of the class have, does not count; of the rest, what few have
 * counts most (the logarithm of how rare it is). Two works that are equal are a
 * pair also where each part of them is common.
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
  const weightHere = (holders: readonly number[]) =>
    weightOf(holders.filter((index) => works[index]?.isOwn).length, class_);
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
    const weight = weightHere(list);
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
  const pairs = equals(works, hashes);
  const equal = new Set(pairs.map(({ a, b }) => pairKey(works, a, b)));
  for (const [key, weight] of shared) {
    const [one, other] = [Math.floor(key / works.length), key % works.length];
    const share = weight / Math.min(totals[one]!, totals[other]!);
    const isMuch = share >= least.share && weight >= least.weight;
    if (!isMuch || equal.has(key)) continue;
    const both = hashes[one]!.intersection(hashes[other]!);
    const counting = [...both].filter((hash) =>
      weightHere(holders.get(hash)!) > 0
    );
    pairs.push({
      ...{ a: works[one]!, b: works[other]!, share, weight },
      hashes: new Set(counting),
    });
  }
  return pairs.sort((a, b) => b.share - a.share);
}

/** Works that have the same fingerprints, and many of them. */
function equals(
  works: readonly Work[],
  hashes: readonly Set<number>[],
): Pair[] {
  const groups = Map.groupBy(
    works.keys().filter((at) => hashes[at]!.size >= WHOLE),
    (at) => [...hashes[at]!].sort().join(),
  );
  // What a good part of the class has, is what the class has been shown.
  const most = Math.max(8, works.length * COMMON);
  return [...groups.values()].filter(({ length }) => length <= most).flatMap((
    group,
  ) =>
    group.flatMap((one, at) =>
      group.slice(at + 1)
        .filter((other) => works[one]!.isOwn || works[other]!.isOwn)
        .map((other) => ({
          ...{ a: works[one]!, b: works[other]!, share: 1 },
          ...{ weight: Infinity, hashes: hashes[one]! },
        }))
    )
  );
}

function pairKey(works: readonly Work[], a: Work, b: Work): number {
  return works.indexOf(a) * works.length + works.indexOf(b);
}

/** How much a fingerprint says that so many of a class have. */
function weightOf(holders: number, class_: number): number {
  if (holders > Math.max(2, class_ * COMMON)) return 0;
  return Math.log2((class_ + 8) / Math.max(1, holders));
}
