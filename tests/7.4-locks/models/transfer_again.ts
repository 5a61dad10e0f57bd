import { assert } from "@std/assert";
import type { Model } from "../../harness/explorer/mod.ts";
import { refusal } from "../refusal.ts";
import { account, model, mover, transfer } from "./transfer.ts";

const MOST = 0x7fff_ffff;

/** The one account that two transfers share, first or last, and the others. */
const SHARED = [[0, 1, 2], [2, 0, 1]] as const;

/** Two that draw on an account which has enough for one. */
export const shortage: Model[] = SHARED.map(([payer, ...payees]) => ({
  ...model(
    `shortage-${payer}`,
    [0, 1, 2].map((index) => index === payer ? 3 : 0),
    payees.map((payee) => mover(payer, payee, 2)),
    [],
  ),
  final: ({ buffer }, logs) => {
    const left = account(buffer, payer).balance;
    const [first, second] = payees.map((at) => account(buffer, at).balance);
    const told = logs.flat().map((moved) => moved === true ? 2 : 0);
    assert(
      left === 1 && first === told[0] && second === told[1],
      `Of 3 cents the payer keeps ${left}, the others get ${first} and ${second}, and the transfers return ${
        logs.flat().join(" and ")
      }.`,
    );
  },
}));

/** Two that pay into an account which has room for one of the payments. */
export const room: Model[] = SHARED.map(([payee, ...payers]) => ({
  ...model(
    `room-${payee}`,
    [0, 1, 2].map((index) => index === payee ? MOST - 3 : 5),
    payers.map((payer) => (shared, t) => {
      let moved: boolean | undefined;
      refusal(() => {
        moved = transfer(account(shared, payer), account(shared, payee), 2);
      });
      t.log(moved === true ? "moved" : "refused");
    }),
    [],
  ),
  final: ({ buffer }, logs) => {
    const has = account(buffer, payee).balance;
    const kept = payers.map((at) => account(buffer, at).balance);
    const told = logs.flat().map((said) => said === "moved" ? 3 : 5);
    assert(
      has === MOST - 1 && String(kept) === String(told),
      `Two transfers of 2 cents go to an account that has room for 3. They are ${
        logs.flat().join(" and ")
      }, the payers keep ${
        kept.join(" and ")
      } cents, and the receiver's balance is ${has}.`,
    );
  },
}));
