import type { Alternative, Mutant } from "../harness/mutant.ts";
import { attemptMutants } from "./mutants/attempts.ts";
import { cancelledMutants } from "./mutants/cancelled.ts";
import { leavingMutants } from "./mutants/clients_that_leave.ts";
import { closeMutants } from "./mutants/close.ts";
import { closedQueueMutants } from "./mutants/closed_queue.ts";
import { connectionServerMutants } from "./mutants/connection_server.ts";
import { endingMutants } from "./mutants/endings.ts";
import { fullMutants } from "./mutants/full.ts";
import { limitsMutants } from "./mutants/limits.ts";
import { queueMutants } from "./mutants/queue.ts";
import { reportMutants } from "./mutants/reports.ts";
import { requestServerMutants } from "./mutants/request_server.ts";
import { resultMutants } from "./mutants/results.ts";
import { ringMutants } from "./mutants/ring.ts";
import { statsMutants } from "./mutants/stats.ts";
import { submitMutants } from "./mutants/submit.ts";
import { supervisionMutants } from "./mutants/supervision.ts";
import { threadMutants } from "./mutants/thread.ts";
import { wakeMutants } from "./mutants/wake.ts";

/** Wrong versions of the solution, each caught by the tests of its step. */
export const mutants: Mutant[] = [
  ...queueMutants,
  ...ringMutants,
  ...wakeMutants,
  ...limitsMutants,
  ...attemptMutants,
  ...closeMutants,
  ...closedQueueMutants,
  ...threadMutants,
  ...reportMutants,
  ...submitMutants,
  ...resultMutants,
  ...fullMutants,
  ...cancelledMutants,
  ...supervisionMutants,
  ...endingMutants,
  ...statsMutants,
  ...connectionServerMutants,
  ...leavingMutants,
  ...requestServerMutants,
];

/** Correct versions that differ from the solution. */
export const alternatives: Alternative[] = [
  { folder: "lock-free", differs: "a queue without a lock: Vyukov's" },
  { folder: "result-messages", differs: "results travel as messages" },
];
