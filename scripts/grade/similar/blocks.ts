import type { Pair, WorkFile } from "./compare.ts";

/** Parts of two files that match: their lines, from 1. */
export interface Block {
  a: Place;
  b: Place;
  /** How many fingerprints it has. */
  size: number;
}

/** Lines of a file. */
export interface Place {
  file: WorkFile;
  from: number;
  to: number;
}

/** How far apart matches of one block may be, in lines. */
const GAP = 3;

/** How many blocks of a pair are shown, the largest ones. */
const MOST = 12;

/** The matching parts of a pair, in the order of the first one's code. */
export function blocksOf({ a, b, hashes }: Pair): Block[] {
  const there = new Map<number, Place>();
  for (const file of b.files) {
    for (const { hash, from, to } of file.prints) {
      if (hashes.has(hash) && !there.has(hash)) {
        there.set(hash, { file, from, to });
      }
    }
  }
  const blocks: Block[] = [];
  for (const file of a.files) {
    for (const { hash, from, to } of file.prints) {
      const other = there.get(hash);
      if (other === undefined) continue;
      const last = blocks.findLast((block) =>
        block.a.file === file && isNear(block.a, from, to) &&
        block.b.file === other.file && isNear(block.b, other.from, other.to)
      );
      if (last === undefined) {
        blocks.push({ a: { file, from, to }, b: { ...other }, size: 1 });
      } else {
        last.size++;
        widen(last.a, from, to);
        widen(last.b, other.from, other.to);
      }
    }
  }
  const large = blocks.toSorted((a, b) => b.size - a.size).slice(0, MOST);
  return blocks.filter((block) => large.includes(block));
}

function isNear(place: Place, from: number, to: number): boolean {
  return from <= place.to + GAP && to >= place.from - GAP;
}

function widen(place: Place, from: number, to: number): void {
  place.from = Math.min(place.from, from);
  place.to = Math.max(place.to, to);
}
