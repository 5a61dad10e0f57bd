import type { Alternative, Mutant } from "../harness/mutant.ts";
import { answerMutants } from "./mutants/answers.ts";
import { closeMutants } from "./mutants/close.ts";
import { endingMutants } from "./mutants/endings.ts";
import { fullMutants } from "./mutants/full.ts";
import { limitsMutants } from "./mutants/limits.ts";
import { queueMutants } from "./mutants/queue.ts";
import { serverMutants } from "./mutants/server.ts";
import { statsMutants } from "./mutants/stats.ts";
import { submitMutants } from "./mutants/submit.ts";
import { supervisionMutants } from "./mutants/supervision.ts";
import { threadMutants } from "./mutants/thread.ts";
import { wakeMutants } from "./mutants/wake.ts";

/** Wrong versions of the solution, each caught by the tests of its step. */
export const mutants: Mutant[] = [
  ...queueMutants,
  ...wakeMutants,
  ...limitsMutants,
  ...closeMutants,
  ...threadMutants,
  ...submitMutants,
  ...fullMutants,
  ...supervisionMutants,
  ...statsMutants,
  ...serverMutants,
  ...answerMutants,
  ...endingMutants,
];

/** Correct versions that differ from the solution. */
export const alternatives: Alternative[] = [
  { folder: "lock-free", differs: "a queue without a lock: Vyukov's" },
  { folder: "result-messages", differs: "results travel as messages" },
];
