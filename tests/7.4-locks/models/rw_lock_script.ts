import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { refusal } from "../refusal.ts";
import { PROVED } from "./proved.ts";
import { BYTES, DATA, OFFSET, RwLock, WORDS, WRITER } from "./rw_lock.ts";

/** Reads for as long as a script lets it. */
const reader: Thread = (shared, t) => {
  using _token = new RwLock(shared, OFFSET).lockRead();
  t.reach("reads");
};

/** Writes for as long as a script lets it. */
const writer: Thread = (shared, t) => {
  using _token = new RwLock(shared, OFFSET).lockWrite();
  t.reach("writes");
};

function model(name: string, threads: Thread[], rest?: Partial<Model>): Model {
  return {
    name: `7.4.7-${name}`,
    bytes: BYTES,
    words: WORDS,
    oneStep: PROVED,
    threads,
    ...rest,
  };
}

/** Threads 0, 1 and 3 read, thread 2 writes. */
export const readersAndWriter = model("readers-and-writer", [
  reader,
  reader,
  writer,
  reader,
]);

/** Threads 0 and 3 write, threads 1 and 2 read. */
export const writersAndReaders = model("writers-and-readers", [
  writer,
  reader,
  reader,
  writer,
]);

/** The words of a lock that so many readers hold, as the lesson counts them. */
export function heldBy(readers: number): number[] {
  return [readers, 0];
}

/** As many readers as the state can count, but for two, and three more come. */
export const crowded = model("crowded", [(shared, t) => {
  for (const missing of [2, 1, 0]) {
    new RwLock(shared, OFFSET).lockRead();
    t.reach(
      `reader number WRITER${missing === 0 ? "" : ` - ${missing}`} is in`,
    );
  }
}], {
  setup: (shared) => {
    new Int32Array(shared, OFFSET).set(heldBy(WRITER - 3));
  },
});

/** Writes, and stays inside until it is woken for no reason. */
const lingerer: Thread = (shared) => {
  using _token = new RwLock(shared, OFFSET).lockWrite();
  Atomics.wait(new Int32Array(shared, DATA, 1), 0, 0);
};

/** Threads 0, 2 and 3 write and stay inside; thread 1 only writes. */
export const lingerers = model("lingerers", [
  lingerer,
  writer,
  lingerer,
  lingerer,
]);

/** One that writes again and again, as long as it is left in; a writer, a reader. */
export const greedy = model("greedy", [
  (shared, t) => {
    for (;;) lingerer(shared, t);
  },
  writer,
  reader,
]);

/** Leaves both blocks by an exception, then takes the lock again. */
export const exception = model("exception", [(shared, t: ThreadContext) => {
  const accident = new Error("an accident in the block");
  for (const method of ["lockRead", "lockWrite", "lockRead"] as const) {
    const error = refusal(() => {
      using _token = new RwLock(shared, OFFSET)[method]();
      throw accident;
    });
    t.assert(error === accident, `The accident ended as ${error}.`);
  }
}]);

/** Unlocks through tokens that unlocked before, while others hold the lock. */
export const unlockedTwice = model("unlocked-twice", [
  (shared, t: ThreadContext) => {
    for (const method of ["lockRead", "lockWrite"] as const) {
      const token = new RwLock(shared, OFFSET)[method]();
      t.assert(token.locked, "The token of a held lock says 'locked: false'.");
      token.unlock();
      t.log(token.locked);
      t.assert(!token.locked, "The token says 'locked: true' after unlock().");
      const error = refusal(() => token.unlock());
      t.assert(error, "A second unlock() through one token threw no error.");
      token[Symbol.dispose]();
    }
  },
  (shared, t) => {
    using _token = new RwLock(shared, OFFSET).lockWrite();
    t.inside("the guarded place", () => {});
  },
], { preemptions: 2 });

/** A reader of one lock, and a writer of the lock beside it. */
export const sideBySide: Model = {
  name: "7.4.7-side-by-side",
  bytes: 2 * RwLock.BYTE_LENGTH,
  oneStep: PROVED,
  threads: [(shared, t) => {
    using _token = new RwLock(shared).lockWrite();
    t.reach("writes");
  }, (shared) => {
    using _token = new RwLock(shared, RwLock.BYTE_LENGTH).lockWrite();
  }],
};
