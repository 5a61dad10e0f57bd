import type { WorkFile } from "./compare.ts";
import { fingerprints } from "./fingerprints.ts";
import { tokensOf } from "./tokens.ts";

/** More than any lesson's own code has: characters, and fingerprints. */
const MOST = { text: 300_000, prints: 40_000 };

/** A lesson's code of one submission with its fingerprints. */
export interface Prints {
  files: WorkFile[];
  /** What could not be compared, and why. */
  left: string[];
}

/** The fingerprints of a lesson's files; what cannot be parsed is named. */
export function printsOf(files: Iterable<[string, string]>): Prints {
  const prints: Prints = { files: [], left: [] };
  let text = 0, count = 0;
  for (const [path, source] of files) {
    if (text + source.length > MOST.text || count > MOST.prints) {
      prints.left.push(`${path}: there is too much code`);
      continue;
    }
    text += source.length;
    try {
      const some = fingerprints(tokensOf(source));
      count += some.length;
      prints.files.push({ path, text: source, prints: some });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      prints.left.push(`${path}: it cannot be parsed (${why})`);
    }
  }
  return prints;
}
