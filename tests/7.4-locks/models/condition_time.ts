import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { giver, inRoom, look, room, taker } from "./condition.ts";

/** Waits for 10 ms at most; takes what is there, and tells whether it could. */
const hasty: Thread = (shared, t: ThreadContext) => {
  const here = room(shared);
  using token = here.mutex.lock();
  const there = here.condition.waitFor(
    token,
    () => look(here, token, t),
    10,
  );
  t.log(there);
  t.assert(token.locked, "waitFor() returned and the token is unlocked.");
  t.inside("the critical section", () => {
    const count = here.data[0] ?? 0;
    t.assert(
      there === (count > 0),
      `waitFor() returned ${there}, with ${count} there to take.`,
    );
    if (there) here.data[0] = count - 1;
  });
};

/** What is left if the hasty one came too early is taken by the end. */
const leftover: Partial<Model> = {
  final: () => {},
};

/** One that waits for a while, and nobody who notifies. */
export const alone = inRoom({ name: "7.4.6-alone", threads: [hasty] });

/** One that waits for a while, and one that notifies in time or not. */
export const inTimeOrNot = inRoom({
  ...leftover,
  name: "7.4.6-in-time-or-not",
  threads: [hasty, giver(1, ({ condition }) => condition.notify())],
});

/** As {@linkcode inTimeOrNot}, with a wake-up for no reason. */
export const spurious = inRoom({
  ...leftover,
  name: "7.4.6-timed-spurious-wake-up",
  threads: [hasty, giver(1, ({ condition }) => condition.notify())],
  spuriousWakeups: 1,
});

/** One that gives up, and one that waits on: what is given is for both. */
export const beside = inRoom({
  ...leftover,
  name: "7.4.6-beside-a-hasty-one",
  threads: [hasty, taker, giver(2, ({ condition }) => condition.notifyAll())],
});

/** As {@linkcode beside}, with two notifications for one each. */
export const afterwards = inRoom({
  ...leftover,
  name: "7.4.6-after-a-hasty-one",
  threads: [
    hasty,
    taker,
    giver(2, ({ condition }) => {
      condition.notify();
      condition.notify();
    }),
  ],
});

/** Waits for 100 ms, and then for 100 ms once more; nobody notifies. */
export const waitsAgain = inRoom({
  name: "7.4.6-waits-again",
  threads: [(shared, t: ThreadContext) => {
    const { condition, mutex } = room(shared);
    using token = mutex.lock();
    for (const which of ["first", "second"]) {
      const start = performance.now();
      const there = condition.waitFor(token, () => false, 100);
      const passed = Math.round(performance.now() - start);
      t.assert(
        passed <= 100,
        `The ${which} waitFor() with 100 ms came back after ${passed} ms.`,
      );
      t.assert(
        passed >= 100,
        `The ${which} waitFor() with 100 ms returned ${there} after ${passed} ms.`,
      );
    }
  }],
});

/** Waits for 100 ms, while another notifies for nothing. */
export const notifiedForNothing = inRoom({
  name: "7.4.6-notified-for-nothing",
  threads: [
    (shared, t: ThreadContext) => {
      const { condition, mutex } = room(shared);
      using token = mutex.lock();
      const start = performance.now();
      const there = condition.waitFor(token, () => false, 100);
      const passed = Math.round(performance.now() - start);
      t.assert(
        passed <= 100,
        `waitFor() with 100 ms came back after ${passed} ms.`,
      );
      t.assert(
        passed >= 100,
        `waitFor() with 100 ms returned ${there} after ${passed} ms.`,
      );
    },
    (shared) => {
      const { condition } = room(shared);
      condition.notify();
      condition.notify();
    },
  ],
});

/** Waits however long it takes. */
export const noLimit = inRoom({
  name: "7.4.6-no-limit",
  threads: [(shared, t: ThreadContext) => {
    const here = room(shared);
    using token = here.mutex.lock();
    const ready = () => look(here, token, t);
    t.assert(
      here.condition.waitFor(token, ready, Infinity),
      "waitFor() with Infinity ms gave up after 0 ms.",
    );
    here.data[0] = 0;
  }, giver(1, ({ condition }) => condition.notify())],
});

/** Waits for no time at all. */
export const noTime = inRoom({
  name: "7.4.6-no-time",
  threads: [(shared, t: ThreadContext) => {
    const here = room(shared);
    using token = here.mutex.lock();
    t.assert(
      !here.condition.waitFor(token, () => look(here, token, t), 0),
      "waitFor() with 0 ms returned true, and nothing is there.",
    );
    here.data[0] = 1;
    t.assert(
      here.condition.waitFor(token, () => look(here, token, t), 0),
      "waitFor() with 0 ms returned false, and something is there.",
    );
    here.data[0] = 0;
  }],
});
