import type { Alternative, Mutant } from "../harness/mutant.ts";
import { byteStreamMutants } from "./mutants/byte_streams.ts";
import { endAndQueueMutants } from "./mutants/ends_and_queues.ts";
import { eventBusMutants } from "./mutants/event_bus.ts";
import { eventTurnsMutants } from "./mutants/event_turns.ts";
import { framingMutants } from "./mutants/framing.ts";
import { latestValueMutants } from "./mutants/latest_value.ts";
import { logLinesMutants } from "./mutants/log_lines.ts";
import { logProcessMutants } from "./mutants/log_process.ts";
import { mailboxMutants } from "./mutants/mailbox.ts";
import { messageQueueMutants } from "./mutants/message_queue.ts";
import { messageMutants } from "./mutants/messages.ts";
import { pipeMutants } from "./mutants/pipe.ts";
import { pipeStartMutants } from "./mutants/pipe_start.ts";
import { queueWaitingMutants } from "./mutants/queue_waiting.ts";
import { ringBufferMutants } from "./mutants/ring_buffer.ts";
import { ringWakeupMutants } from "./mutants/ring_wakeups.ts";
import { sharedMemoryMutants } from "./mutants/shared_memory.ts";
import { socketPairMutants } from "./mutants/socket_pair.ts";
import { stateMutants } from "./mutants/states.ts";
import { streamAndEndMutants } from "./mutants/streams_and_ends.ts";
import { turnAndLineMutants } from "./mutants/turns_and_lines.ts";
import { busTurnMutants } from "./mutants/turns_of_a_bus.ts";
import { loggerWordMutants } from "./mutants/words_of_a_logger.ts";
import { wokenMutants } from "./mutants/woken.ts";

/** The wrong versions that the tests of lesson 7.5 must catch. */
export const mutants: Mutant[] = [
  ...framingMutants,
  ...pipeMutants,
  ...pipeStartMutants,
  ...socketPairMutants,
  ...messageQueueMutants,
  ...queueWaitingMutants,
  ...ringBufferMutants,
  ...ringWakeupMutants,
  ...mailboxMutants,
  ...latestValueMutants,
  ...eventBusMutants,
  ...eventTurnsMutants,
  ...logProcessMutants,
  ...logLinesMutants,
  ...messageMutants,
  ...stateMutants,
  ...byteStreamMutants,
  ...endAndQueueMutants,
  ...sharedMemoryMutants,
  ...turnAndLineMutants,
  ...busTurnMutants,
  ...streamAndEndMutants,
  ...loggerWordMutants,
  ...wokenMutants,
];

/** The correct versions that differ from the solution. */
export const alternatives: Alternative[] = [
  {
    folder: "states",
    differs:
      "frames by a state machine, ring indexes up to twice the capacity, one condition for a mailbox, which is unlocked in a finally block",
  },
  {
    folder: "events",
    differs:
      "a queue that sorts, ends of web streams, an event bus that queues each event, a ring's ends by add() and or(), and its writes two bytes at a time",
  },
  {
    folder: "frugal",
    differs:
      "a queue that always watches first, few words for who is gone, a ring's ends by compareExchange()",
  },
];
