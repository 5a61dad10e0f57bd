import { describeOperation } from "./describe_operation.ts";
import type { LogNode } from "./log_node.ts";
import type { Player } from "./player.ts";
import { isAsleep, type State } from "./state.ts";
import type { TraceEvent } from "./trace.ts";
import { tellWord } from "./word_names.ts";

/** A schedule after one of its steps. */
export interface Frame {
  /** What happened in the step. */
  events: TraceEvent[];
  /** The memory after it, as 32-bit words. */
  words: number[];
  /** What each thread does now or next. */
  threads: ThreadView[];
}

/** What a thread does now or next. */
export interface ThreadView {
  state: "ready" | "asleep" | "returned" | "threw" | "endless";
  /** In few words: `sleeps on word 0`. */
  text: string;
  /** Where it stands in the source. */
  site?: string | undefined;
  /** The place in bytes that it sleeps on. */
  address?: number;
  /** The sections that it is inside of. */
  inside: string[];
}

/** The start of what was played, and then one frame a step. */
export function framesOf(player: Player): Frame[] {
  const { events } = player.trace;
  const { memory } = player.machine;
  return player.states.map((state, step) => {
    memory.restore(state.memory);
    return {
      events: events.filter((event) => event.step === step),
      words: [...memory.words],
      threads: state.nodes.map((node, thread) => ({
        ...viewOf(state, node, thread),
        inside: node.inside.map(({ section }) => section),
      })),
    };
  });
}

function viewOf(
  state: State,
  { ending, operation, site }: LogNode,
  thread: number,
): Omit<ThreadView, "inside"> {
  if (ending === "endless") return { state: "endless", text: "goes on and on" };
  if (ending !== undefined) {
    return ending.thrown === undefined
      ? { state: "returned", text: "has returned" }
      : { state: "threw", text: "has thrown" };
  }
  if (operation === undefined) return { state: "ready", text: "runs", site };
  if (!isAsleep(state, thread)) {
    return {
      state: "ready",
      text: `next: ${describeOperation(operation)}`,
      site,
    };
  }
  const { address } = operation;
  return {
    state: "asleep",
    text: `sleeps on ${tellWord(address)}`,
    site,
    address,
  };
}
