import { assert } from "@std/assert";
import {
  Condition as LessonCondition,
} from "../../../lessons/7.4-locks/condition.ts";
import { Mutex, type MutexToken } from "./mutex.ts";
import {
  type Model,
  mutexWord,
  ownInstances,
  type Thread,
  type ThreadContext,
} from "../../harness/explorer/mod.ts";
import { PROVED } from "./proved.ts";

/** The lesson's, as each thread has it. */
export const { Condition } = await ownInstances(
  { Condition: LessonCondition },
  import.meta.resolve("../../../lessons/7.4-locks/condition.ts"),
);
export type Condition = LessonCondition;

/** Leaves a word free on both sides, to see whether a condition keeps to its own. */
export const OFFSET = 4;
const AFTER = OFFSET + Condition.BYTE_LENGTH;
/** Where the mutex lies, in bytes. */
export const MUTEX = AFTER + 4;
/** Where the guarded words lie, in bytes. */
const DATA = MUTEX + Mutex.BYTE_LENGTH;
/** A condition with a free word on both sides, a mutex, two guarded words. */
export const BYTES = DATA + 8;

/** A condition and its mutex, and two words that the mutex guards. */
export interface Room {
  condition: Condition;
  mutex: Mutex;
  /** Word 0 counts what is there to take. */
  data: Int32Array;
}

/** A thread's own handles. */
export function room(shared: SharedArrayBuffer): Room {
  return {
    condition: new Condition(shared, OFFSET),
    mutex: new Mutex(shared, MUTEX),
    data: new Int32Array(shared, DATA, 2),
  };
}

/** Looks at the guarded word, which only a holder of the mutex may. */
export function look(
  { data }: Room,
  token: MutexToken,
  t: ThreadContext,
): boolean {
  t.assert(
    token.locked,
    "The predicate was called while the token is unlocked.",
  );
  let there = false;
  t.inside("the critical section", () => {
    there = (data[0] ?? 0) > 0;
  });
  t.log(there);
  return there;
}

/** Waits until something is there and takes it. */
export const taker: Thread = (shared, t: ThreadContext) => {
  const here = room(shared);
  using token = here.mutex.lock();
  here.condition.wait(token, () => look(here, token, t));
  t.assert(token.locked, "wait() returned and the token is unlocked.");
  t.inside("the critical section", () => {
    t.assert((here.data[0] ?? 0) > 0, "wait() returned and nothing is there.");
    here.data[0] = (here.data[0] ?? 0) - 1;
  });
};

/** Puts something there, `count` times, and says so with `notify`. */
export function giver(count: number, notify: (here: Room) => void): Thread {
  return (shared, t) => {
    const here = room(shared);
    {
      using _token = here.mutex.lock();
      t.inside("the critical section", () => {
        here.data[0] = (here.data[0] ?? 0) + count;
      });
    }
    notify(here);
  };
}

/** A model on a room that must be empty and unharmed at the end. */
export function inRoom(
  model: Pick<Model, "name" | "threads"> & Partial<Model>,
): Model {
  return {
    bytes: BYTES,
    words: {
      [OFFSET]: "sequence",
      [MUTEX]: mutexWord(),
      [DATA]: { name: "there", foreign: true },
    },
    oneStep: PROVED,
    maxStates: 100_000,
    invariant: (words) => {
      assert(
        words[0] === 0,
        "The word before the condition was written to.",
      );
      assert(
        words[AFTER / 4] === 0,
        "The word after the condition was written to.",
      );
    },
    final: (words) =>
      assert(words[DATA / 4] === 0, "Something was left, or taken twice."),
    ...model,
  };
}

/** One waits, one notifies after it has unlocked. */
export const oneTaker = inRoom({
  name: "7.4.6-one-taker",
  threads: [taker, giver(1, ({ condition }) => condition.notify())],
});

/** One waits, one notifies with the mutex held. */
export const notifyInside = inRoom({
  name: "7.4.6-notify-inside",
  threads: [taker, (shared) => {
    const { condition, mutex, data } = room(shared);
    using _token = mutex.lock();
    data[0] = 1;
    condition.notify();
  }],
});

/** Two wait, and each notification is for one. */
export const twoTakers = inRoom({
  name: "7.4.6-two-takers",
  threads: [
    taker,
    taker,
    giver(2, ({ condition }) => {
      condition.notify();
      condition.notify();
    }),
  ],
});

/** Two wait, and one notification is for both. */
export const notifyTwo = inRoom({
  name: "7.4.6-notify-two",
  threads: [taker, taker, giver(2, ({ condition }) => condition.notify(2))],
});

/** Two wait, and one notification is for everybody. */
export const notifyAll = inRoom({
  name: "7.4.6-notify-all",
  threads: [taker, taker, giver(2, ({ condition }) => condition.notifyAll())],
});

/** Sleepers that wake without a reason. */
export const spurious = inRoom({
  name: "7.4.6-spurious-wake-ups",
  threads: [taker, giver(1, ({ condition }) => condition.notify())],
  spuriousWakeups: 2,
});

/** A predicate that throws, at once or after a wake-up. */
export const predicateThrows = inRoom({
  name: "7.4.6-predicate-throws",
  threads: [(shared, t: ThreadContext) => {
    const here = room(shared);
    const accident = new Error("an accident in the predicate");
    try {
      using token = here.mutex.lock();
      try {
        here.condition.wait(token, () => {
          if (look(here, token, t)) throw accident;
          return false;
        });
        t.log("wait() returned");
        t.assert(false, "The predicate threw and wait() returned.");
      } finally {
        t.assert(
          token.locked,
          "The predicate threw and the token is unlocked.",
        );
        here.data[0] = 0;
      }
    } catch (error) {
      if (error !== accident) throw error;
    }
  }, giver(1, ({ condition }) => condition.notify())],
});
