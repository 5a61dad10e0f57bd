import type { LogNode } from "./log_node.ts";
import { canWrite, isPlain, overlaps, touchesMemory } from "./operation.ts";
import { isAsleep, type State } from "./state.ts";

/** One of the two accesses of a data race. */
export interface Access {
  thread: number;
  node: LogNode;
}

/**
 * Finds two accesses of one place by two threads, at least one of them plain
 * and at least one a write, that nothing orders.
 *
 * A thread's plain accesses since its last operation that could order it with
 * another thread are ordered with nothing that another thread did since its
 * own last one, nor with what it does next. Over all schedules this finds a
 * race exactly when vector clocks find one in some schedule: if two accesses
 * are unordered, then the schedule of only what happens before them brings
 * both threads to them at once. Unlike clocks it depends on nothing but the
 * state, so that states can be merged.
 */
export function findRace(state: State): [Access, Access] | undefined {
  for (const [thread, node] of state.nodes.entries()) {
    if (node.accesses.length === 0 || isAsleep(state, thread)) continue;
    for (const [other, otherNode] of state.nodes.entries()) {
      if (other === thread || isAsleep(state, other)) continue;
      for (const access of node.accesses) {
        const conflict = otherNode.accesses.find((one) =>
          conflicts(access, one)
        ) ??
          (conflicts(access, otherNode) ? otherNode : undefined);
        if (conflict !== undefined) {
          return [{ thread, node: access }, { thread: other, node: conflict }];
        }
      }
    }
  }
  return undefined;
}

/** Whether two operations, one of them plain, must not be unordered. */
export function conflicts(
  { operation: a }: LogNode,
  { operation: b }: LogNode,
): boolean {
  return a !== undefined && b !== undefined && touchesMemory(a) &&
    touchesMemory(b) && overlaps(a, b) && (isPlain(a) || isPlain(b)) &&
    (canWrite(a) || canWrite(b));
}
