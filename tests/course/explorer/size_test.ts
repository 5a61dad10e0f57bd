import { assert, assertEquals } from "@std/assert";
import { explore, type Model } from "../../harness/explorer/mod.ts";
import { DrepperMutex2, DrepperMutex3 } from "./algorithms/drepper.ts";
import { counters } from "./models/guarded.ts";

/** Models whose searches must be over in 100 ms, and the most states they may have. */
const MODELS: [Model, number][] = [
  [counters("mutex-3-three-once", DrepperMutex3, 3, 1), 6_333],
  [counters("mutex-3-two-twice", DrepperMutex3, 2, 2), 3_779],
  [counters("mutex-2-three-once", DrepperMutex2, 3, 1), 18_480],
  [counters("mutex-2-two-twice", DrepperMutex2, 2, 2), 6_509],
];

for (const [model, most] of MODELS) {
  Deno.test(`explore() needs few states when the model is ${model.name}`, () => {
    explore(model);
    const start = performance.now();
    const verdict = explore(model);
    const ms = performance.now() - start;
    assertEquals(verdict.kind, "complete");
    // A busy machine is slow; the number of states is what the code decides.
    assert(verdict.states <= most, `${verdict.states} states`);
    console.log(
      `${model.name}: ${verdict.states} states, ${verdict.transitions} transitions, ${
        ms.toFixed(1)
      } ms, ${Math.round(verdict.transitions / ms * 1_000)} transitions/s`,
    );
  });
}

Deno.test("explore() takes identical threads for one another", () => {
  const same = counters("same", DrepperMutex3, 3, 1);
  const [thread] = same.threads;
  assert(thread !== undefined);
  const different = explore({
    ...same,
    threads: [
      (shared, t) => thread(shared, t),
      (shared, t) => thread(shared, t),
      (shared, t) => thread(shared, t),
    ],
  });
  assertEquals(different.kind, "complete");
  assert(explore(same).states * 5 < different.states);
});
