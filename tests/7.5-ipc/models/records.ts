import { Mutex } from "../../../lessons/given/mutex.ts";
import { mutexWord, type ThreadContext } from "../../harness/explorer/mod.ts";

/** A value is two numbers that belong together: the second is minus the first. */
export const SIZE = 2;

const MUTEX = Mutex.BYTE_LENGTH;
/**
 * A record's words, if its conditions have these names; the numbers behind them
 * are no words.
 */
export const wordsOf = (...conditions: string[]) => ({
  0: mutexWord(),
  4: "sleepers", // of the given mutex; a learner's own may have one word
  [MUTEX]: conditions[0] ?? "",
  [MUTEX + 4]: conditions[1] ?? "",
  [MUTEX + 8]: "state",
});

/** The value of a number. */
export function pair(number: number): number[] {
  return [number, -number];
}

/** Logs the first number of a value, and fails if the second is not its own. */
export function logPair(
  t: ThreadContext,
  value: number[] | undefined,
  call = "",
): void {
  t.assert(
    value !== undefined,
    `A value was expected${call && ` of ${call}`}, and none came.`,
  );
  const [first = NaN, second = NaN] = value;
  t.assert(
    first === -second,
    `The value is torn: ${first} came with ${second}.`,
  );
  t.log(first);
}
