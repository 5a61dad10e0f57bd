import {
  checkModel,
  type Happened,
  type Script,
  script,
} from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Story } from "../harness/story/story.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { means } from "./misconceptions.ts";
import { QueueHistory, type Sleep } from "./models/queue_history.ts";
import * as models from "./models/limits.ts";
import { asleep, meansAt, queueCause } from "./models/queue_cause.ts";
import { bothPop, bothPush, rivalPops, rivalPushes } from "./models/rivals.ts";
import { sharedQueue } from "./threads/queue.ts";

/** Why a call with a time limit does not come to its end. */
function limited(happened: Happened): Meaning | undefined {
  const sleep = new QueueHistory(happened.events).asleep.get(0);
  return happened.kind === "deadlock" && sleep?.ms === Infinity &&
      sleep.word !== "mutex"
    ? means("waits-without-a-limit")
    : queueCause(happened);
}

/** Fails the test unless thread 0, which sleeps, ends when its time is over. */
function givesUp(story: Story, s: Script): void {
  s.timeOut(0);
  story.did("T0's time was over, and no other thread had done anything");
  s.run(0).toEnd(({ sleepers }) =>
    means(sleepers.length > 0 ? "limit-begins-anew" : undefined)
  );
}

/** The sleep of thread 0, if it falls asleep. */
function sleepOf(s: Script): Sleep | undefined {
  s.run(0).steps(1_000);
  return new QueueHistory(s.trace().events).slept.get(0);
}

/** Whose limit is wrong: of one that is, or of both where the other is as well. */
function converted(call: string): string | undefined {
  const [own = ""] = call.split("(");
  const other = own === "tryPop" ? models.patient : models.patiently;
  const ms = sleepOf(script(new Story(), other))?.ms ?? 0;
  return [0, 100, Infinity].includes(ms) ? `BoundedQueue.${own}()` : undefined;
}

/** Fails the test unless thread 0 sleeps with a time limit of 100 ms. */
function sleepsFor100(story: Story, s: Script, call: string): void {
  story.did(`T0 calls ${call}`);
  const sleep = sleepOf(s);
  const ms = sleep?.ms ?? 0;
  if (ms === 100) return;
  const sleepsAgain = () => {
    s.timeOut(0);
    s.run(0).steps(1_000);
    return s.status(0).state === "asleep";
  };
  const mistake = sleep?.word === "mutex"
    ? undefined
    : ms === Infinity
    ? "waits-without-a-limit"
    : ms === 0
    ? "gives-up-without-a-wait"
    : ms === models.BEGUN + 100
    ? "limit-is-a-point-in-time"
    : sleepsAgain()
    ? "looks-again-by-a-timer"
    : "limit-in-another-unit";
  story.fail({
    expected: `${call} sleeps for 100 ms at most`,
    got: ms === Infinity
      ? "it sleeps without a time limit"
      : ms === 0
      ? "it returned at once"
      : `it sleeps for ${Number(ms.toFixed(3))} ms at most${
        ms === models.BEGUN + 100
          ? `, and the program began ${models.BEGUN} ms before`
          : ""
      }`,
    ...means(mistake),
    method: mistake === "limit-in-another-unit" ? converted(call) : undefined,
  });
}

/** Fails the test unless a call with a negative time limit throws. */
function refusesLess(story: Story, call: string, made: () => unknown): void {
  let got;
  try {
    got = made();
  } catch (error) {
    if (error instanceof RangeError) return;
    throw error;
  }
  story.fail({
    expected: `${call} throws a RangeError, as its time limit is negative`,
    got: `it returned ${got}`,
    ...means("takes-any-limit"),
    method: `BoundedQueue.${call.split("(")[0]}()`,
  });
}

lessonTest(
  "7.3.2 BoundedQueue.tryPush() and tryPop() keep to the exact capacity",
  (story) => {
    checkModel(story, models.capacity, {
      expected:
        "a queue for two takes two items and no third, and neither tryPush() nor tryPop() waits",
      cause: limited,
    });
    for (const model of [bothPush, bothPop]) {
      checkModel(story, model, {
        expected:
          "two threads that come at the same time get what is there for both",
        cause: queueCause,
      });
    }
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPop() wakes nobody when it has taken nothing",
  (story: Story) => {
    const s = script(story, models.atOnce, queueCause);
    story.did("T0 calls tryPop() of an empty queue");
    s.run(0).toEnd(limited);
    const { events } = s.trace();
    const { notified: [first] } = new QueueHistory(events);
    if (first === undefined) return;
    s.fail(
      "tryPop() returns undefined and wakes nobody",
      `It calls notify on ${first.word}.`,
      {
        ...means("wakes-for-nothing"),
        site: events.find(({ kind }) => kind === "notify")?.site,
      },
    );
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPop() gives up when its time is over",
  (story) => {
    const s = script(story, models.patiently, queueCause);
    sleepsFor100(story, s, "tryPop(100) of an empty queue");
    givesUp(story, s);
    checkModel(story, models.popRunsOut, {
      expected: "tryPop() with a time limit ends, also if nothing happens",
      cause: limited,
    });
    checkModel(story, models.timedPop, {
      expected: "tryPop() returns an item, or leaves it in the queue",
      cause: limited,
    });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() gives up when its time is over",
  (story) => {
    const s = script(story, models.patient, queueCause);
    sleepsFor100(story, s, "tryPush(2, 100) to a full queue");
    givesUp(story, s);
    checkModel(story, models.pushRunsOut, {
      expected: "tryPush() with a time limit ends, also if nothing happens",
      cause: limited,
    });
    checkModel(story, models.timedPush, {
      expected: "tryPush() appends its item and returns true, or does neither",
      cause: limited,
    });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() takes the room that comes in time",
  (story) => {
    const s = script(story, models.patient, queueCause);
    sleepsFor100(story, s, "tryPush(2, 100) to a full queue");
    s.run(1).toEnd(asleep);
    s.isNotBlocked(0, asleep);
    s.run(0).toEnd(asleep);
    story.equal(s.logs(0), [true], {
      what: "what tryPush() has returned when there was room in time",
    });
    checkModel(story, models.wokenPush, {
      expected: "tryPush() waits on when it was woken and there is no room",
      cause: queueCause,
    });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPop() takes the item that comes in time",
  (story) => {
    const s = script(story, models.timedPop, queueCause);
    sleepsFor100(story, s, "tryPop(100) of an empty queue");
    s.run(1).toEnd(asleep);
    s.isNotBlocked(0, asleep);
    s.run(0).toEnd(asleep);
    story.equal(s.logs(0), [1], {
      what: "what tryPop() has returned when an item came in time",
    });
    checkModel(story, models.wokenPop, {
      expected: "tryPop() waits on when it was woken and there is no item",
      cause: queueCause,
    });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() and tryPop() go by what is there when their time is over",
  (story) => {
    for (
      const [model, call, came, right] of [
        [models.patient, "tryPush(2, 100) to a full queue", "room", true],
        [models.timedPop, "tryPop(100) of an empty queue", "an item", 1],
      ] as const
    ) {
      const s = script(story, model, queueCause);
      sleepsFor100(story, s, call);
      s.timeOut(0);
      s.run(1).toEnd(asleep);
      s.run(0).toEnd(asleep);
      const [method] = call.split("(");
      story.equal(s.logs(0), [right], {
        what:
          `what ${method}() has returned, whose time was over when ${came} came, and who had the mutex after that`,
        ...means("gives-up-by-the-clock"),
        method: `BoundedQueue.${method}()`,
      });
    }
  },
);

lessonTest("7.3.2 BoundedQueue.size is read under the mutex", (story) => {
  checkModel(story, models.sizeRace, {
    expected: "one thread may ask for the size while another one pushes",
    cause: (happened) =>
      happened.kind === "race" &&
        new QueueHistory(happened.events).unguarded?.thread === 1
        ? means("reads-size-unlocked")
        : queueCause(happened),
  });
});

lessonTest(
  "7.3.2 BoundedQueue.tryPop() and tryPush() wait as long as they are told",
  async (story: Story) => {
    const { shared, job } = sharedQueue(1);
    const [took] = await runThreads(story, shared, [job("waitInVain", 30)], {
      expected:
        "tryPop(30) of an empty queue and tryPush(2, 30) to a full one return",
    });
    const calls = [
      "tryPop(30) of an empty queue",
      "tryPush(2, 30) to a full one",
    ];
    for (const [i, call] of calls.entries()) {
      const ms = (took as number[])[i] ?? 0;
      story.holds(ms >= 30, {
        expected: `${call} returns after at least 30 ms`,
        got: `it returned after ${ms.toFixed(1)} ms`,
      });
    }
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() wakes who sleeps in pop()",
  (story) => {
    checkModel(story, models.wakesPop, {
      expected: "tryPush() wakes a consumer as push() does",
      cause: queueCause,
    });
    checkModel(story, models.wakesPush, {
      expected: "tryPop() wakes a producer as pop() does",
      cause: queueCause,
    });
  },
);

/** Why one of two attempts that come for the same does not come to its end. */
function outrun(happened: Happened): Meaning | undefined {
  const history = new QueueHistory(happened.events);
  const isAsleep = [...history.asleep.values()].some(({ word, ms }) =>
    word !== "mutex" && ms === Infinity
  );
  return happened.kind === "deadlock" && isAsleep && history.relocked
    ? meansAt("unlocks-between", history)
    : queueCause(happened);
}

lessonTest(
  "7.3.2 BoundedQueue.tryPush() and tryPop() return also if another is faster",
  (story) => {
    const expected = "of two that come for the same, one gets it: both return";
    checkModel(story, rivalPushes, { expected, cause: outrun });
    checkModel(story, rivalPops, { expected, cause: outrun });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() and tryPop() refuse a negative time limit",
  (story: Story) => {
    const { queue } = sharedQueue(1);
    refusesLess(story, "tryPush(1, -1) with room", () => queue.tryPush(1, -1));
    queue.push(1);
    refusesLess(story, "tryPop(-1) with an item", () => queue.tryPop(-1));
  },
);
