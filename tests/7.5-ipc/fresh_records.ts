import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import { Mailbox } from "../../lessons/7.5-ipc/mailbox.ts";
import type { Story } from "../harness/story/story.ts";
import { alone, type Outcome, told } from "./alone.ts";
import { type Known, means } from "./misconceptions.ts";
import { CONDITIONS, MUTEX, STATE } from "./record_schedule.ts";

const mailboxMemory = () => new SharedArrayBuffer(Mailbox.byteLength(2));

/** An empty mailbox for two numbers. */
export function newMailbox(shared = mailboxMemory()): Mailbox {
  return new Mailbox(shared, 2);
}

/** A mailbox with [1, 2] in it. */
export function fullMailbox(shared = mailboxMemory()): Mailbox {
  const mailbox = newMailbox(shared);
  mailbox.put([1, 2]);
  return mailbox;
}

/** Whether a state has the bit of FULL, which is the lowest. */
const isFull = (state = 0) => state % 2 === 1;

/** A mailbox, a call of its close(), and what becomes of its memory. */
export function closing(fresh: typeof newMailbox) {
  const shared = mailboxMemory();
  const mailbox = fresh(shared);
  const state = new Int32Array(shared, STATE, 1);
  const before = state[0];
  return {
    mailbox,
    /** Whether its mutex is locked. */
    get isLocked() {
      return isLocked(shared);
    },
    close: () => mailbox.close(),
    /** Whether its state is another one than at first. */
    get isNoted() {
      return state[0] !== before;
    },
    /** Whether its state said FULL at first. */
    wasFull: isFull(before),
    /** Whether its state says FULL. */
    get isFull() {
      return isFull(state[0]);
    },
  };
}

/** Whether the mutex of a record is locked now. */
export const isLocked = (shared: SharedArrayBuffer) =>
  new Int32Array(shared)[MUTEX / 4] !== 0;

/** Whether a call sleeps on the mutex, which is the first of a mailbox. */
export const isAtTheLock = ({ how, last = 0 }: Outcome<unknown>) =>
  how === "slept" && last < CONDITIONS / 4;

/**
 * Closes a mailbox so many times, each at once.
 *
 * @param what The mailbox, as "of an empty mailbox".
 */
export function closed(
  story: Story,
  what: string,
  { close, isFull }: ReturnType<typeof closing>,
  times = 1,
): void {
  for (let i = 1; i <= times; i++) {
    const call = alone(close);
    const isItself = call.how === "slept" && !isAtTheLock(call);
    // What lies there was put in before, by who may have kept the lock.
    const isAlone = call.how === "slept" && !isItself && !isFull;
    const id: Known = isAlone
      ? "close-locks-again"
      : !isItself
      ? undefined
      : i === 1
      ? "close-waits"
      : "closed-again-is-another-state";
    story.holds(call.how === "returned", {
      expected: `close() ${what} returns${
        i > 1 ? " also when it was called before" : ""
      }, and never sleeps`,
      got: isItself
        ? "close() itself sleeps, and waits to be woken"
        : isAtTheLock(call)
        ? "close() itself sleeps, and waits for the mutex"
        : told(call),
      ...means(id),
      method: isItself ? "Mailbox.close()" : undefined,
    });
  }
}

/** A place for two numbers where nothing was published. */
export function newPlace(
  shared = new SharedArrayBuffer(LatestValue.byteLength(2)),
): LatestValue {
  return new LatestValue(shared, 2);
}

/**
 * What next() does for each of two handles of a place with [1, 2], the second
 * value there, and whether its state is another one than at first.
 */
export function nextOfTwo() {
  const shared = new SharedArrayBuffer(LatestValue.byteLength(2));
  const [first, second] = [1, 2].map(() => new LatestValue(shared, 2));
  first?.publish([0, 0]);
  first?.publish([1, 2]);
  const isCounted = new Int32Array(shared, STATE, 1)[0] !== 0;
  const calls = [first, second].map((handle) => alone(() => handle?.next()));
  return { calls, isCounted };
}
