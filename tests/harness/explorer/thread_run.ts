import { type ActiveRun, withActiveRun } from "./active_run.ts";
import type { Ending, LogNode } from "./log_node.ts";
import type { Thread } from "./model.ts";
import { NonDeterminism } from "./non_determinism.ts";
import { type Operation, type Result, sameOperation } from "./operation.ts";
import { Recorder } from "./recorder.ts";
import { ASLEEP, type Host } from "./host.ts";
import { loopAt } from "./loop.ts";
import { TURNS } from "./loop_guide.ts";
import { StepBlock } from "./step_block.ts";
import { ThreadClock } from "./thread_clock.ts";

/** Thrown through a thread to put it aside; the thread must not catch it. */
const UNWIND = new Error(
  "This thread is put aside; it will be run again from the start",
);

/**
 * One run of a thread from its start: the operations of a log get their
 * recorded results, then new ones are done until the step ends, and the next
 * one unwinds the thread.
 */
export class ThreadRun implements ActiveRun {
  readonly #host: Host;
  readonly #path: LogNode[];
  readonly #clock = new ThreadClock();
  readonly #recorder: Recorder = new Recorder(
    () => this.#leaveIfStopped(),
    this,
  );
  #position = 0;
  #stopped = false;
  #diverged: NonDeterminism | undefined;
  readonly #block = new StepBlock();
  /** Operations done in this step. */
  #inStep = 0;

  constructor(host: Host, log: LogNode) {
    this.#host = host;
    this.#path = log.path();
  }

  get shared(): SharedArrayBuffer {
    return this.#host.shared;
  }

  /** Runs the thread and returns where it stands then. */
  run(thread: Thread): LogNode {
    let thrown: { error: unknown } | undefined;
    withActiveRun(this, () => {
      try {
        refusePromise(thread(this.shared, this.#recorder));
      } catch (error) {
        thrown = { error };
      }
    });
    const node = this.#path[this.#position] as LogNode;
    if (!this.#stopped) {
      const ending = { thrown: this.#recorder.failure ?? thrown };
      if (node.isUnknown) {
        node.ending = ending;
        this.#note(node);
      } else if (!endsLike(node, ending)) {
        this.#diverged ??= new NonDeterminism(node, undefined, ending.thrown);
      }
    }
    if (this.#diverged !== undefined) throw this.#diverged;
    return node;
  }

  mark(kind: "reach" | "leave", label: string): void {
    this.#do(kind, undefined, -1, undefined, undefined, undefined, label);
  }

  operation(
    kind: Operation["kind"],
    type: Operation["type"],
    address: number,
    value?: Operation["value"],
    extra?: Operation["extra"],
    order?: Operation["order"],
  ): Result {
    return this.#do(kind, type, address, value, extra, order, undefined);
  }

  #do(
    kind: Operation["kind"],
    type: Operation["type"],
    address: number,
    value: Operation["value"],
    extra: Operation["extra"],
    order: Operation["order"],
    label: Operation["label"],
  ): Result {
    this.#leaveIfStopped();
    const inner = this.#block.isWithin;
    const known = this.#position < this.#path.length - 1
      ? this.#path[this.#position]?.operation
      : undefined;
    const isKnown = known !== undefined && known.kind === kind &&
      known.address === address && known.type === type &&
      Object.is(known.value, value) && Object.is(known.extra, extra) &&
      known.label === label && known.order === order && known.inner === inner;
    const result = isKnown
      ? this.#path[++this.#position]?.result
      : this.#advance(
        { kind, type, address, value, extra, label, order, inner },
      );
    this.#block.done(kind === "wait" && result !== "not-equal");
    if (kind === "wait") this.#clock.slept(extra, result);
    this.#clock.operation();
    return result;
  }

  #advance(operation: Operation): Result {
    const node = this.#path[this.#position] as LogNode;
    if (this.#position < this.#path.length - 1) {
      this.#diverged = new NonDeterminism(node, operation);
      return this.#stop();
    }
    if (!node.isUnknown) {
      // Who failed an assertion has ended with it, whatever it does on its way out.
      const thrown = this.#recorder.failure;
      const hasEnded = thrown !== undefined && endsLike(node, { thrown });
      if (!hasEnded && !wouldDo(node, operation)) {
        this.#diverged = new NonDeterminism(node, operation);
      }
      return this.#stop();
    }
    this.#note(node);
    if (this.#recorder.failure !== undefined) {
      node.ending = { thrown: this.#recorder.failure };
      return this.#stop();
    }
    node.operation = operation;
    node.where = this.#host.where();
    if (node.depth >= this.#host.maxOperations || this.#looksForEver(node)) {
      node.ending = "endless";
      return this.#stop();
    }
    if (!this.#host.goesOn(node)) return this.#stop();
    const result = this.#host.perform(node);
    if (result === ASLEEP) return this.#stop();
    this.#path.push(this.#host.child(node, result));
    this.#position++;
    return result;
  }

  /** Whether the thread reads on and on within one step, in which nothing changes. */
  #looksForEver(node: LogNode): boolean {
    this.#inStep = this.#host.isWithinStep(node) ? this.#inStep + 1 : 0;
    return this.#inStep > TURNS && loopAt(node)?.isVisible === false;
  }

  #note(node: LogNode): void {
    node.inside = this.#recorder.sections;
    node.logs = this.#recorder.logs;
  }

  #stop(): never {
    this.#stopped = true;
    throw UNWIND;
  }

  #leaveIfStopped(): void {
    if (this.#stopped) throw UNWIND;
  }

  beginStep(): void {
    this.#block.begin();
  }

  endStep(): void {
    this.#block.end();
  }

  now(): number {
    return this.#clock.now();
  }

  random(): number {
    return this.#clock.random();
  }
}

function wouldDo({ operation }: LogNode, other: Operation): boolean {
  return operation !== undefined && sameOperation(operation, other);
}

function endsLike({ ending }: LogNode, other: Ending): boolean {
  return ending !== undefined && ending !== "endless" &&
    (ending.thrown === undefined) === (other.thrown === undefined);
}

function refusePromise(value: unknown): void {
  if (value instanceof Promise) {
    value.catch(() => {});
    throw new TypeError(
      "Cannot run thread as it must be synchronous: received a function that returns a promise",
    );
  }
}
