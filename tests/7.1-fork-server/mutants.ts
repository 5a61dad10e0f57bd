import type { Alternative, Mutant } from "../harness/mutant.ts";
import { acceptMutants } from "./mutants/accept.ts";
import { countMutants } from "./mutants/counts.ts";
import { crashMutants } from "./mutants/crash.ts";
import { echoMutants } from "./mutants/echo.ts";
import { echoWritesMutants } from "./mutants/echo_writes.ts";
import { endWithinMutants } from "./mutants/end_within.ts";
import { endMutants } from "./mutants/ends.ts";
import { forkMutants } from "./mutants/fork.ts";
import { limitMutants } from "./mutants/limit.ts";
import { otherEndMutants } from "./mutants/other_ends.ts";
import { pauseMutants } from "./mutants/pauses.ts";
import { preforkMutants } from "./mutants/prefork.ts";
import { preforkStopMutants } from "./mutants/prefork_stop.ts";
import { reapMutants } from "./mutants/reap.ts";
import { resetMutants } from "./mutants/reset.ts";
import { restartMutants } from "./mutants/restart.ts";
import { sharedMutants } from "./mutants/shared.ts";
import { shutdownMutants } from "./mutants/shutdown.ts";
import { toChildMutants } from "./mutants/to_child.ts";
import { toClientMutants } from "./mutants/to_client.ts";

/** The wrong versions that the tests of lesson 7.1 must catch. */
export const mutants: Mutant[] = [
  ...echoMutants,
  ...echoWritesMutants,
  ...acceptMutants,
  ...forkMutants,
  ...toClientMutants,
  ...toChildMutants,
  ...endMutants,
  ...reapMutants,
  ...countMutants,
  ...crashMutants,
  ...resetMutants,
  ...otherEndMutants,
  ...limitMutants,
  ...sharedMutants,
  ...shutdownMutants,
  ...endWithinMutants,
  ...preforkMutants,
  ...preforkStopMutants,
  ...restartMutants,
  ...pauseMutants,
];

/** The correct versions that differ from the solution. */
export const alternatives: Alternative[] = [
  {
    folder: "streams",
    differs:
      "closures, web streams and a semaphore; it reports whom it cuts off, and asks twice whether all have ended",
  },
  {
    folder: "node",
    differs: "children of node:child_process, and an explicit accept loop",
  },
];
