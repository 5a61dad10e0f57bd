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

lessonTest(
  "7.5.6 Mailbox stays closed, once or again, and gives what is left in it",
  (story: Story) => {
    for (const times of [1, 2, 3, 4]) {
      let isFull = false;
      const after = (what: string, fresh: typeof newMailbox) => {
        const record = closing(fresh);
        const { mailbox } = record;
        closed(story, what, record, times);
        isFull = record.isFull;
        return [
          alone(() => mailbox.put([5, 6])),
          alone(() => mailbox.take()),
          alone(() => mailbox.take()),
        ];
      };
      const gives = (
        what: string,
        calls: Outcome<unknown>[],
        expected: unknown[],
        once: (calls: Outcome<unknown>[]) => Known,
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
        ([put, ...takes]) =>
          put?.value === true
            ? "puts-into-a-closed-one"
            : put?.value === false && takes.some(({ how }) => how === "slept")
            ? takes.some(isAtTheLock)
              ? "keeps-the-lock"
              : "sleeps-on-though-closed"
            : undefined,
      );
      gives(
        full,
        after(full, fullMailbox),
        [false, [1, 2], undefined],
        ([put, first, second]) =>
          put?.value === true
            ? "puts-into-a-closed-full-one"
            : first?.how === "returned" && first.value === undefined
            ? isFull
              ? alone(() => fullMailbox().take()).value
                ? "closed-is-taken-for-empty"
                : undefined
              : "close-drops-the-value"
            : second?.how === "slept"
            ? isAtTheLock(second) ? "keeps-the-lock" : "taking-reopens"
            : `${first?.value}` === "5,6"
            ? "put-writes-before-it-may"
            : `${second?.value}` === "1,2"
            ? "taken-value-stays"
            : undefined,
      );
    }
  },
);
