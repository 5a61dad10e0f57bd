import type { Thread } from "../../harness/explorer/mod.ts";
import { full, isFault, outcome } from "./close.ts";
import { attach, queueModel } from "./queue.ts";
import { Found } from "./queue_cause.ts";

/** One thread that closes a queue with something in it. */
export const drains = queueModel("7.3.3-drains", 2, [(shared) => {
  const queue = attach(shared);
  const gives = (
    call: string,
    got: unknown,
    right: unknown,
    decide?: ConstructorParameters<typeof Found>[1],
  ) => {
    if (got === right) return;
    if (right === "refused" && got === false) {
      throw new Found(`${call} gave false.`, "closed-is-reported-as-full");
    }
    throw new Found(
      `${call} gave ${got}, not ${right}.`,
      got === "pushed" || got === true
        ? "pushes-into-a-closed-queue"
        : right === undefined
        ? "end-is-an-item"
        : got === undefined
        ? "end-comes-before-the-items"
        : decide,
    );
  };
  queue.push(1);
  queue.push(2);
  gives("closed of a queue that is open", queue.closed, false);
  queue.close();
  gives("closed after close()", queue.closed, true, "close-is-not-noted");
  gives(
    "size of a closed queue with 1 and 2 in it",
    queue.size,
    2,
    "close-throws-items-away",
  );
  gives("pop() of a closed queue with 1 and 2 in it", queue.pop(), 1);
  gives("push(3) to a closed queue", outcome(() => queue.push(3)), "refused");
  gives(
    "tryPush(3) to a closed queue",
    outcome(() => queue.tryPush(3)),
    "refused",
  );
  gives("tryPop() of a closed queue that holds the item 2", queue.tryPop(), 2);
  gives(
    "tryPush(3, 100) to a closed queue",
    outcome(() => queue.tryPush(3, 100)),
    "refused",
  );
  gives("pop() of a closed, empty queue", queue.pop(), undefined);
  gives("tryPop() of a closed, empty queue", queue.tryPop(), undefined);
  gives("tryPop(100) of a closed, empty queue", queue.tryPop(100), undefined);
}]);

/** Closes a queue that may be closed. */
const closes: Thread = (shared) => {
  try {
    attach(shared).close();
  } catch (error) {
    if (!(error instanceof Error) || isFault(error)) throw error;
    throw new Found(`A second close() threw: ${error}`, "second-close-fails");
  }
};

/** A queue with an item in it that one thread closes twice. */
export const closedTwice = queueModel("7.3.3-closed-twice", 1, [
  (shared, t) => {
    closes(shared, t);
    closes(shared, t);
    const { closed, size } = attach(shared);
    if (closed && size === 1) return;
    throw new Found(
      `After a second close(), closed is ${closed}, and size is ${size}, not 1.`,
      size === 0 ? "close-throws-items-away" : undefined,
    );
  },
], full);

/** Two that close the queue at the same time. */
export const twoClosers = queueModel("7.3.3-closed-by-two", 1, [
  closes,
  closes,
]);

/** A full queue that is closed, and a push that has no time. */
export const closedWhenFull = queueModel("7.3.3-full-and-closed", 1, [
  (shared) => {
    attach(shared).close();
    const got = outcome(() => attach(shared).tryPush(2));
    if (got === "refused") return;
    throw new Found(
      `tryPush(2) to a closed, full queue gave ${got}.`,
      got === false ? "full-hides-the-end" : undefined,
    );
  },
], full);
