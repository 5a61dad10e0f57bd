import { Counter } from "../../lessons/7.4-locks/counter.ts";
import { checkModel } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import * as models from "./models/counter.ts";
import { refusesBadPlaces } from "./places.ts";

const LOST =
  "increment() reads the word and writes it in two steps, and another thread came between. One Atomics operation does both.";

lessonTest(
  "7.4.1 Counter.increment() loses no update of two threads",
  (story) => {
    const expectation = {
      expected: "each of the increments makes a number of its own, from 1 up",
      cause: LOST,
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
      cause: {
        assertion: LOST,
        invariant:
          "the counter writes outside its 4 bytes. Use the view that the constructor made, at index 0.",
      },
    });
  },
);

lessonTest("7.4.1 Counter.value may be read while others count", (story) => {
  checkModel(story, models.looking, {
    expected: "a thread that looks twice sees a number that does not shrink",
    cause:
      "value or increment() touches the word without Atomics: such an access is not ordered with those of other threads.",
  });
});

lessonTest(
  "7.4.1 Counter keeps to its byteOffset and has no state elsewhere",
  (story: Story) => {
    checkModel(story, models.sideBySide, {
      expected:
        "two counters in one buffer count apart, and two handles on one counter agree",
      cause:
        "the count is kept in the object, or at the buffer's start instead of at byteOffset.",
    });
    refusesBadPlaces(story, Counter);
  },
);

lessonTest("7.4.1 Counter.increment() counts beyond a byte", (story) => {
  checkModel(story, models.beyondAByte, {
    expected: "300 increments make the numbers from 1 to 300",
    cause: "the number is kept in 8 bits, where 255 is followed by 0.",
  });
});

lessonTest(
  "7.4.1 Counter.increment() loses no update, however often others come between",
  (story) => {
    checkModel(story, models.losingOften, {
      expected: "one increment beside five makes a number of its own, too",
      cause:
        "increment() gives up, or goes on without having counted, when others come between often.",
    });
  },
);

lessonTest("7.4.1 Counter wraps around after 2^31 - 1", (story) => {
  checkModel(story, models.wrapping, {
    expected: "increment() returns the number that value then has",
    cause:
      "increment() adds one to what the word was, which is no number of 32 bits then: `| 0` makes it one.",
  });
});

lessonTest("7.4.1 Counter counts for two real threads", async (story) => {
  const shared = new SharedArrayBuffer(4);
  const job = {
    module: import.meta.resolve("./threads/counter.ts"),
    run: "count",
    data: 50_000,
  };
  const [first, second] = await runThreads(story, shared, [job, job], {
    expected: "two threads that count to 50,000 each come to an end",
    cause: "increment() does not return.",
  });
  story.equal(Math.max(Number(first), Number(second)), 100_000, {
    what: "the last number of two threads that increment 50,000 times each",
    cause: LOST,
  });
}, { smoke: true });
