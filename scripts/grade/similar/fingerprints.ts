import type { Token } from "./tokens.ts";

/** A fingerprint of a few tokens that follow one another. */
export interface Print {
  hash: number;
  /** The lines that they stand on, from 1. */
  from: number;
  to: number;
}

/** How many tokens a fingerprint is of: no shorter match is found. */
const LENGTH = 8;

/** Of so many fingerprints in a row, one is kept at least. */
const WINDOW = 3;

/**
 * The fingerprints of a text by winnowing (Schleimer, Wilkerson and Aiken,
 * "Winnowing: Local Algorithms for Document Fingerprinting", 2003): of each
 * window of hashes the least one is kept, the last of equals. Every match of
 * `LENGTH + WINDOW - 1` tokens is found, wherever it stands.
 */
export function fingerprints(tokens: readonly Token[]): Print[] {
  const all: Print[] = [];
  for (let at = 0; at + LENGTH <= tokens.length; at++) {
    const some = tokens.slice(at, at + LENGTH);
    all.push({
      hash: hashOf(some.map(({ word }) => word).join(" ")),
      from: some[0]?.line ?? 0,
      to: some.at(-1)?.line ?? 0,
    });
  }
  const kept = new Set<Print>();
  for (let at = 0; at < Math.max(1, all.length - WINDOW + 1); at++) {
    const least = all.slice(at, at + WINDOW)
      .reduce<Print | undefined>(
        (least, one) =>
          least === undefined || one.hash <= least.hash ? one : least,
        undefined,
      );
    if (least !== undefined) kept.add(least);
  }
  return [...kept];
}

/** FNV-1a (Fowler, Noll and Vo) twice, as one number of 53 bits. */
function hashOf(text: string): number {
  let low = 0x811c9dc5, high = 0x01234567;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
