import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { equalInScript } from "./in_script.ts";
import * as models from "./models/mutex_token.ts";

const TAKEN_TWICE =
  "two threads hold the mutex. lockIfAvailable() must look and take in one atomic step.";

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() returns null at once while another thread holds the mutex",
  (story) => {
    const s = script(story, models.frozenHolder);
    s.run(0).until("holds the mutex");
    s.run(1).toEnd(
      "lockIfAvailable() never waits: it returns null if the mutex is held.",
    );
    equalInScript(story, s, s.logs(1), [false], {
      what: "whether the second thread got the mutex that the first one holds",
      cause: TAKEN_TWICE,
    });
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() takes a free mutex, and its token unlocks it",
  (story) => {
    const s = script(story, models.triedAndHeld);
    s.run(0).until("holds the mutex");
    s.run(1).untilBlocked(
      "The first thread has the mutex by lockIfAvailable(): lock() must wait.",
    );
    s.run(0).toEnd();
    s.run(1).toEnd("The first thread has unlocked: lock() must return.");
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() excludes other threads in every schedule",
  (story) => {
    checkModel(story, models.attempts, {
      expected: "whoever gets the mutex, by whichever way, has it alone",
      cause: {
        invariant: TAKEN_TWICE,
        race: TAKEN_TWICE,
        assertion: TAKEN_TWICE,
        deadlock: "a thread that waits is not woken by the token's unlocking.",
      },
    });
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() changes nothing when it returns null",
  (story) => {
    checkModel(story, models.attemptOnQueue, {
      expected: "an attempt in vain leaves holder and sleepers as they were",
      cause: {
        deadlock:
          "lockIfAvailable() wrote to the word of a held mutex, and with that forgot that somebody sleeps.",
        invariant: TAKEN_TWICE,
        race: TAKEN_TWICE,
        assertion: TAKEN_TWICE,
      },
    });
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() changes nothing when the mutex is held",
  (story) => {
    const s = script(story, models.triedInVain);
    s.run(0).until("holds the mutex");
    const before = s.words();
    s.run(1).toEnd("The mutex is held: lockIfAvailable() must return at once.");
    equalInScript(story, s, [...s.words()], [...before], {
      what: "the words, after a lockIfAvailable() that returned null",
      cause: "lockIfAvailable() writes before it knows that the mutex is free.",
    });
  },
);

lessonTest(
  "7.4.3 MutexToken.unlock() is an error the second time and harms nobody",
  (story) => {
    const expectation = {
      expected:
        "unlock() through a token that unlocked before throws an Error, and whoever holds the mutex keeps it",
      cause: {
        assertion:
          "unlock() does not ask whether its token still holds the mutex.",
        invariant: "the second unlock() unlocked the mutex of another thread.",
        race: "the second unlock() unlocked the mutex of another thread.",
      },
    };
    checkModel(story, models.unlockedTwice, expectation);
    checkModel(story, models.unlockedAfterBlock, expectation);
  },
);

lessonTest(
  "7.4.3 MutexToken.unlock() is an error when the mutex is not locked",
  (story) => {
    checkModel(story, models.wiped, {
      expected:
        "unlock() of a mutex that is not locked throws an Error and leaves it unlocked",
      cause:
        "unlock() does not look at what the word was before it stored 'unlocked'.",
    });
  },
);
