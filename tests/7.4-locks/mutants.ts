import type { Alternative, Mutant } from "../harness/mutant.ts";
import { answerMutants } from "./mutants/answers.ts";
import { bothAnswersMutants } from "./mutants/both_answers.ts";
import { conditionMutants } from "./mutants/condition.ts";
import { conditionNotifyMutants } from "./mutants/condition_notify.ts";
import { counterMutants } from "./mutants/counter.ts";
import { mutexMutants } from "./mutants/mutex.ts";
import { mutexCostMutants } from "./mutants/mutex_cost.ts";
import { mutexTokenMutants } from "./mutants/mutex_token.ts";
import { otherWordMutants } from "./mutants/other_words.ts";
import { outsideMutants } from "./mutants/outside.ts";
import { patienceMutants } from "./mutants/patience.ts";
import { rwLockMutants } from "./mutants/rw_lock.ts";
import { rwLockWakeMutants } from "./mutants/rw_lock_wake.ts";
import { semaphoreMutants } from "./mutants/semaphore.ts";
import { semaphoreReleaseMutants } from "./mutants/semaphore_release.ts";
import { transferMutants } from "./mutants/transfer.ts";
import { transferAgainMutants } from "./mutants/transfer_again.ts";
import { wakeUpMutants } from "./mutants/wake_ups.ts";

/** Wrong versions of the solution. */
export const mutants: Mutant[] = [
  ...counterMutants,
  ...mutexMutants,
  ...mutexTokenMutants,
  ...mutexCostMutants,
  ...semaphoreMutants,
  ...semaphoreReleaseMutants,
  ...conditionMutants,
  ...conditionNotifyMutants,
  ...rwLockMutants,
  ...rwLockWakeMutants,
  ...transferMutants,
  ...transferAgainMutants,
  ...wakeUpMutants,
  ...answerMutants,
  ...outsideMutants,
  ...bothAnswersMutants,
  ...patienceMutants,
  ...otherWordMutants,
];

/** Other correct versions. */
export const alternatives: Alternative[] = [
  {
    folder: "swapping-counter",
    differs: "Counter by compareExchange() in a loop",
  },
  {
    folder: "guarded-counter",
    differs: "Counter that a Mutex beside it guards",
  },
  {
    folder: "ticket-mutex",
    differs: "Mutex as a ticket lock: first come, first served",
  },
  {
    folder: "timed-mutex",
    differs: "Mutex that looks again each second, to be safe",
  },
  {
    folder: "backing-off-transfer",
    differs: "transfer() that tries the second lock and backs off",
  },
  {
    folder: "counting-mutex",
    differs: "Mutex that counts its waiters in the word",
  },
  {
    folder: "monitor-semaphore",
    differs: "Semaphore from a Mutex and a Condition",
  },
  {
    folder: "flag-semaphore",
    differs: "Semaphore with a flag for waiters beside the permits",
  },
  {
    folder: "monitor-rw-lock",
    differs: "RwLock from a Mutex and two Conditions",
  },
  {
    folder: "event-rw-lock",
    differs: "RwLock that wakes all and lets them look again",
  },
];
