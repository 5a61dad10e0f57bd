import type { LogNode } from "./log_node.ts";
import type { Memory } from "./memory.ts";
import {
  isPlain,
  type Operation,
  overlaps,
  touchesMemory,
  writes,
} from "./operation.ts";
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
 * race exactly when two conflicting accesses can come one right after the
 * other: a compareExchange counts as a write where it succeeds. Unlike vector
 * clocks it depends on nothing but the state, so that states can be merged.
 */
export function findRace(
  state: State,
  memory: Memory,
): [Access, Access] | undefined {
  const { nodes } = state;
  for (let thread = 0; thread < nodes.length; thread++) {
    const node = nodes[thread] as LogNode;
    if (node.accesses.length === 0 || isAsleep(state, thread)) continue;
    for (let other = 0; other < nodes.length; other++) {
      if (other === thread || isAsleep(state, other)) continue;
      const race = findConflict(node, nodes[other] as LogNode, (next) => {
        memory.restore(state.memory);
        return writes(next, memory.value(next));
      });
      if (race === undefined) continue;
      return [{ thread, node: race[0] }, { thread: other, node: race[1] }];
    }
  }
  return undefined;
}

function findConflict(
  { accesses }: LogNode,
  other: LogNode,
  wouldWrite: (next: Operation) => boolean,
): [LogNode, LogNode] | undefined {
  for (const access of accesses) {
    for (const one of other.accesses) {
      if (conflicts(access, one, isWrite(access) || isWrite(one))) {
        return [access, one];
      }
    }
    const next = other.operation;
    if (
      next !== undefined &&
      conflicts(access, other, isWrite(access) || wouldWrite(next))
    ) return [access, other];
  }
  return undefined;
}

function isWrite({ operation }: LogNode): boolean {
  return operation?.kind === "write";
}

/**
 * Whether two operations, one of them plain, must not be unordered.
 *
 * @param oneWrites Whether at least one of them writes.
 */
export function conflicts(
  { operation: a }: LogNode,
  { operation: b }: LogNode,
  oneWrites: boolean,
): boolean {
  return oneWrites && a !== undefined && b !== undefined && touchesMemory(a) &&
    touchesMemory(b) && overlaps(a, b) && (isPlain(a) || isPlain(b));
}
