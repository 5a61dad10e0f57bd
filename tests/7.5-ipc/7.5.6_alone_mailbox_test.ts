import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { alone, NO_REASON, type Outcome, told } from "./alone.ts";
import {
  closed,
  closing,
  fullMailbox,
  isAtTheLock,
  newMailbox,
} from "./fresh_records.ts";
import { type Known, means } from "./misconceptions.ts";

lessonTest(
  "7.5.6 Mailbox.take() looks again after a wake-up for nothing",
  (story: Story) => {
    const mailbox = newMailbox();
    const call = alone(
      () => mailbox.take(),
      NO_REASON,
      () => mailbox.put([1, 2]),
    );
    story.did("take() of an empty mailbox slept, and woke up for no reason");
    story.holds(`${call.value}` === "1,2", {
      expected: "it sleeps again, until [1, 2] is put in, and returns that",
      got: told(call),
      ...means(
        call.how === "returned" && call.limits.length === 1
          ? "woken-means-there"
          : undefined,
      ),
    });
  },
);

/** How a call ended, and whether the mutex was locked behind it. */
type Called = Outcome<unknown> & { isKept: boolean };

/** What the first call shows that waits for the mutex. */
function leftLocked(calls: Called[]): Known {
  const before = calls[calls.findIndex(isAtTheLock) - 1];
  return before?.isKept ? "keeps-the-lock" : undefined;
}

lessonTest(
  "7.5.6 Mailbox stays closed, once or again, and gives what is left in it",
  (story: Story) => {
    for (const times of [1, 2, 3, 4]) {
      let [wasFull, isFull] = [false, false];
      const after = (what: string, fresh: typeof newMailbox) => {
        const record = closing(fresh);
        const { mailbox } = record;
        closed(story, what, record, times);
        ({ wasFull, isFull } = record);
        const calls: (() => unknown)[] = [
          () => mailbox.put([5, 6]),
          () => mailbox.take(),
          () => mailbox.take(),
        ];
        return calls.map((call): Called => ({
          ...alone(call),
          isKept: record.isLocked,
        }));
      };
      const gives = (
        what: string,
        calls: Called[],
        expected: unknown[],
        once: (calls: Called[]) => Known,
      ) => {
        for (const [index, call] of calls.entries()) {
          const name = index === 0 ? "put()" : "take()";
          const value = expected[index];
          const id = times > 1 ? "closed-again-is-another-state" : once(calls);
          const before = index === 1 ? "Mailbox.put()" : "Mailbox.take()";
          story.holds(
            call.how === "returned" && `${call.value}` === `${value}`,
            {
              expected: `${what} that was closed ${
                times === 1 ? "once" : times === 2 ? "twice" : `${times} times`
              }, ${name} ${index === 2 ? "again " : ""}returns ${
                Deno.inspect(value)
              }`,
              got: told(call) +
                (index === 0
                  ? ""
                  : `; before that, rightly, ${
                    calls.slice(0, index).map((call, i) =>
                      `${i === 0 ? "put([5, 6])" : "take()"} returned ${
                        Deno.inspect(call.value)
                      }`
                    ).join(", and ")
                  }`),
              ...means(id),
              method: id === "keeps-the-lock"
                ? before
                : id === "sleeps-on-though-closed"
                ? "Mailbox.take()"
                : undefined,
            },
          );
        }
      };
      const [empty, full] = [
        "of an empty mailbox",
        "of a mailbox with [1, 2] in it",
      ];
      gives(
        empty,
        after(empty, newMailbox),
        [false, undefined, undefined],
        (calls) =>
          calls[0]?.value === true
            ? "puts-into-a-closed-one"
            : calls[0]?.value === false &&
                calls.some(({ how }) => how === "slept")
            ? calls.some(isAtTheLock)
              ? leftLocked(calls)
              : "sleeps-on-though-closed"
            : undefined,
      );
      gives(
        full,
        after(full, fullMailbox),
        [false, [1, 2], undefined],
        (calls) => {
          const [put, first, second] = calls;
          return put?.value === true
            ? "puts-into-a-closed-full-one"
            : first?.how === "returned" && first.value === undefined
            ? isFull
              ? alone(() => fullMailbox().take()).value
                ? "closed-is-taken-for-empty"
                : undefined
              : wasFull
              ? "close-drops-the-value"
              : undefined
            : calls.some(isAtTheLock)
            ? leftLocked(calls)
            : first?.how === "slept"
            ? "sleeps-on-though-closed"
            : second?.how === "slept"
            ? "taking-reopens"
            : `${first?.value}` === "5,6"
            ? "put-writes-before-it-may"
            : `${second?.value}` === "1,2"
            ? "taken-value-stays"
            : undefined;
        },
      );
    }
  },
);
