import type { Alternative, Mutant } from "../harness/mutant.ts";
import { attendMutants } from "./mutants/attend.ts";
import { bytesMutants } from "./mutants/bytes.ts";
import { chunkMutants } from "./mutants/chunks.ts";
import { closeMutants } from "./mutants/close.ts";
import { countedMutants } from "./mutants/counted.ts";
import { creditMutants } from "./mutants/credit.ts";
import { detachMutants } from "./mutants/detach.ts";
import { failureMutants } from "./mutants/failure.ts";
import { halfCloseMutants } from "./mutants/half_close.ts";
import { limitMutants } from "./mutants/limit.ts";
import { relayMutants } from "./mutants/relay.ts";
import { serverMutants } from "./mutants/server.ts";
import { shutdownMutants } from "./mutants/shutdown.ts";
import { stuckMutants } from "./mutants/stuck.ts";
import { threadMutants } from "./mutants/thread.ts";
import { trafficMutants } from "./mutants/traffic.ts";
import { waitsForCreditMutants } from "./mutants/waits_for_credit.ts";
import { waitsForDataMutants } from "./mutants/waits_for_data.ts";

/** The wrong versions that the tests of lesson 7.2 must catch. */
export const mutants: Mutant[] = [
  ...bytesMutants,
  ...chunkMutants,
  ...waitsForDataMutants,
  ...halfCloseMutants,
  ...closeMutants,
  ...creditMutants,
  ...waitsForCreditMutants,
  ...threadMutants,
  ...relayMutants,
  ...serverMutants,
  ...attendMutants,
  ...detachMutants,
  ...failureMutants,
  ...trafficMutants,
  ...countedMutants,
  ...limitMutants,
  ...shutdownMutants,
  ...stuckMutants,
];

/** The correct versions that differ from the solution. */
export const alternatives: Alternative[] = [
  {
    folder: "shared-memory",
    differs: "bytes go through rings in shared memory, wake-ups by the port",
  },
  {
    folder: "waiting-memory",
    differs: "bytes in shared memory, and Atomics.waitAsync() waits for them",
  },
  {
    folder: "small-chunks",
    differs:
      "a write sends 10,000 bytes at most, a read goes beyond the chunk, and what has arrived is one array",
  },
  {
    folder: "closing-thread",
    differs:
      "messages are cloned, a credit is a message, a thread closes itself",
  },
];
