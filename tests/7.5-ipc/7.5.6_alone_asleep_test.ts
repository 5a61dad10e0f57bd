import { Condition } from "../../lessons/given/condition.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import type { Mailbox } from "../../lessons/7.5-ipc/mailbox.ts";
import { alone, NO_REASON, type Outcome, told } from "./alone.ts";
import {
  closed,
  closing,
  fullMailbox,
  isAtTheLock,
  newMailbox,
  newPlace,
  nextOfTwo,
} from "./fresh_records.ts";
import { type Known, means } from "./misconceptions.ts";
import { CONDITIONS } from "./record_schedule.ts";

/** What one of the two methods shows: the one that sleeps, or that is to wake. */
const OF_ONE: Known[] = [
  "asks-closed-before-its-wait",
  "closed-is-an-error",
  "keeps-the-lock",
  "wakes-no-one",
  "sleeps-on-though-closed",
  "spins-on-memory",
  "waits-on-the-other-condition",
  "waits-with-a-time-limit",
  "woken-means-there",
];

/**
 * What a call shows that `by` is to wake; `what` begins with it, as "put() into
 * a full mailbox".
 */
function shows(id: Known, what: string, by = "") {
  const call = id === "wakes-no-one" || id === "keeps-the-lock"
    ? by
    : what.slice(0, what.indexOf(" "));
  const owner = call === "next()" ? "LatestValue" : "Mailbox";
  return {
    ...means(id),
    ...(OF_ONE.includes(id) ? { method: `${owner}.${call}` } : {}),
  };
}

lessonTest(
  "7.5.6 Mailbox.take() gives a value once",
  (story: Story) => {
    const box = closing(fullMailbox);
    const first = alone(() => box.mailbox.take());
    const stays = box.isFull;
    const second = alone(() => box.mailbox.take());
    story.holds(`${first.value}` === "1,2" && second.how === "slept", {
      expected:
        "take() returns [1, 2], which was put in, and the next one sleeps",
      got: `${told(first)}; the next one: ${told(second)}`,
      ...means(
        stays && `${second.value}` === "1,2" ? "taken-value-stays" : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.6 Mailbox and LatestValue sleep until they are woken",
  (story: Story) => {
    const sleepsOnce = (
      what: string,
      by: string,
      call: Outcome<unknown>,
      ids: { unwoken?: Known; crossed?: Known },
      { side, isNoted = true, isKept = false }: {
        side?: number;
        isNoted?: boolean;
        isKept?: boolean;
      } = {},
    ) =>
      story.holds(
        call.how === "returned" && call.limits.length === 1 &&
          call.limits[0] === Infinity,
        {
          expected:
            `${what} sleeps once, without a time limit, until ${by} wakes it`,
          got: told(call, by),
          ...shows(
            call.how === "spun"
              ? "spins-on-memory"
              : call.how === "threw" && by === "close()" &&
                  call.woken.length > 0
              ? "closed-is-an-error"
              : call.limits.some((ms) => ms !== Infinity)
              ? "waits-with-a-time-limit"
              : call.woken.length > 0 && !isNoted
              ? "close-is-not-noted"
              : call.woken[0] === "not woken"
              ? by === "close()" || call.notified.length === 0
                ? ids.unwoken
                : call.place === side
                ? ids.crossed
                : call.notified.includes(side ?? -1)
                ? "waits-on-the-other-condition"
                : undefined
              : call.how === "slept" && by === "close()"
              ? !isAtTheLock(call)
                ? "sleeps-on-though-closed"
                : isKept
                ? "keeps-the-lock"
                : undefined
              : undefined,
            what,
            by,
          ),
        },
      );
    const emptied = CONDITIONS / 4;
    const filled = emptied + Condition.BYTE_LENGTH / 4;
    const mailbox = newMailbox();
    let isRefused = false;
    const take = alone(
      () => mailbox.take(),
      () => isRefused = mailbox.put([1, 2]) === false,
    );
    sleepsOnce("take() of an empty mailbox", "put()", take, {
      unwoken: isRefused ? undefined : "wakes-no-one",
      crossed: "put-wakes-putters",
    }, { side: filled });
    story.equal(take.value, [1, 2], {
      what: "what take() returns when [1, 2] was put in",
      ...means(
        ArrayBuffer.isView(take.value) ? "hands-out-shared-memory" : undefined,
      ),
    });
    const full = fullMailbox();
    const put = alone(() => full.put([3, 4]), () => full.take());
    if (put.how === "returned" && put.limits.length === 0) {
      const next = alone(() => full.take());
      story.fail({
        expected: "put([3, 4]) sleeps, as [1, 2] lies in the mailbox",
        got: `${told(put)}; take() gives ${Deno.inspect(next.value)} then`,
        ...means(
          `${next.value}` === "1,2"
            ? "put-gives-up"
            : put.value === true && `${next.value}` === "3,4"
            ? "put-overwrites"
            : undefined,
        ),
      });
    }
    sleepsOnce("put() into a full mailbox", "take()", put, {
      unwoken: "wakes-no-one",
      crossed: "take-wakes-takers",
    }, { side: emptied });
    const place = newPlace();
    const next = alone(() => place.next(), () => place.publish([1, 2]));
    sleepsOnce("next() where nothing was published", "publish()", next, {
      unwoken: "publish-wakes-nobody",
    });
    closed(story, "of an empty mailbox", closing(newMailbox));
    closed(story, "of a full mailbox", closing(fullMailbox));
    for (
      const { what, fresh, call, value } of [
        {
          what: "take() of an empty mailbox",
          fresh: newMailbox,
          call: (mailbox: Mailbox) => mailbox.take(),
          value: undefined,
        },
        {
          what: "put() into a full mailbox",
          fresh: fullMailbox,
          call: (mailbox: Mailbox) => mailbox.put([3, 4]),
          value: false,
        },
      ]
    ) {
      const other = closing(fresh);
      const woken = alone(() => call(other.mailbox), other.close);
      const shut = closing(fresh);
      alone(shut.close);
      const unwoken = "close-wakes-one-side";
      sleepsOnce(what, "close()", woken, { unwoken }, {
        isNoted: other.isNoted,
        isKept: shut.isLocked,
      });
      const later = alone(() => call(shut.mailbox));
      story.holds(woken.value === value, {
        expected: `${what} that close() has woken returns ${value}`,
        got: told(woken),
        ...shows(
          later.how === "returned" && later.value === value
            ? "asks-closed-before-its-wait"
            : woken.value === true &&
                `${alone(() => other.mailbox.take()).value}` !== "1,2"
            ? "puts-into-a-closed-full-one"
            : undefined,
          what,
        ),
      });
    }
  },
);

lessonTest(
  "7.5.6 Mailbox and LatestValue sleep on when they wake for no reason",
  (story: Story) => {
    const [empty, full, place] = [newMailbox(), fullMailbox(), newPlace()];
    const calls: [string, Outcome<unknown>][] = [
      [
        "take() of an empty mailbox",
        alone(() => empty.take(), NO_REASON, () => empty.put([1, 2])),
      ],
      [
        "put() into a full mailbox",
        alone(() => full.put([3, 4]), NO_REASON, () => full.take()),
      ],
      [
        "next() where nothing was published",
        alone(() => place.next(), NO_REASON, () => place.publish([1, 2])),
      ],
    ];
    for (const [what, call] of calls) {
      story.holds(call.how === "returned" && call.limits.length === 2, {
        expected: `${what} wakes for no reason, and sleeps again`,
        got: told(call),
        ...shows(
          call.how === "returned" && call.limits.length === 1
            ? "woken-means-there"
            : call === calls[2]?.[1] && !isAtTheLock(call) &&
                `${nextOfTwo().calls.map(({ how }) => how)}` ===
                  "returned,slept"
            ? "seen-by-all-handles"
            : undefined,
          what,
        ),
      });
    }
  },
);

lessonTest(
  "7.5.6 Mailbox and LatestValue refuse a value of another size",
  (story: Story) => {
    const calls: [string, () => unknown][] = [
      ["put([1]) into a mailbox", () => newMailbox().put([1])],
      ["publish([1, 2, 3]) in a place", () => newPlace().publish([1, 2, 3])],
    ];
    const full = fullMailbox();
    story.equal(alone(() => full.take()).value, [1, 2], {
      what: "what take() gives of [1, 2]",
    });
    for (const [what, call] of calls) {
      const outcome = alone(call);
      story.holds(outcome.error instanceof RangeError, {
        expected: `${what} for values of two numbers throws a RangeError`,
        got: told(outcome),
      });
    }
  },
);
