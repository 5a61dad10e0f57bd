import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import * as models from "./models/transfer.ts";

const CAUSE = {
  deadlock:
    "each thread holds one account and waits for the other's. Lock in the same order everywhere, such as by byteOffset.",
  race: "a balance is read or written while its account is not locked.",
  assertion:
    "money was lost or made. Look at the balance and change it while both accounts are locked.",
} as const;

lessonTest(
  "7.4.8 transfer() in opposite directions does not deadlock",
  (story) => {
    checkModel(story, models.opposite, {
      expected: "both transfers come to an end and the sum is kept",
      cause: CAUSE,
    });
    for (const model of models.furtherApart) {
      checkModel(story, model, {
        expected:
          "both transfers come to an end, wherever in the buffer the accounts lie",
        cause: {
          ...CAUSE,
          deadlock:
            "each thread holds one account and waits for the other's: what orders the locks holds two accounts for equal.",
        },
      });
    }
  },
);

lessonTest("7.4.8 transfer() is never seen half done", (story) => {
  checkModel(story, models.audited, {
    expected: "who holds both accounts sees all of the money",
    cause: {
      ...CAUSE,
      assertion:
        "an account is unlocked before the transfer is over. Hold both until the money is on the other side.",
    },
  });
});

lessonTest("7.4.8 transfer() in a ring of three does not deadlock", (story) => {
  checkModel(story, models.ring, {
    expected: "all three transfers come to an end and the sum is kept",
    cause: CAUSE,
  });
});

lessonTest("7.4.8 transfer() never draws more than there is", (story) => {
  checkModel(story, models.shortage, {
    expected: "one of two transfers that want 2 of 3 cents each moves them",
    cause: CAUSE,
  });
});

lessonTest(
  "7.4.8 transfer() from an account to itself changes nothing",
  (story) => {
    checkModel(story, models.toItself, {
      expected: "an account can pay itself, and other transfers go on",
      cause: {
        ...CAUSE,
        deadlock:
          "the account's mutex is locked twice by the same thread, which waits for itself. Two handles on one account are equal in their byteOffset, not with ===.",
      },
    });
  },
);

lessonTest(
  "7.4.8 transfer() that is refused changes nothing and unlocks",
  (story) => {
    checkModel(story, models.refusals, {
      expected:
        "too little money makes it return false, a nonsensical amount is an error, and neither harms the accounts",
      cause: {
        ...CAUSE,
        deadlock:
          "a transfer that returned false or threw an error left an account locked.",
      },
    });
  },
);

lessonTest("7.4.8 transfer() locks its two accounts and no other", (story) => {
  const s = script(story, models.strangers);
  s.run(0).until("holds account 0");
  s.run(1).toEnd("Its accounts are free: transfer() must return.");
  s.run(2).untilBlocked("One of its accounts is locked: transfer() must wait.");
  s.run(0).toEnd();
  s.run(2).toEnd("Both accounts are free: transfer() must return.");
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
    cause: CAUSE.deadlock,
  });
  const sum = accounts.reduce((sum, { balance }) => sum + balance, 0);
  story.equal(sum, 300, {
    what: "the sum of three accounts with 100 cents each at the start",
    cause: CAUSE.assertion,
  });
}, { smoke: true });
