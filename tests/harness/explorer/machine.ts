import { ASLEEP, type Host } from "./host.ts";
import { LogNode } from "./log_node.ts";
import type { LoopGuide } from "./loop_guide.ts";
import { Memory } from "./memory.ts";
import type { CheckedModel, Thread } from "./model.ts";
import { isPlain, type Operation, type Result } from "./operation.ts";
import { Where } from "./site.ts";
import type { Choice, State } from "./state.ts";
import { ThreadRun } from "./thread_run.ts";
import { WaitQueue } from "./wait_queue.ts";

/**
 * Runs a model's threads step by step. It holds no state of a schedule itself:
 * any state can be continued at any time.
 */
export class Machine implements Host {
  readonly memory: Memory;
  /** By address, the threads that were seen to notify there. */
  readonly notifiers = new Map<number, Set<number>>();
  /** Whether operations are noted with their source lines, which is slow. */
  looksUpSites = false;
  readonly #model: CheckedModel;
  readonly #roots: LogNode[] = [];
  #nodeCount = 0;
  #thread = 0;
  #queue = new WaitQueue([]);
  #loop: LoopGuide | undefined;

  constructor(model: CheckedModel) {
    this.#model = model;
    this.memory = new Memory(model.bytes);
    for (const [index, thread] of model.threads.entries()) {
      const twin = this.#roots[model.threads.indexOf(thread)];
      this.#roots[index] = twin ?? this.#newNode(undefined, undefined);
    }
  }

  get shared(): SharedArrayBuffer {
    return this.memory.shared;
  }

  get maxOperations(): number {
    return this.#model.maxOperations;
  }

  /** The state in which each thread stands before its first operation. */
  start(): State {
    this.#model.setup?.(this.shared);
    const nodes = this.#roots.map((root, thread) =>
      this.#advance(thread, root)
    );
    return {
      nodes,
      sleepers: this.#queue.sleepers,
      memory: this.memory.image(),
      spurious: this.#model.spuriousWakeups,
      last: -1,
      preemptions: 0,
    };
  }

  /**
   * The state after a choice.
   *
   * @param loop Leads a thread through a loop, for the choice `"spin"`.
   * @throws {NonDeterminism} If the thread does not repeat itself.
   */
  apply(state: State, { thread, kind }: Choice, loop?: LoopGuide): State {
    this.memory.restore(state.memory);
    this.#queue = new WaitQueue(state.sleepers);
    this.#loop = loop;
    const nodes = [...state.nodes];
    const node = nodes[thread] as LogNode;
    if (kind === "timeout" || kind === "spurious") {
      this.#queue.wake(thread);
      const result = kind === "timeout" ? "timed-out" : "ok";
      nodes[thread] = this.#advance(thread, this.child(node, result));
    } else if (kind === "spin") {
      this.#queue.wake(thread);
      nodes[thread] = this.#advance(thread, node);
    } else {
      this.#thread = thread;
      const result = this.perform(node);
      if (result !== ASLEEP) {
        nodes[thread] = this.#advance(thread, this.child(node, result));
      }
    }
    for (const woken of this.#queue.woken) {
      nodes[woken] = this.#advance(
        woken,
        this.child(nodes[woken] as LogNode, "ok"),
      );
    }
    return {
      nodes,
      sleepers: this.#queue.sleepers,
      memory: this.memory.image(),
      spurious: kind === "spurious" ? state.spurious - 1 : state.spurious,
      last: thread,
      preemptions: state.preemptions,
    };
  }

  /** Takes a thread to the end of its step, running it only where it is new. */
  #advance(thread: number, start: LogNode): LogNode {
    this.#thread = thread;
    let node = start;
    while (!node.isUnknown) {
      if (node.ending !== undefined || !this.goesOn(node)) return node;
      const result = this.perform(node);
      if (result === ASLEEP) return node;
      node = this.child(node, result);
    }
    return new ThreadRun(this, node).run(this.#model.threads[thread] as Thread);
  }

  goesOn(node: LogNode): boolean {
    if (node.operation === undefined) return false;
    // The guide counts all operations of a turn, also those within a step.
    const follows = this.#loop?.goesOn(node) ?? false;
    return follows || this.isWithinStep(node);
  }

  isWithinStep({ operation }: LogNode): boolean {
    return operation !== undefined &&
      (operation.inner ||
        (this.#model.plain === "check" && isPlain(operation)));
  }

  perform({ operation }: LogNode): Result | typeof ASLEEP {
    if (operation === undefined) throw new Error("There is no operation to do");
    switch (operation.kind) {
      case "wait":
        if (this.memory.value(operation) !== operation.value) {
          return "not-equal";
        }
        if (operation.extra === 0 || this.#loop?.isInside) {
          return "timed-out";
        }
        this.#queue.sleep(this.#thread, operation.address);
        return ASLEEP;
      case "notify":
        return this.#notify(operation);
      case "reach":
      case "leave":
        return undefined;
      case "store":
      case "write":
        this.memory.perform(operation);
        return undefined;
      default:
        return this.memory.perform(operation);
    }
  }

  child(node: LogNode, result: Result): LogNode {
    return node.child(result, this.#newNode);
  }

  where(): Where | undefined {
    return this.looksUpSites ? new Where() : undefined;
  }

  readonly #newNode = (parent: LogNode | undefined, result: Result): LogNode =>
    new LogNode(this.#nodeCount++, parent, result);

  #notify({ address, extra }: Operation): number {
    const seen = this.notifiers.get(address) ?? new Set();
    this.notifiers.set(address, seen.add(this.#thread));
    return this.#queue.notify(address, Number(extra));
  }
}
