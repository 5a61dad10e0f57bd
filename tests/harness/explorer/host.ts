import type { LogNode } from "./log_node.ts";
import type { Result } from "./operation.ts";
import type { Where } from "./site.ts";

/** What an operation returns to say that its thread now sleeps. */
export const ASLEEP = Symbol("asleep");

/** What a run needs from the machine it runs on. */
export interface Host {
  readonly shared: SharedArrayBuffer;
  /** Operations after which a thread is endless. */
  readonly maxOperations: number;
  /** Whether the node's operation belongs to the step of the one before. */
  isWithinStep(node: LogNode): boolean;
  /** Whether the thread goes on with the node's operation in the same step. */
  goesOn(node: LogNode): boolean;
  /** Does the node's operation. */
  perform(node: LogNode): Result | typeof ASLEEP;
  /** The node's child for a result. */
  child(node: LogNode, result: Result): LogNode;
  /** Where in the source the thread is, if that is asked for. */
  where(): Where | undefined;
}
