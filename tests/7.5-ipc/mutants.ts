import type { Alternative, Mutant } from "../harness/mutant.ts";
import { eventBusMutants } from "./mutants/event_bus.ts";
import { framingMutants } from "./mutants/framing.ts";
import { logProcessMutants } from "./mutants/log_process.ts";
import { mailboxMutants } from "./mutants/mailbox.ts";
import { messageQueueMutants } from "./mutants/message_queue.ts";
import { pipeMutants } from "./mutants/pipe.ts";
import { ringBufferMutants } from "./mutants/ring_buffer.ts";
import { ringWakeupMutants } from "./mutants/ring_wakeups.ts";
import { socketPairMutants } from "./mutants/socket_pair.ts";

/** The wrong versions that the tests of lesson 7.5 must catch. */
export const mutants: Mutant[] = [
  ...framingMutants,
  ...pipeMutants,
  ...socketPairMutants,
  ...messageQueueMutants,
  ...ringBufferMutants,
  ...ringWakeupMutants,
  ...mailboxMutants,
  ...eventBusMutants,
  ...logProcessMutants,
];

/** The correct versions that differ from the solution. */
export const alternatives: Alternative[] = [
  {
    folder: "states",
    differs:
      "frames by a state machine, ring indexes up to twice the capacity, one condition for a mailbox",
  },
  {
    folder: "events",
    differs:
      "a queue that sorts, ends of web streams, an event bus that posts at the turn's end",
  },
];
