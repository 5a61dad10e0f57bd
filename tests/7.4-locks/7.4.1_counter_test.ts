import { Counter } from "../../lessons/7.4-locks/counter.ts";
import { checkModel } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { because } from "./because.ts";
import * as models from "./models/counter.ts";
import { refusesBadPlaces } from "./places.ts";
import { whyCounter, whyNotApart, whyWrapped } from "./reasons/counter.ts";

const cause = because(whyCounter);

lessonTest(
  "7.4.1 Counter.increment() loses no update of two threads",
  (story) => {
    const expectation = {
      expected: "each of the increments makes a number of its own, from 1 up",
      cause,
    };
    checkModel(story, models.twoThreads, expectation);
    checkModel(story, models.twoThreadsTwice, expectation);
  },
);

lessonTest(
  "7.4.1 Counter.increment() counts for three threads in its own four bytes",
  (story) => {
    checkModel(story, models.threeThreads, {
      expected:
        "three increments make 1, 2 and 3, and no byte outside the counter changes",
      cause,
    });
  },
);

lessonTest("7.4.1 Counter.value may be read while others count", (story) => {
  checkModel(story, models.looking, {
    expected:
      "a thread that looks twice sees a number that does not shrink, and the one that counts makes 1 and 2",
    cause: because(
      (happened) =>
        happened.changes(models.OFFSET).some(({ thread, kind }) =>
            thread === 1 && !/store|write/.test(kind)
          )
          ? "value-changes-the-word"
          : undefined,
      whyCounter,
    ),
  });
});

lessonTest(
  "7.4.1 Counter keeps to its byteOffset and has no state elsewhere",
  (story: Story) => {
    checkModel(story, models.sideBySide, {
      expected:
        "two counters in one buffer count apart, and two handles on one counter agree",
      cause: because(whyNotApart),
    });
    refusesBadPlaces(story, Counter);
  },
);

lessonTest("7.4.1 Counter.increment() counts beyond a byte", (story) => {
  checkModel(story, models.beyondAByte, {
    expected: "300 increments make the numbers from 1 to 300",
    cause: because(({ logs: [numbers = []] }) =>
      numbers.length === 257 ? "counts-in-a-byte" : undefined
    ),
  });
});

lessonTest(
  "7.4.1 Counter.increment() loses no update, however often others come between",
  (story) => {
    checkModel(story, models.losingOften, {
      expected: "one increment beside five makes a number of its own, too",
      cause,
    });
  },
);

lessonTest("7.4.1 Counter wraps around after 2^31 - 1", (story) => {
  checkModel(story, models.wrapping, {
    expected:
      "after 2147483647, increment() returns -2147483648, which is also what value then is",
    cause: because(whyCounter, whyWrapped),
  });
  checkModel(story, models.wrappingTogether, {
    expected:
      "two increments after 2147483647 make -2147483648 and -2147483647",
    cause: because(
      ({ kind }) => kind === "spinning" ? "number-beyond-the-word" : undefined,
      whyCounter,
    ),
  });
});

lessonTest("7.4.1 Counter counts for two real threads", async (story) => {
  const shared = new SharedArrayBuffer(Counter.BYTE_LENGTH);
  const job = {
    module: import.meta.resolve("./threads/counter.ts"),
    run: "count",
    data: 50_000,
  };
  const [first, second] = await runThreads(story, shared, [job, job], {
    expected: "two threads that count to 50,000 each come to an end",
  });
  story.equal(Math.max(Number(first), Number(second)), 100_000, {
    what: "the last number of two threads that increment 50,000 times each",
  });
}, { smoke: true });
