import type { Done, LogNode, Loop } from "./log_node.ts";
import { sameOperation } from "./operation.ts";

/** Turns of a loop that are followed before it counts as endless. */
export const TURNS = 300;

/** Turns of a loop that are worth taking as one. */
const MANY = 8;

/** Leads a thread through a loop, turn by turn, for as long as it goes round. */
export class LoopGuide {
  readonly #turn: readonly Done[];
  #done = 0;
  #left = false;

  constructor({ turn }: Loop) {
    this.#turn = turn;
  }

  /** Whether the thread went round so often that it will do so for ever. */
  get isEndless(): boolean {
    return this.#done >= TURNS * this.#turn.length;
  }

  /** Whether the thread went round often enough to take all turns as one. */
  get isLong(): boolean {
    return this.#done >= MANY * this.#turn.length;
  }

  /** Whether the thread is still in the loop. */
  get isInside(): boolean {
    return !this.#left;
  }

  /** Whether the node's operation is the loop's next one. */
  goesOn({ operation }: LogNode): boolean {
    const next = this.#turn[this.#done % this.#turn.length];
    if (
      this.#left || this.isEndless || next === undefined ||
      operation === undefined || !sameOperation(operation, next.operation)
    ) {
      this.#left = true;
      return false;
    }
    this.#done++;
    return true;
  }
}
