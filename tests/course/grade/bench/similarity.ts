/**
 * Measures how well copies are found: pairs that were made alike in five ways,
 * among honest submissions of the same steps. Says what was missed, and what
 * was a false alarm.
 *
 *     deno run -A tests/course/grade/bench/similarity.ts 7.4 100 20
 *
 * @module
 */

import { alike, type Work } from "../../../../scripts/grade/similar/compare.ts";
import { fingerprints } from "../../../../scripts/grade/similar/fingerprints.ts";
import { tokensOf } from "../../../../scripts/grade/similar/tokens.ts";
import {
  readFiles,
  readSolution,
  startersOf,
} from "../../../../scripts/lesson/files.ts";
import { findLesson } from "../../../../scripts/lesson/find.ts";
import { readLessons } from "../../../../scripts/lesson/manifest.ts";
import {
  mutate,
  readWrongVersions,
} from "../../../../scripts/selftest/cases.ts";
import { copied, honest, type Sources, WAYS } from "./copies.ts";

/** What came out. */
export interface Measured {
  found: string[];
  missed: string[];
  alarms: string[];
}

const COURSE = new URL("../../../../", import.meta.url);

/** Makes a class and looks for the copies in it. */
export async function measure(
  number: string,
  honestOnes: number,
  pairs: number,
  seed = 1,
  least?: { share: number; weight: number },
): Promise<Measured & { shares: string[] }> {
  const lesson = findLesson(await readLessons(COURSE), number);
  const solution = await readSolution(COURSE, lesson);
  const own = (files: Sources): Sources =>
    new Map([...files].filter(([path]) => /^(?!given|\.\.).*\.ts$/.test(path)));
  const { mutants, alternatives } = await readWrongVersions(COURSE, lesson);
  const others = await Promise.all(alternatives.map(({ folder }) =>
    readFiles(
      new URL(`tests/${lesson.folder}/alternatives/${folder}/`, COURSE),
    )
  ));
  const wrong = mutants.filter(({ file }) => solution.has(file));
  const baseOf = (index: number): Sources => {
    // Two other versions of some files, one wrong one, the rest as it is.
    const base = index % 3 === 0
      ? mutate(solution, wrong[index * 5 % wrong.length]!)
      : solution;
    const some = [
      others[index % others.length],
      others[index * 3 % others.length],
    ];
    return own(new Map([base, ...some].flatMap((files) => [...files ?? []])));
  };
  const work = (name: string, sources: Sources): Work => ({
    name,
    isOwn: true,
    files: [...sources].map(([path, text]) => ({
      ...{ path, text },
      prints: fingerprints(tokensOf(text)),
    })),
  });
  const works: Work[] = [];
  const seeds = seed * 100_000;
  for (let index = 0; index < honestOnes; index++) {
    works.push(work(`honest ${index}`, honest(baseOf(index), seeds + index)));
  }
  const made = new Map<string, string>();
  for (let index = 0; index < pairs; index++) {
    const at = honestOnes + index;
    const way = WAYS[index % WAYS.length]!;
    const first = honest(baseOf(at), seeds + at);
    const mine = honest(baseOf(at + 7), seeds + at + 5_000);
    works.push(work(`original ${index}`, first));
    works.push(work(`copy ${index}`, copied(first, way, mine, seeds + at)));
    made.set(`original ${index}, copy ${index}`, `${index} ${way}`);
  }
  const given = new Set(
    [...own(startersOf(solution)).values()]
      .flatMap((text) => fingerprints(tokensOf(text)))
      .map(({ hash }) => hash),
  );
  const flagged = new Map(
    alike(works, given, least).map((pair) => [
      `${pair.a.name}, ${pair.b.name}`,
      pair,
    ]),
  );
  return {
    found: [...made].filter(([key]) => flagged.has(key)).map(([, way]) => way),
    missed: [...made].filter(([key]) => !flagged.has(key)).map(([, way]) =>
      way
    ),
    alarms: [...flagged.keys()].filter((key) => !made.has(key)),
    shares: [...flagged].map(([key, { share, weight }]) =>
      `${share.toFixed(2)} ${weight.toFixed(0)} ${made.get(key) ?? key}`
    ),
  };
}

if (import.meta.main) {
  const [number = "7.4", honestOnes = "100", pairs = "20", seed = "1"] =
    Deno.args;
  const start = performance.now();
  const { found, missed, alarms } = await measure(
    number,
    Number(honestOnes),
    Number(pairs),
    Number(seed),
  );
  console.log(`found ${found.length}; missed: ${missed.join(", ") || "none"}`);
  console.log(`false alarms: ${alarms.join("; ") || "none"}`);
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
}
