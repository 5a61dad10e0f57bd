import type { LogNode } from "./log_node.ts";
import type { CheckedModel } from "./model.ts";
import type { State } from "./state.ts";
import { TupleSet } from "./tuple_set.ts";

/** How many numbers of a state's list stand before those of its threads. */
const REST = 5;

/** Bits for a thread's number, counted from one. */
const BITS = 3;

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

  constructor({ threads, preemptions }: CheckedModel) {
    this.#groups = threads.map((thread) => threads.indexOf(thread));
    this.#isSymmetric = new Set(threads).size < threads.length;
    this.#isBounded = preemptions !== Infinity;
    this.#inOrder = [...threads.keys()];
    this.#order = [...this.#inOrder];
    this.#tuple = new Int32Array(threads.length + REST);
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
    this.#tuple[1] = this.#ranks(state, order);
    this.#tuple[2] = state.spurious;
    this.#tuple[3] = this.#isBounded ? state.preemptions : 0;
    this.#tuple[4] = this.#isBounded ? order.indexOf(state.last) : 0;
    for (let index = 0; index < order.length; index++) {
      this.#tuple[index + REST] = this.#numberOf(
        state.nodes[order[index] as number] as LogNode,
      );
    }
    return this.#tuples.add(this.#tuple);
  }

  /** Who sleeps, in order of arrival: where, the threads' logs say. */
  #ranks({ sleepers }: State, order: readonly number[]): number {
    let ranks = 0;
    for (const { thread } of sleepers) {
      ranks = ranks << BITS | (order.indexOf(thread) + 1);
    }
    return ranks;
  }

  /** The threads in an order that does not depend on their numbers. */
  #canonicalOrder(state: State): number[] {
    const order = this.#order;
    for (let index = 0; index < order.length; index++) {
      let at = index;
      while (
        at > 0 && this.#compare(state, order[at - 1] as number, index) > 0
      ) {
        order[at] = order[at - 1] as number;
        at--;
      }
      order[at] = index;
    }
    return order;
  }

  #compare({ nodes, sleepers }: State, a: number, b: number): number {
    const difference = (this.#groups[a] as number) -
        (this.#groups[b] as number) ||
      this.#numberOf(nodes[a] as LogNode) -
        this.#numberOf(nodes[b] as LogNode);
    if (difference !== 0 || sleepers.length === 0) return difference;
    return rankOf(sleepers, a) - rankOf(sleepers, b);
  }

  /** What tells a thread from others: all that its future can depend on. */
  #numberOf(node: LogNode): number {
    if (node.ending === undefined) return node.id + 1;
    return node.outcome ??= hasReturned(node)
      ? -this.#outcomeOf(node.logs)
      : node.id + 1;
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

function rankOf(sleepers: State["sleepers"], thread: number): number {
  for (let rank = 0; rank < sleepers.length; rank++) {
    if (sleepers[rank]?.thread === thread) return rank;
  }
  return -1;
}

/** Whether a thread has ended, and how does not matter to others. */
function hasReturned({ ending, inside, accesses, logs }: LogNode): boolean {
  return typeof ending === "object" && ending.thrown === undefined &&
    inside.length === 0 && accesses.length === 0 && logs.every(isPrimitive);
}

/** Whether values that look the same are the same. */
function isPrimitive(value: unknown): boolean {
  return value === null || typeof value === "number" ||
    typeof value === "bigint" || typeof value === "boolean" ||
    typeof value === "undefined" || typeof value === "string";
}
