import { assertEquals } from "@std/assert";
import {
  explore,
  type Model,
  type Thread,
} from "../../harness/explorer/mod.ts";
import { bruteForce, type Outcomes } from "./brute_force.ts";

const WORDS = 2;

/** Numbers from 0 to `count`, by Lehmer's generator. */
function dice(seed: number): (count: number) => number {
  let now = seed;
  return (count) => (now = now * 48_271 % 2_147_483_647) % count;
}

/** A thread of a few operations chosen by chance. */
function randomThread(roll: (count: number) => number, length: number): Thread {
  const operations = Array.from({ length }, () => {
    const [kind, at, a, b] = [roll(9), roll(WORDS), roll(3), roll(3)];
    return (words: Int32Array): unknown => {
      switch (kind) {
        case 0:
          return Atomics.load(words, at);
        case 1:
          return void Atomics.store(words, at, a);
        case 2:
          return Atomics.add(words, at, 1);
        case 3:
          return Atomics.compareExchange(words, at, a, b);
        case 4:
          return Atomics.wait(words, at, a);
        case 5:
          return Atomics.wait(words, at, a, 10);
        case 6:
          return Atomics.notify(words, at, 1 + b);
        case 7:
          return words[at];
        default:
          words[at] = a;
          return undefined;
      }
    };
  });
  return (shared, t) => {
    const words = new Int32Array(shared);
    for (const operation of operations) {
      const result = operation(words);
      if (result !== undefined) t.log(result);
    }
  };
}

/** The same from the explorer: whatever it merges, no outcome may be lost. */
function explored(model: Model): Outcomes {
  const outcomes: Outcomes = { ends: new Set(), hasRace: false };
  const verdict = explore({
    ...model,
    final: (words, logs) => {
      outcomes.ends.add(JSON.stringify([[...words], logs]));
    },
  });
  if (verdict.kind === "deadlock") outcomes.ends.add("deadlock");
  outcomes.hasRace = verdict.kind === "race";
  return outcomes;
}

for (
  const [threads, length, programs] of [[2, 3, 40], [2, 4, 15], [
    3,
    2,
    15,
  ]] as const
) {
  Deno.test(`explore() loses no outcome when ${threads} threads do ${length} operations by chance`, () => {
    for (let seed = 1; seed <= programs; seed++) {
      const roll = dice(seed * 7_919);
      const model: Model = {
        name: `seed-${seed}`,
        bytes: 4 * WORDS,
        threads: Array.from(
          { length: threads },
          () => randomThread(roll, length),
        ),
      };
      const checked = bruteForce(model);
      const found = explored(model);
      assertEquals(found.hasRace, checked.hasRace, `seed ${seed}: race`);
      const apart: Model = { ...model, plain: "interleave" };
      const all = bruteForce(apart).ends;
      const some = explored(apart).ends;
      if (all.has("deadlock")) assertEquals(some.has("deadlock"), true);
      else assertEquals([...some].sort(), [...all].sort(), `seed ${seed}`);
    }
  });
}
