import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { because } from "./because.ts";
import * as models from "./models/transfer.ts";
import { room, shortage } from "./models/transfer_again.ts";
import {
  whyRicher,
  whySeenOnce,
  whyShort,
  whyTransfer,
} from "./reasons/transfer.ts";
import { whyRefused } from "./reasons/transfer_refused.ts";

const cause = because(whyTransfer);

lessonTest("7.4.8 transfer() is never seen half done", (story) => {
  checkModel(story, models.audited, {
    expected:
      "no balance is used without its account's lock, and whoever holds both accounts sees all of the money",
    cause: because(
      (happened) =>
        happened.message.includes("sees") && !happened.hasEnded(0)
          ? "unlocks-before-it-is-over"
          : undefined,
      whyTransfer,
    ),
  });
});

lessonTest(
  "7.4.8 transfer() in opposite directions does not deadlock",
  (story) => {
    checkModel(story, models.opposite, {
      expected: "both transfers come to an end and the sum is kept",
      cause,
    });
    for (const model of models.furtherApart) {
      checkModel(story, model, {
        expected:
          "both transfers come to an end, wherever in the buffer the accounts lie",
        cause: because((happened) => {
          const why = whyTransfer(happened);
          return typeof why === "object" &&
              why.id === "locks-in-the-order-of-arguments"
            ? { ...why, id: "order-with-ties" }
            : why;
        }),
      });
    }
  },
);

lessonTest(
  "7.4.8 transfer() in a ring of three moves the money and ends",
  (story) => {
    checkModel(story, models.ring, {
      expected: "all three transfers come to an end and the sum is kept",
      cause,
    });
  },
);

lessonTest("7.4.8 transfer() never draws more than there is", (story) => {
  for (const model of shortage) {
    checkModel(story, model, {
      expected: "one of two transfers that want 2 of 3 cents each moves them",
      cause: because(whySeenOnce, whyShort, whyTransfer),
    });
  }
  for (const model of models.tooEarly) {
    checkModel(story, model, {
      expected:
        "a transfer is refused or not by what both accounts hold at once",
      cause,
    });
  }
});

lessonTest(
  "7.4.8 transfer() never pays in more than there is room for",
  (story) => {
    for (const model of room) {
      checkModel(story, model, {
        expected:
          "one of two transfers of 2 cents each finds room for 3 and moves them",
        cause: because(
          whySeenOnce,
          ({ words, logs }) =>
            words.some((word) => word < 0)
              ? "receiver-overflows"
              : words.filter((word) => word === 3).length > 1 &&
                  logs.flat().includes("refused")
              ? "moves-before-it-refuses"
              : undefined,
          whyTransfer,
        ),
      });
    }
  },
);

lessonTest(
  "7.4.8 transfer() from an account to itself changes nothing",
  (story) => {
    checkModel(story, models.toItself, {
      expected:
        "an account can pay itself and does not wait for itself, and other transfers go on",
      cause: because(whyRicher, whyTransfer),
    });
  },
);

lessonTest("7.4.8 transfer() can move all that the payer has", (story) => {
  checkModel(story, models.enough, {
    expected:
      "just enough is enough, also for an account that pays itself, be it full",
    cause: because(whyRefused, whyTransfer),
  });
});

lessonTest(
  "7.4.8 transfer() that is refused changes nothing and unlocks",
  (story) => {
    checkModel(story, models.refusals, {
      expected:
        "too little money makes it return false, a nonsensical amount is an error, and neither harms the accounts",
      cause: because(whyRefused),
    });
  },
);

lessonTest("7.4.8 transfer() locks its two accounts and no other", (story) => {
  const s = script(story, models.strangers, cause);
  s.run(0).until("holds account 0");
  s.run(1, "nobody else uses its accounts").toEnd();
  s.run(2, "one of its accounts is locked").untilBlocked();
  s.run(0).toEnd();
  s.run(2, "both of its accounts are free").toEnd();
});

lessonTest("7.4.8 transfer() keeps the sum in real threads", async (story) => {
  const shared = new SharedArrayBuffer(models.bytesFor(3));
  const accounts = [0, 1, 2].map((index) => models.account(shared, index));
  for (const account of accounts) account.balance = 100;
  const job = {
    module: import.meta.resolve("./threads/transfer.ts"),
    run: "move",
  };
  await runThreads(story, shared, [
    { ...job, data: 1 },
    { ...job, data: 2 },
  ], {
    expected: "two threads that move money in all directions come to an end",
  });
  const sum = accounts.reduce((sum, { balance }) => sum + balance, 0);
  story.equal(sum, 300, {
    what: "the sum of three accounts with 100 cents each at the start",
  });
}, { smoke: true });
