import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { refusal } from "../refusal.ts";
import { Condition, giver, inRoom, room, taker } from "./condition.ts";
import { Mutex } from "./mutex.ts";

/** Three that wait, and one that notifies so many. */
export function crowd(count: number): Model {
  return inRoom({
    name: `7.4.6-crowd-${count}`,
    threads: [taker, taker, taker, (shared, t) => {
      t.log(room(shared).condition.notify(count));
    }],
  });
}

/** Notifications that come before anybody waits. */
export const early = inRoom({
  name: "7.4.6-early",
  threads: [
    taker,
    (shared, t) => t.log(room(shared).condition.notify(3)),
    giver(1, ({ condition }) => condition.notify()),
  ],
});

/** One that waits, in vain, with a limit or not, and one that always notifies. */
export function inVain(ms: number): Model {
  return inRoom({
    name: `7.4.6-in-vain-${ms}`,
    threads: [(shared) => {
      const { condition, mutex } = room(shared);
      using token = mutex.lock();
      if (ms === Infinity) condition.wait(token, () => false);
      else condition.waitFor(token, () => false, ms);
    }, (shared, t) => {
      for (let round = 0;; round++) {
        t.reach(`round ${round}`);
        room(shared).condition.notify();
      }
    }],
  });
}

/** Something is there already. */
export const already = inRoom({
  name: "7.4.6-already",
  threads: [taker, giver(1, () => {})],
});

/** Two conditions side by side, and one that waits at each. */
export const sideBySide: Model = {
  name: "7.4.6-side-by-side",
  bytes: 2 * Condition.BYTE_LENGTH + 2 * Mutex.BYTE_LENGTH,
  threads: [0, 1].map((index): Thread => (shared) => {
    using token = new Mutex(
      shared,
      2 * Condition.BYTE_LENGTH + index * Mutex.BYTE_LENGTH,
    ).lock();
    let looks = 0;
    new Condition(shared, index * Condition.BYTE_LENGTH)
      .wait(token, () => ++looks > 1);
  }).concat((shared) => {
    new Condition(shared, Condition.BYTE_LENGTH).notifyAll();
  }),
};

/** Calls that make no sense, and leave the mutex as it is. */
export const nonsense = inRoom({
  name: "7.4.6-nonsense",
  threads: [(shared, t: ThreadContext) => {
    const { condition, mutex } = room(shared);
    const never = () => false;
    for (const count of [-1, 1.5, NaN]) {
      const error = refusal(() => condition.notify(count));
      t.assert(error, `notify(${count}) threw no error.`);
    }
    const token = mutex.lock();
    for (const ms of [-1, NaN]) {
      const error = refusal(() => condition.waitFor(token, never, ms));
      t.assert(error, `waitFor() with ${ms} ms threw no error.`);
    }
    t.assert(token.locked, "A refused waitFor() unlocked the mutex.");
    token.unlock();
    t.assert(
      refusal(() => condition.wait(token, () => true)),
      "wait() with a token that is unlocked threw no error.",
    );
    t.assert(
      refusal(() => condition.waitFor(token, () => true, 1)),
      "waitFor() with a token that is unlocked threw no error.",
    );
    t.assert(condition.notify(0) === 0, "notify(0) woke somebody.");
  }],
});
