import { assertEquals } from "@std/assert";
import {
  explore,
  type Model,
  type Thread,
} from "../../harness/explorer/mod.ts";
import { Condition } from "../../../solutions/given/condition.ts";
import { Mutex, MutexToken } from "../../../solutions/given/mutex.ts";
import { counters } from "./models/guarded.ts";

// What lessons 7.3 and 7.5 build on is proved here, as lesson 7.4 has the
// learner's own: their searches take each of the mutex's methods for one step.

/** The given mutex as the models of locks want it. */
class GivenLock {
  readonly #mutex: Mutex;
  #token: MutexToken | undefined;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#mutex = new Mutex(buffer, byteOffset);
  }

  lock(): void {
    if (this.#token === undefined) this.#token = this.#mutex.lock();
    else this.#token.lock();
  }

  unlock(): void {
    this.#token?.unlock();
  }
}

const CONDITION = Mutex.BYTE_LENGTH;
const STOCK = CONDITION + Condition.BYTE_LENGTH;

/** A mutex, a condition, and how much there is to take. */
function room(shared: SharedArrayBuffer) {
  return {
    token: new Mutex(shared).lock(),
    condition: new Condition(shared, CONDITION),
    stock: new Int32Array(shared, STOCK, 1),
  };
}

/** Takes one, and waits for it if there is none. */
const taker: Thread = (shared) => {
  const { token, condition, stock } = room(shared);
  condition.wait(token, () => (stock[0] ?? 0) > 0);
  stock[0] = (stock[0] ?? 0) - 1;
  token.unlock();
};

/** Waits for one with a time limit, and brings it back. */
const patient: Thread = (shared) => {
  const { token, condition, stock } = room(shared);
  condition.waitFor(token, () => (stock[0] ?? 0) > 0, 100);
  token.unlock();
  condition.notify();
};

const giver = (count: number, notify: (c: Condition) => void): Thread =>
(
  shared,
) => {
  const { token, condition, stock } = room(shared);
  stock[0] = (stock[0] ?? 0) + count;
  token.unlock();
  notify(condition);
};
const one = giver(1, (condition) => condition.notify());
const oneByOne = giver(2, (condition) => {
  condition.notify();
  condition.notify();
});

function meeting(
  name: string,
  threads: Thread[],
  more: Partial<Model> = {},
): Model {
  return {
    name,
    bytes: STOCK + 4,
    threads,
    oneStep: [
      { of: Mutex, methods: ["lock"] },
      { of: MutexToken, methods: ["lock", "unlock"] },
    ],
    final: (words) => assertEquals(words[STOCK / 4], 0),
    ...more,
  };
}

const MODELS: Model[] = [
  counters("given-mutex-two-twice", GivenLock, 2, 2),
  counters("given-mutex-three-once", GivenLock, 3, 1),
  {
    ...counters("given-mutex-spurious", GivenLock, 2, 2),
    spuriousWakeups: 1,
  },
  meeting("given-condition-one-step-by-step", [taker, one], { oneStep: [] }),
  meeting("given-condition-one-for-each", [taker, taker, oneByOne]),
  meeting("given-condition-one-for-all", [
    taker,
    taker,
    giver(2, (condition) => condition.notifyAll()),
  ]),
  meeting("given-condition-time-limit", [taker, patient, one]),
  meeting("given-condition-spurious", [taker, one], {
    spuriousWakeups: 2,
  }),
];

for (const model of MODELS) {
  Deno.test(`explore() finds no fault in ${model.name}`, () => {
    assertEquals(explore(model).kind, "complete");
  });
}
