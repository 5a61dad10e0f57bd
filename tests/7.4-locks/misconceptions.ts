import type { TraceEvent } from "../harness/explorer/mod.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { meaningsOf } from "../harness/story/misconceptions.ts";
import { anywhere } from "./misconceptions/anywhere.ts";
import { condition } from "./misconceptions/condition.ts";
import { counter } from "./misconceptions/counter.ts";
import { mutex } from "./misconceptions/mutex.ts";
import { mutexToken } from "./misconceptions/mutex_token.ts";
import { rwLock } from "./misconceptions/rw_lock.ts";
import { semaphore } from "./misconceptions/semaphore.ts";
import { transfer } from "./misconceptions/transfer.ts";

/** What wrong code of lesson 7.4 shows, by ids. */
export const misconceptions = {
  ...anywhere,
  ...counter,
  ...mutex,
  ...mutexToken,
  ...semaphore,
  ...condition,
  ...rwLock,
  ...transfer,
};

export type Id = keyof typeof misconceptions;

/** The id of a misconception, if what happened decides one. */
export type Known = Id | undefined;

/** The same, with the operation or the method in which it shows. */
export type Shown =
  | { id: Id; by?: TraceEvent | undefined; method?: Meaning["method"] }
  | Known;

/** Names a misconception of lesson 7.4 in a verdict. */
export const means = meaningsOf(misconceptions);
