import { Semaphore } from "../../lessons/7.4-locks/semaphore.ts";
import { checkModel } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { because, meaningOf } from "./because.ts";
import * as models from "./models/semaphore_limits.ts";
import { OFFSET } from "./models/semaphore_stock.ts";
import { rivals } from "./models/semaphore_try.ts";
import { refusesBadPlaces } from "./places.ts";
import {
  whyAskedOnce,
  whyEndless,
  whyMoreThanThereIs,
  whyRefused,
  whyReleaseGaveUp,
  whySemaphore,
  whyTooMany,
} from "./reasons/semaphore.ts";

lessonTest(
  "7.4.5 Semaphore.tryAcquire() takes all it was asked for, or nothing",
  (story) => {
    checkModel(story, models.allOrNothing, {
      expected:
        "an attempt takes what it asks for if so many permits are free, and none otherwise",
      cause: because(whyRefused),
    });
    // Who takes in two operations hears of it before release() comes into it.
    checkModel(story, rivals, {
      expected: "one of two threads that try for a single permit gets it",
      cause: because(whySemaphore),
    });
  },
);

lessonTest(
  "7.4.5 Semaphore.release() beyond the maximum is an error and adds nothing",
  (story) => {
    const expected =
      "a release that would make more permits than the maximum throws an Error and changes nothing";
    checkModel(story, models.tooMany, {
      expected,
      cause: because(whyTooMany),
    });
    checkModel(story, models.rivalReleases, {
      expected: `${expected}, also if two threads release at once`,
      cause: because(whyReleaseGaveUp, whyAskedOnce, whySemaphore),
    });
    checkModel(story, models.refusedRelease, {
      expected: `${expected}, not even for a moment`,
      cause: because(whyMoreThanThereIs, whySemaphore),
    });
  },
);

lessonTest("7.4.5 Semaphore counts a million permits, and more", (story) => {
  checkModel(story, models.large, {
    expected: "a semaphore can have a million permits",
    cause: (happened) => meaningOf(whyEndless(happened), happened),
  });
  checkModel(story, models.most, {
    expected: "a semaphore can have 2147483647 permits, and not one more",
    cause: because((happened) =>
      /threw no error/.test(`${happened.error}`)
        // Behind its look at the permits release() compares.
        ? { id: "sum-beyond-a-word", by: happened.on(OFFSET, "load").at(-1) }
        : undefined
    ),
  });
});

lessonTest("7.4.5 Semaphore refuses counts that make no sense", (story) => {
  checkModel(story, models.nonsense, {
    expected:
      "a count that is no integer from 1 to the maximum is an error, and changes nothing",
    cause: because(({ kind, events, logs: [taken = []] }) => {
      if (kind === "deadlock") {
        const last = events.findLast(({ kind }) => kind === "reach")?.text;
        return /"acquire\(/.test(`${last}`)
          ? { id: "takes-any-count", method: "Semaphore.acquire()" }
          : undefined;
      }
      if (taken.length === 0) return undefined;
      if (taken.length === 3) return "takes-any-count-anywhere";
      const method = taken.length === 1 ? `Semaphore.${taken[0]}()` : undefined;
      return { id: "takes-any-count", method };
    }),
  });
});

lessonTest(
  "7.4.5 Semaphore keeps to its byteOffset and has no state elsewhere",
  (story: Story) => {
    checkModel(story, models.sideBySide, {
      expected:
        "two semaphores in one buffer count apart, and two handles on one agree",
      cause: because(({ words }) =>
        words.subarray(Semaphore.BYTE_LENGTH / 4).every((word) => word === 0)
          ? "ignores-byte-offset"
          : undefined
      ),
    });
    refusesBadPlaces(story, Semaphore);
  },
);
