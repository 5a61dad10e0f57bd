import type { LogNode } from "./log_node.ts";
import type { CheckedModel } from "./model.ts";
import type { State } from "./state.ts";

/**
 * A function that gives equal states equal keys. States that differ only in
 * which of several identical threads is which are equal.
 */
export function stateKeys(model: CheckedModel): (state: State) => string {
  const { threads } = model;
  const groups = threads.map((thread) => threads.indexOf(thread));
  const isSymmetric = new Set(threads).size < threads.length;
  const isBounded = model.preemptions !== Infinity;
  const inOrder = [...threads.keys()];

  return (state) => {
    const order = isSymmetric ? canonicalOrder(state, groups) : inOrder;
    let key = `${state.memory.id}`;
    for (const thread of order) key += `,${nodeKey(state.nodes[thread])}`;
    for (const { thread, address } of state.sleepers) {
      key += `,z${order.indexOf(thread)}@${address}`;
    }
    if (state.spurious > 0) key += `,s${state.spurious}`;
    if (isBounded) {
      key += `,p${state.preemptions},${order.indexOf(state.last)}`;
    }
    return key;
  };
}

/** The threads in an order that does not depend on their numbers. */
function canonicalOrder(state: State, groups: readonly number[]): number[] {
  const rank = (thread: number) =>
    state.sleepers.findIndex((one) => one.thread === thread);
  return [...groups.keys()].sort((a, b) =>
    (groups[a] ?? 0) - (groups[b] ?? 0) ||
    nodeKey(state.nodes[a]) - nodeKey(state.nodes[b]) ||
    rank(a) - rank(b) || a - b
  );
}

/** Threads that have returned are alike if they left nothing behind. */
const RETURNED = -1;

function nodeKey(node: LogNode | undefined): number {
  if (node === undefined) return RETURNED;
  const hasReturned = typeof node.ending === "object" &&
    node.ending.thrown === undefined;
  return hasReturned && node.logs.length === 0 && node.accesses.length === 0
    ? RETURNED
    : node.id;
}
