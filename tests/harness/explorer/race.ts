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
  const { nodes } = state;
  for (let thread = 0; thread < nodes.length; thread++) {
    const node = nodes[thread] as LogNode;
    if (node.accesses.length === 0 || isAsleep(state, thread)) continue;
    for (let other = 0; other < nodes.length; other++) {
      if (other === thread || isAsleep(state, other)) continue;
      const race = findConflict(node, nodes[other] as LogNode);
      if (race === undefined) continue;
      return [{ thread, node: race[0] }, { thread: other, node: race[1] }];
    }
  }
  return undefined;
}

function findConflict(
  one: LogNode,
  other: LogNode,
): [LogNode, LogNode] | undefined {
  for (const access of one.accesses) {
    for (const otherAccess of other.accesses) {
      if (conflicts(access, otherAccess)) return [access, otherAccess];
    }
    if (conflicts(access, other)) return [access, other];
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
