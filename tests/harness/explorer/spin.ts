import type { LogNode } from "./log_node.ts";
import { after, type Memory } from "./memory.ts";
import { type Operation, type Result, sameOperation } from "./operation.ts";
import type { State } from "./state.ts";
import type { Word } from "./word_type.ts";

/** An operation and what it returned. */
interface Done {
  operation: Operation;
  result: Result;
}

/** Turns of a loop that are followed before it counts as endless. */
export const TURNS = 300;

/** Turns of a loop that are worth taking as one. */
const MANY = 8;

/** The longest loop that is recognised, in operations. */
const LONGEST = 8;

/** A loop whose last turns were all alike. */
export interface Loop {
  /** What one turn does, from the operation that comes next. */
  readonly turn: readonly Done[];
  /** Whether a turn sleeps until a time limit runs out. */
  readonly sleeps: boolean;
  /** Whether other threads may see something of a turn. */
  readonly isVisible: boolean;
}

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

const loops = new WeakMap<LogNode, Loop | null>();

/** The loop that the thread is in, if its last turns were all alike. */
export function loopAt(node: LogNode): Loop | undefined {
  let loop = loops.get(node);
  if (loop === undefined) {
    loop = findLoop(node) ?? null;
    loops.set(node, loop);
  }
  return loop ?? undefined;
}

function findLoop(node: LogNode): Loop | undefined {
  if (node.operation === undefined || node.ending !== undefined) {
    return undefined;
  }
  const done = lastDone(node, 3 * LONGEST);
  for (let length = 1; length <= LONGEST; length++) {
    const turn = done.slice(-length);
    const [first] = turn;
    if (turn.length < length || first === undefined) return undefined;
    if (!sameOperation(first.operation, node.operation)) continue;
    const isVisible = !turn.every(changesNothing);
    const turns = isVisible || length === 1 ? 3 : 2;
    const past = done.slice(-turns * length);
    const isAlike = past.every(({ operation, result }, index) => {
      const other = turn[index % length];
      return other !== undefined && result === other.result &&
        sameOperation(operation, other.operation);
    });
    if (past.length < turns * length || !isAlike) continue;
    const sleeps = turn.some((one) => one.result === "timed-out");
    return { turn, sleeps, isVisible };
  }
  return undefined;
}

/** The last operations that a thread did, at most so many. */
function lastDone(node: LogNode, count: number): Done[] {
  const done: Done[] = [];
  let at = node;
  while (at.parent?.operation !== undefined && done.length < count) {
    done.push({ operation: at.parent.operation, result: at.result });
    at = at.parent;
  }
  return done.reverse();
}

function changesNothing({ operation, result }: Done): boolean {
  switch (operation.kind) {
    case "load":
    case "read":
      return true;
    case "wait":
      return result !== "ok";
    case "notify":
      return result === 0;
    case "store":
    case "write":
    case "reach":
    case "leave":
      return false;
    default:
      return after(operation, result as Word) === result;
  }
}

/** Whether another turn in this state would go just like the last ones. */
export function repeatsItself(
  loop: Loop,
  state: State,
  memory: Memory,
): boolean {
  memory.restore(state.memory);
  const isAlike = loop.turn.every((done) => wouldRepeat(done, state, memory));
  const isBack = !loop.isVisible || memory.image() === state.memory;
  memory.restore(state.memory);
  return isAlike && isBack;
}

function wouldRepeat(
  { operation, result }: Done,
  state: State,
  memory: Memory,
): boolean {
  switch (operation.kind) {
    case "reach":
    case "leave":
      return true;
    case "wait":
      return (memory.value(operation) === operation.value) ===
        (result === "timed-out");
    case "notify":
      return state.sleepers.every((one) => one.address !== operation.address);
    case "store":
    case "write":
      memory.perform(operation);
      return true;
    default:
      return memory.perform(operation) === result;
  }
}

const endlessNodes = new WeakSet<LogNode>();

/** Whether a thread was found to go round in its loop for ever. */
export function isKnownEndless(node: LogNode): boolean {
  return endlessNodes.has(node);
}

/** Notes that a thread goes round in its loop for ever. */
export function setEndless(node: LogNode): void {
  endlessNodes.add(node);
}
