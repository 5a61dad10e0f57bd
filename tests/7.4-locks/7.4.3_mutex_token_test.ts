import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { because } from "./because.ts";
import { equalInScript } from "./in_script.ts";
import * as models from "./models/mutex_token.ts";
import { mutexIn } from "./models/mutex.ts";
import { whyMutex } from "./reasons/mutex.ts";
import {
  disownsContended,
  disownsTheAwake,
  freesInSilence,
  whyAnyAttempt,
  whyAttempt,
  whySilent,
  whyUnheard,
  whyUnlockedAgain,
} from "./reasons/mutex_token.ts";

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() returns null at once while another thread holds the mutex",
  (story) => {
    const cause = because(whyAttempt(1));
    const s = script(story, models.frozenHolder, cause);
    s.run(0).until("holds the mutex");
    s.run(1, "lockIfAvailable() finds the mutex held, and returns null")
      .toEnd();
    equalInScript(s, s.logs(1), [false], {
      what: "whether the second thread got the mutex that the first one holds",
      cause,
    });
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() takes a free mutex, and its token unlocks it",
  (story) => {
    const s = script(
      story,
      models.triedAndHeld,
      because(
        ({ logs: [first = []] }) =>
          first[0] === false
            ? "try-never-succeeds"
            : first[1] === true
            ? "token-stays-locked"
            : undefined,
        disownsContended,
        freesInSilence,
      ),
    );
    s.run(0).until("holds the mutex");
    s.run(1, "the first thread has got the mutex by lockIfAvailable()")
      .untilBlocked();
    s.run(0).toEnd();
    s.run(1, "the first thread has unlocked").toEnd();
    const awake = script(
      story,
      models.triedAndHeld,
      because(disownsTheAwake, disownsContended),
    );
    awake.run(0).until("holds the mutex");
    awake.run(1, "the first thread has got the mutex by lockIfAvailable()")
      .untilBlocked();
    awake.wakeSpuriously(1);
    awake.run(0, "it holds the mutex, which it unlocks").toEnd();
    awake.run(1, "the first thread has unlocked").toEnd();
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() excludes other threads in every schedule",
  (story) => {
    checkModel(story, models.attempts, {
      expected:
        "whoever gets the mutex, in whichever way, has it alone, and lockIfAvailable() never waits",
      cause: because(whyAnyAttempt),
    });
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() leaves a mutex alone that others wait for",
  (story) => {
    checkModel(story, models.attemptOnQueue, {
      expected:
        "a failed attempt leaves the holder and the sleepers as they were",
      cause: because(whyAttempt(2), whyAnyAttempt),
    });
  },
);

lessonTest(
  "7.4.3 Mutex.lockIfAvailable() changes nothing when the mutex is held",
  (story) => {
    const cause = because(whyAttempt(1));
    const s = script(story, models.triedInVain, cause);
    s.run(0).until("holds the mutex");
    const before = mutexIn(s.words());
    s.run(1, "lockIfAvailable() finds the mutex held, and returns null")
      .toEnd();
    equalInScript(s, mutexIn(s.words()), before, {
      what:
        "what the held mutex says after lockIfAvailable() of another thread",
      cause,
    });
    checkModel(story, models.triedByHolder, {
      expected:
        "lockIfAvailable() returns null also to the thread that holds the mutex",
      cause: because(
        ({ kind }) =>
          kind === "assertion" ? "token-for-a-held-mutex" : undefined,
        whyAttempt(0),
      ),
    });
  },
);

lessonTest(
  "7.4.3 MutexToken.unlock() is an error the second time and harms nobody",
  (story) => {
    const expectation = {
      expected:
        "unlock() through a token that unlocked before throws an Error, and whoever holds the mutex keeps it",
      cause: because(
        ({ logs: [told] }) =>
          told?.[0] === true ? "token-stays-locked" : undefined,
        whyUnlockedAgain,
        whyUnheard,
        whyMutex,
      ),
    };
    checkModel(story, models.unlockedTwice, expectation);
    checkModel(story, models.unlockedAfterBlock, expectation);
    checkModel(story, models.unlockedBesideNewer, {
      ...expectation,
      cause: because(
        ({ error }) =>
          /an older token|The newer token/.test(`${error}`)
            ? "tokens-share-what-they-hold"
            : undefined,
        whyMutex,
      ),
    });
  },
);

lessonTest(
  "7.4.3 MutexToken.unlock() is an error when the mutex is not locked",
  (story) => {
    checkModel(story, models.wiped, {
      expected:
        "unlock() of a mutex that is not locked throws an Error and leaves it unlocked",
      cause: because(whySilent),
    });
  },
);
