import { assert } from "@std/assert";
import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { howMany } from "../../harness/story/how_many.ts";
import { PROVED } from "./proved.ts";
import { refusal } from "../refusal.ts";
import {
  BYTES,
  checked,
  OFFSET,
  Semaphore,
  stock,
  WORDS,
} from "./semaphore_stock.ts";

/** A model of one thread: what a semaphore answers, without any rivals. */
function alone(
  name: string,
  permits: number,
  max: number,
  thread: (semaphore: Semaphore, t: ThreadContext) => void,
): Model {
  return {
    name: `7.4.5-${name}`,
    bytes: BYTES,
    words: WORDS,
    oneStep: PROVED,
    setup: stock(permits, max),
    threads: [(shared, t) => thread(new Semaphore(shared, OFFSET), t)],
  };
}

/** An attempt for more than there is takes nothing. */
export const allOrNothing = alone(
  "all-or-nothing",
  3,
  3,
  (semaphore, t: ThreadContext) => {
    const expect = (count: number, free: number, when = "") => {
      t.log(count);
      const was = semaphore.tryAcquire(count);
      t.assert(
        was === (count <= free),
        `${when}tryAcquire(${count}) with ${
          howMany(free, "permit")
        } free returned ${was}.`,
      );
    };
    expect(2, 3);
    expect(2, 1);
    expect(1, 1);
    expect(1, 0);
    semaphore.release(3);
    expect(3, 3, "After release(3) with none free, ");
  },
);

/** More permits than 16 bits can count, in a few operations. */
export const large: Model = {
  ...alone("large", 100_000, 1_000_000, (semaphore, t: ThreadContext) => {
    t.assert(
      semaphore.tryAcquire(70_000),
      "tryAcquire(70000) with 100,000 permits free returned false.",
    );
    t.assert(
      !semaphore.tryAcquire(30_001),
      "tryAcquire(30001) with 30,000 permits free returned true.",
    );
    semaphore.release(970_000);
    t.assert(
      refusal(() => semaphore.release()),
      "release() with all of 1,000,000 permits free threw no error.",
    );
    semaphore.acquire(1_000_000);
    t.assert(
      !semaphore.tryAcquire(),
      "tryAcquire() with no permit free returned true.",
    );
  }),
  maxOperations: 400,
};

/** As many permits as a word can count, where there can be so many; one more. */
export const most: Model = {
  name: "7.4.5-most",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  threads: [(shared, t: ThreadContext) => {
    const most = 2 ** 31 - 1;
    const start = () => Semaphore.initialize(shared, OFFSET, most, most);
    // Who keeps a flag beside the permits may refuse it.
    if (refusal(start)) return;
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(
      refusal(() => semaphore.release()),
      `release() with all of ${most} permits free threw no error.`,
    );
    t.assert(
      semaphore.tryAcquire(most),
      `tryAcquire(${most}) with so many permits free returned false.`,
    );
  }],
};

/** Releases beyond the maximum, by one and by more. */
export const tooMany = alone(
  "too-many",
  3,
  4,
  (semaphore, t: ThreadContext) => {
    for (const count of [4, 2]) {
      t.log(count);
      const error = refusal(() => semaphore.release(count));
      t.assert(
        error,
        `release(${count}) with 3 of at most 4 permits free threw no error.`,
      );
    }
    t.assert(
      refusal(() => semaphore.release(1)) === undefined,
      "release(1) threw an error after the refused ones, with 3 of at most 4 permits free before.",
    );
    t.assert(
      refusal(() => semaphore.release()),
      "release() with 4 of at most 4 permits free threw no error.",
    );
    t.reach("tryAcquire(4)");
    t.assert(
      semaphore.tryAcquire(4),
      "tryAcquire(4) with 4 permits free returned false.",
    );
    t.assert(
      !semaphore.tryAcquire(),
      "A refused release added permits: tryAcquire() returned true after tryAcquire(4).",
    );
  },
);

const METHODS = ["acquire", "tryAcquire", "release"] as const;

/** Counts that make no sense. */
export const nonsense = alone(
  "nonsense",
  2,
  2,
  (semaphore, t: ThreadContext) => {
    for (const count of [0, -1, 1.5, NaN, 3, Infinity]) {
      const taken = METHODS.filter((method) => {
        t.reach(`${method}(${count})`);
        return refusal(() => semaphore[method](count)) === undefined;
      });
      for (const method of taken) t.log(method);
      const calls = taken.map((method) => `${method}(${count})`);
      t.assert(
        calls.length === 0,
        `${
          calls.join(", ").replace(/, (?=[^,]*$)/, " and ")
        } of a semaphore with at most 2 permits threw no error.`,
      );
    }
    t.assert(semaphore.tryAcquire(2), "A refused call took permits.");
    t.assert(!semaphore.tryAcquire(), "A refused call added permits.");
  },
);

const releaser = checked(
  (shared, t) => {
    t.log(refusal(() => new Semaphore(shared, OFFSET).release()) === undefined);
  },
  2,
  2,
);

/** Two releases at once when there is room for one. */
export const rivalReleases: Model = {
  name: "7.4.5-rival-releases",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(1, 2),
  threads: [releaser, releaser],
  final: (_words, logs) =>
    assert(
      logs.flat().filter((value) => value === true).length === 1,
      "Two releases with room for one: not exactly one of them was refused.",
    ),
};

const tell: Thread = (shared, t) => {
  t.log(new Semaphore(shared, OFFSET).tryAcquire());
};

/** A release of what is all there, while two threads try for the only permit. */
export const refusedRelease: Model = {
  name: "7.4.5-refused-release",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(1),
  threads: [
    tell,
    tell,
    (shared, t) => {
      const error = refusal(() => new Semaphore(shared, OFFSET).release());
      t.reach(`release() ${error ? "threw an error" : "added a permit"}`);
      t.log(error === undefined);
    },
  ],
  final: (_words, [first, second, third]) => {
    const taken = [first, second].flat().filter((got) => got === true).length;
    const added = third?.[0] === true;
    assert(
      taken <= 1 + Number(added),
      `There was 1 permit, release() ${
        added ? "added one" : "was refused"
      }, and ${taken} were taken.`,
    );
  },
};

/** Two semaphores side by side, and two handles on one of them. */
export const sideBySide: Model = {
  name: "7.4.5-side-by-side",
  bytes: 2 * Semaphore.BYTE_LENGTH,
  oneStep: PROVED,
  setup: (shared) => {
    Semaphore.initialize(shared, 0, 1);
    Semaphore.initialize(shared, Semaphore.BYTE_LENGTH, 2);
  },
  threads: [(shared, t: ThreadContext) => {
    const left = new Semaphore(shared);
    const right = new Semaphore(shared, Semaphore.BYTE_LENGTH);
    t.assert(
      left.tryAcquire(),
      "tryAcquire() of the left semaphore, with 1 of 1 permit free, returned false.",
    );
    t.assert(
      !new Semaphore(shared).tryAcquire(),
      "The left semaphore's only permit was taken, and tryAcquire() through a second handle on it returned true.",
    );
    t.assert(
      right.tryAcquire(2),
      "tryAcquire(2) of the right semaphore, with 2 of 2 permits free, returned false.",
    );
    left.release();
    t.assert(
      !right.tryAcquire(),
      "A permit of the left one came to the right.",
    );
  }],
};
