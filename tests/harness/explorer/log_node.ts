import type { Operation, Result } from "./operation.ts";
import type { Where } from "./site.ts";
import type { SectionOptions } from "./thread_context.ts";

/** A section that a thread is inside of. */
export interface Inside extends Required<SectionOptions> {
  section: string;
  /** How many sections the thread has entered with it: another run has others. */
  nth: number;
  /** Whether it must not wait inside. */
  neverWaits?: boolean;
}

/** How a thread came to its end. */
export interface Ending {
  /** What it threw, wrapped so that `throw undefined` counts too. */
  thrown?: { error: unknown };
}

/** An operation and what it returned. */
export interface Done {
  operation: Operation;
  result: Result;
}

/** A loop whose last turns were all alike. */
export interface Loop {
  /** What one turn does, from the operation that comes next. */
  readonly turn: readonly Done[];
  /** Milliseconds that a turn sleeps until time limits run out. */
  readonly sleeps: number;
  /** Whether other threads may see something of a turn. */
  readonly isVisible: boolean;
}

/** No elements; shared, so that most nodes hold no array of their own. */
const NONE: readonly never[] = [];

/**
 * What a thread has done so far: the results of its operations from the first
 * on, as a node of a tree in which equal logs are the same node. A thread is
 * deterministic, so the node also says what it does next.
 */
export class LogNode {
  /** What the thread does next; undefined if it ended or was not run yet. */
  operation: Operation | undefined;
  /** Set when the thread returned, threw, or went on without end. */
  ending: Ending | "endless" | undefined;
  /** Where the operation stands in the source, if it was looked up. */
  where: Where | undefined;
  /** The loop that the thread is in, once that was looked for. */
  loop: Loop | "none" | undefined;
  /** Whether the thread was found to go round in its loop for ever. */
  isEndless = false;
  /** Whether it was decided if the log is run once more in a new worker. */
  isSampled = false;
  /** What tells an ended thread from others, once that was looked for. */
  outcome: number | undefined;
  /** The sections the thread is inside of, before the operation. */
  inside: readonly Inside[] = NONE;
  /** What the thread has logged, before the operation. */
  logs: readonly unknown[] = NONE;
  /** Plain accesses since the last operation that orders threads. */
  readonly accesses: readonly LogNode[];
  /** Number of operations done. */
  readonly depth: number;
  #first: LogNode | undefined;
  #others: Map<Result, LogNode> | undefined;

  constructor(
    readonly id: number,
    readonly parent: LogNode | undefined,
    /** What the parent's operation returned. */
    readonly result: Result,
  ) {
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.accesses = accessesAfter(parent);
  }

  /** Where that is, as `mutex.ts:31`. */
  get site(): string | undefined {
    return this.where?.site;
  }

  /** Whether the thread was not yet run this far. */
  get isUnknown(): boolean {
    return this.operation === undefined && this.ending === undefined;
  }

  /** The child for a result; `add` makes it if there is none. */
  child(
    result: Result,
    add: (parent: LogNode, result: Result) => LogNode,
  ): LogNode {
    const first = this.#first;
    if (first !== undefined && first.result === result) return first;
    if (first === undefined) return this.#first = add(this, result);
    this.#others ??= new Map();
    let child = this.#others.get(result);
    if (child === undefined) {
      child = add(this, result);
      this.#others.set(result, child);
    }
    return child;
  }

  /** The nodes from the root to this one. */
  path(): LogNode[] {
    const path: LogNode[] = new Array(this.depth + 1);
    path[this.depth] = this;
    for (let depth = this.depth; depth > 0; depth--) {
      path[depth - 1] = path[depth]?.parent as LogNode;
    }
    return path;
  }
}

function accessesAfter(node: LogNode | undefined): readonly LogNode[] {
  switch (node?.operation?.kind) {
    case "read":
    case "write":
      return node.accesses.some((one) => isSameAccess(one, node))
        ? node.accesses
        : [...node.accesses, node];
    case "reach":
    case "leave":
      return node.accesses;
    default:
      return NONE;
  }
}

/** Whether two plain accesses are alike to a search for data races. */
function isSameAccess(
  { operation: a }: LogNode,
  { operation: b }: LogNode,
): boolean {
  return a?.kind === b?.kind && a?.address === b?.address &&
    a?.type === b?.type;
}
