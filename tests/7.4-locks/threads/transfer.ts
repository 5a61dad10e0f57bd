import { transfer } from "../../../lessons/7.4-locks/transfer.ts";
import { account } from "../models/transfer.ts";

/** Moves money between three accounts, in an order that `seed` decides. */
export function move(shared: SharedArrayBuffer, seed: unknown): void {
  const accounts = [0, 1, 2].map((index) => account(shared, index));
  let state = Number(seed);
  const next = (): number => {
    // Numerical Recipes' linear congruential generator; the high bits are good.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 16;
  };
  for (let i = 0; i < 3_000; i++) {
    const from = accounts[next() % 3];
    const to = accounts[next() % 3];
    if (from && to) transfer(from, to, 1 + next() % 60);
  }
}
