import type { Thread } from "../../harness/explorer/mod.ts";
import { inRoom, room } from "./condition.ts";

/** Waits for its turn and passes it on, twice. */
function player(me: number): Thread {
  return (shared) => {
    const { condition, mutex, data } = room(shared);
    for (let round = 0; round < 2; round++) {
      using token = mutex.lock();
      condition.wait(token, () => data[0] === me);
      data[0] = 1 - me;
      condition.notify();
    }
  };
}

/** Two threads that hand a turn to and fro, and wait for different things. */
export const toAndFro = inRoom({
  name: "7.4.6-to-and-fro",
  threads: [player(0), player(1)],
});

/** One waits; another notifies for nothing, and a third one for nothing and then for something. */
export const manyNotifiers = inRoom({
  name: "7.4.6-many-notifiers",
  threads: [
    (shared) => {
      const { condition, mutex, data } = room(shared);
      using token = mutex.lock();
      condition.wait(token, () => data[0] === 1);
      data[0] = 0;
    },
    (shared) => void room(shared).condition.notify(),
    (shared) => {
      const { condition, mutex, data } = room(shared);
      condition.notify();
      condition.notify();
      {
        using _token = mutex.lock();
        data[0] = 1;
      }
      condition.notify();
    },
  ],
});
