import type { Contender } from "../../../../scripts/bench/host/contender.ts";

/** Counts as far as it is told, and talks meanwhile. */
export function open(): Promise<Contender<number>> {
  console.log("what a learner's code prints");
  return Promise.resolve({
    run(task) {
      for (let i = 0; i < task; i++) Math.sqrt(i);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}
