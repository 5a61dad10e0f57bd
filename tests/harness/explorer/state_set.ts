import type { LogNode } from "./log_node.ts";
import type { CheckedModel } from "./model.ts";
import type { State } from "./state.ts";
import { TupleSet } from "./tuple_set.ts";

/**
 * The states that a search has seen. States that differ only in which of
 * several identical threads is which are one state.
 */
export class StateSet {
  readonly #groups: readonly number[];
  readonly #isSymmetric: boolean;
  readonly #isBounded: boolean;
  readonly #inOrder: readonly number[];
  readonly #order: number[];
  readonly #tuples: TupleSet;
  readonly #tuple: Int32Array;
  readonly #outcomes = new Map<string, number>();
  /** Ids of what seldom differs between states, by its text. */
  readonly #rests = new Map<string, number>([["", 0]]);

  constructor({ threads, preemptions }: CheckedModel) {
    this.#groups = threads.map((thread) => threads.indexOf(thread));
    this.#isSymmetric = new Set(threads).size < threads.length;
    this.#isBounded = preemptions !== Infinity;
    this.#inOrder = [...threads.keys()];
    this.#order = [...this.#inOrder];
    this.#tuple = new Int32Array(threads.length + 2);
    this.#tuples = new TupleSet(this.#tuple.length);
  }

  /** How many states were added. */
  get size(): number {
    return this.#tuples.size;
  }

  /** Adds a state; returns whether it is new. */
  add(state: State): boolean {
    const order = this.#isSymmetric
      ? this.#canonicalOrder(state)
      : this.#inOrder;
    this.#tuple[0] = state.memory.id;
    this.#tuple[1] = this.#restOf(state, order);
    for (let index = 0; index < order.length; index++) {
      this.#tuple[index + 2] = this.#numberOf(
        state.nodes[order[index] as number] as LogNode,
      );
    }
    return this.#tuples.add(this.#tuple);
  }

  #restOf(state: State, order: readonly number[]): number {
    let text = state.spurious > 0 ? `s${state.spurious}` : "";
    for (const { thread, address } of state.sleepers) {
      text += `z${order.indexOf(thread)}@${address}`;
    }
    if (this.#isBounded) {
      text += `p${state.preemptions},${order.indexOf(state.last)}`;
    }
    let id = this.#rests.get(text);
    if (id === undefined) {
      id = this.#rests.size;
      this.#rests.set(text, id);
    }
    return id;
  }

  /** The threads in an order that does not depend on their numbers. */
  #canonicalOrder({ nodes, sleepers }: State): number[] {
    const order = this.#order;
    for (let index = 0; index < order.length; index++) order[index] = index;
    const rank = (thread: number) =>
      sleepers.findIndex((one) => one.thread === thread);
    return order.sort((a, b) =>
      (this.#groups[a] as number) - (this.#groups[b] as number) ||
      this.#numberOf(nodes[a] as LogNode) -
        this.#numberOf(nodes[b] as LogNode) ||
      rank(a) - rank(b) || a - b
    );
  }

  /** What tells a thread from others: all that its future can depend on. */
  #numberOf(node: LogNode): number {
    if (node.ending === undefined) return node.id + 1;
    const hasReturned = node.ending !== "endless" &&
      node.ending.thrown === undefined && node.inside.length === 0 &&
      node.accesses.length === 0 && node.logs.every(isPrimitive);
    return hasReturned ? -this.#outcomeOf(node.logs) : node.id + 1;
  }

  /** Threads that have returned are alike if they have logged the same. */
  #outcomeOf(logs: readonly unknown[]): number {
    if (logs.length === 0) return 0;
    const text = logs.map((value) =>
      `${typeof value} ${JSON.stringify(String(value))}`
    ).join();
    let id = this.#outcomes.get(text);
    if (id === undefined) {
      id = this.#outcomes.size + 1;
      this.#outcomes.set(text, id);
    }
    return id;
  }
}

/** Whether values that look the same are the same. */
function isPrimitive(value: unknown): boolean {
  return value === null || typeof value === "number" ||
    typeof value === "bigint" || typeof value === "boolean" ||
    typeof value === "undefined" || typeof value === "string";
}
