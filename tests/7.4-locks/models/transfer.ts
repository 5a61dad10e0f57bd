import { assert } from "@std/assert";
import {
  Account as LessonAccount,
  transfer as LessonTransfer,
} from "../../../lessons/7.4-locks/transfer.ts";
import {
  type Model,
  mutexWord,
  ownInstances,
  type Thread,
  type ThreadContext,
} from "../../harness/explorer/mod.ts";
import { refusal } from "../refusal.ts";
import { PROVED } from "./proved.ts";

/** The lesson's, as each thread has it. */
export const { Account, transfer } = await ownInstances(
  { Account: LessonAccount, transfer: LessonTransfer },
  import.meta.resolve("../../../lessons/7.4-locks/transfer.ts"),
);
export type Account = LessonAccount;

/** Leaves a word free before the accounts: no account lies at offset 0. */
export const OFFSET = 4;

/** How many bytes so many accounts take. */
export function bytesFor(accounts: number): number {
  return OFFSET + accounts * Account.BYTE_LENGTH;
}

/** A thread's own handle on account number `index`. */
export function account(shared: SharedArrayBuffer, index: number): Account {
  return new Account(shared, OFFSET + index * Account.BYTE_LENGTH);
}

/** Fills the accounts before the threads start. */
function filled(balances: number[]) {
  return (shared: SharedArrayBuffer) => {
    for (const [index, balance] of balances.entries()) {
      account(shared, index).balance = balance;
    }
  };
}

/** Fails unless the accounts hold just this. */
function holding(balances: number[]) {
  return ({ buffer }: { buffer: SharedArrayBuffer }) => {
    const got = balances.map((_, index) => account(buffer, index).balance);
    assert(
      String(got) === String(balances),
      `The accounts hold ${got.join(", ")} at the end, and must hold ${
        balances.join(", ")
      }.`,
    );
  };
}

/** A thread that moves money, and logs whether it moved. */
export function mover(from: number, to: number, cents: number): Thread {
  return (shared, t) => {
    t.log(transfer(account(shared, from), account(shared, to), cents));
  };
}

export function model(
  name: string,
  before: number[],
  threads: Thread[],
  after: number[],
): Model {
  return {
    name: `7.4.8-${name}`,
    bytes: bytesFor(before.length),
    oneStep: PROVED,
    setup: filled(before),
    threads,
    words: Object.fromEntries([
      [0, { name: "word 0, no account's", foreign: true }],
      ...before.flatMap((_, index) => {
        const place = OFFSET + index * Account.BYTE_LENGTH;
        return [
          [place, mutexWord(`mutex ${index}`)],
          [place + Account.BYTE_LENGTH - 4, `balance ${index}`],
        ];
      }),
    ]),
    // Several times what the largest needs; code that backs off has no end.
    maxStates: 2_000,
    final: holding(after),
  };
}

/** Two threads that move money between two accounts in opposite directions. */
export const opposite = model(
  "opposite",
  [10, 10],
  [mover(0, 1, 3), mover(1, 0, 4)],
  [11, 9],
);

/** The same between accounts that lie further apart, whatever orders them. */
export const furtherApart = [2, 3, 4, 5, 6, 7, 8].map((distance) =>
  model(
    `opposite-${distance}`,
    [10, ...Array(distance - 1).fill(0), 10],
    [mover(0, distance, 3), mover(distance, 0, 4)],
    [11, ...Array(distance - 1).fill(0), 9],
  )
);

/** One that moves money, and one that looks when it holds both accounts. */
export const audited = model("audited", [10, 10], [
  mover(0, 1, 3),
  (shared, t: ThreadContext) => {
    const [one, other] = [account(shared, 0), account(shared, 1)];
    using _one = one.mutex.lock();
    using token = other.mutex.lockIfAvailable();
    if (token === null) return;
    const sum = one.balance + other.balance;
    t.assert(
      sum === 20,
      `A thread that holds both accounts sees ${sum} of the 20 cents.`,
    );
  },
], [7, 13]);

/** Three threads in a ring. */
export const ring = model(
  "ring",
  [5, 5, 5],
  [mover(0, 1, 1), mover(1, 2, 2), mover(2, 0, 3)],
  [7, 4, 4],
);

/** One that may come too early to pay, and one that brings the money. */
export const tooEarly = [[0, 1], [1, 0]].map(([poor = 0, payee = 0]) => ({
  ...model(
    `too-early-${poor}`,
    [0, 0, 9],
    [mover(poor, payee, 5), mover(2, poor, 5)],
    [],
  ),
  final: ({ buffer }: { buffer: SharedArrayBuffer }) => {
    const sum = [0, 1, 2].map((index) => account(buffer, index).balance)
      .reduce((sum, balance) => sum + balance);
    assert(
      sum === 9,
      `There were 9 cents, and at the end there ${
        sum === 1 ? "is" : "are"
      } ${sum}.`,
    );
  },
}));

/** An account that pays itself, while another pays into it. */
export const toItself = model(
  "to-itself",
  [5, 5],
  [mover(0, 0, 3), mover(1, 0, 1)],
  [6, 4],
);

/** Transfers of all that there is, and to an account that is full. */
export const enough = model("enough", [5, 0x7fff_ffff - 1, 0], [
  (shared, t: ThreadContext) => {
    const [payer, rich, payee] = [0, 1, 2].map((index) =>
      account(shared, index)
    ) as [Account, Account, Account];
    for (
      const [what, from, to] of [
        ["from account 0 to account 2", payer, payee],
        ["back", payee, payer],
        ["from account 0 to itself", payer, payer],
      ] as const
    ) {
      t.log(what);
      t.reach(`5 cents ${what}`);
      t.assert(
        transfer(from, to, 5),
        `transfer() of 5 cents ${what}, of an account that holds 5, returned false.`,
      );
      const { balance } = to;
      t.assert(
        balance === 5,
        `transfer() of 5 cents ${what} returned true, and the receiver, which must hold 5 cents after that, holds ${balance}.`,
      );
    }
    t.log("full, to itself");
    t.reach("2 cents from account 1 to itself");
    t.assert(
      refusal(() => transfer(rich, rich, 2)) === undefined,
      "transfer() of 2 cents from a full account to itself threw an error.",
    );
  },
], [5, 0x7fff_ffff - 1, 0]);

/** Refusals, one after another; the accounts must still work afterwards. */
export const refusals = model("refusals", [5, 0x7fff_ffff - 1, 0], [
  (shared, t: ThreadContext) => {
    const [poor, rich] = [account(shared, 0), account(shared, 1)];
    const unchanged = (what: string, which: Record<number, number>) => {
      for (const [at, was] of Object.entries(which)) {
        const { balance } = account(shared, Number(at));
        t.assert(
          balance === was,
          `transfer() of ${what}, and account ${at} holds ${balance} cents after that.`,
        );
      }
    };
    t.reach("6 cents from account 0, which holds 5");
    t.assert(
      !transfer(poor, account(shared, 2), 6),
      "transfer() of 6 cents from an account that holds 5 returned true.",
    );
    unchanged("6 cents from account 0, which holds 5, was refused", {
      0: 5,
      2: 0,
    });
    t.log("to itself");
    t.reach("6 cents from account 0 to itself");
    t.assert(
      !transfer(poor, poor, 6),
      "transfer() of 6 cents from an account that holds 5 to itself returned true.",
    );
    unchanged("6 cents from account 0, which holds 5, to itself was refused", {
      0: 5,
    });
    t.log("amounts");
    for (const cents of [0, -1, 0.5, NaN, Infinity]) {
      t.reach(`${cents} cents`);
      t.assert(
        refusal(() => transfer(poor, rich, cents)),
        `transfer() of ${cents} cents threw no error.`,
      );
    }
    t.log("two buffers");
    t.reach("1 cent to an account in another buffer");
    const stranger = new Account(new SharedArrayBuffer(Account.BYTE_LENGTH));
    t.assert(
      refusal(() => transfer(poor, stranger, 1)),
      "transfer() to an account in another buffer threw no error.",
    );
    t.log("neither money nor room");
    t.reach(
      "2 cents from account 2, which holds 0, to account 1, which has room for 1",
    );
    t.assert(
      !transfer(account(shared, 2), rich, 2),
      "transfer() of 2 cents from an account that holds 0 returned true.",
    );
    t.log("too much");
    t.reach("2 cents to account 1, which has room for 1");
    t.assert(
      refusal(() => transfer(poor, rich, 2)),
      "transfer() of more than the receiver's account has room for threw no error.",
    );
    unchanged(
      "2 cents from account 0, which holds 5, to account 1 was refused",
      { 0: 5, 1: 0x7fff_ffff - 1 },
    );
    t.reach("1 cent to account 1, which has room for 1");
    t.assert(
      transfer(poor, rich, 1),
      "transfer() of 1 cent from an account that holds 5 returned false.",
    );
    t.reach("1 cent back");
    t.assert(transfer(rich, poor, 1), "The cent could not be paid back.");
    t.reach("that cent once more");
    t.assert(
      transfer(poor, rich, 1),
      "transfer() of that cent once more returned false.",
    );
  },
], [4, 0x7fff_ffff, 0]);

/** One holds an account for long; two others have nothing to do with it. */
export const strangers: Model = {
  ...model("strangers", [1, 1, 1, 1], [
    (shared, t) => {
      using _token = account(shared, 0).mutex.lock();
      t.reach("holds account 0");
    },
    mover(2, 3, 1),
    mover(1, 0, 1),
  ], []),
  oneStep: [],
};
