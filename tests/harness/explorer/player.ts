import { eventsAtStart, eventsOf } from "./events.ts";
import { HappensBefore } from "./happens_before.ts";
import { ASLEEP } from "./host.ts";
import type { LogNode } from "./log_node.ts";
import { Machine } from "./machine.ts";
import type { CheckedModel } from "./model.ts";
import { doneBetween } from "./options.ts";
import type { Access } from "./race.ts";
import type { Step } from "./schedule.ts";
import { isAsleep, type State } from "./state.ts";
import { Trace, type TraceEvent } from "./trace.ts";

/** A step of a schedule that the code no longer allows. */
export class MisfitError extends Error {
  override readonly name = "MisfitError";
}

/**
 * Runs one schedule of a model, step by step, and writes it down with the
 * source lines, which would be too slow for a search.
 */
export class Player {
  readonly model: CheckedModel;
  readonly machine: Machine;
  readonly #events: TraceEvent[];
  readonly #states: State[];
  readonly #steps: Step[] = [];
  readonly #order: HappensBefore;
  #race: [Access, Access] | undefined;

  constructor(model: CheckedModel) {
    this.model = model;
    this.machine = new Machine(model);
    this.machine.looksUpSites = true;
    this.#states = [this.machine.start()];
    this.#order = new HappensBefore(model.threads.length);
    for (const [thread, node] of this.state.nodes.entries()) {
      this.#note(thread, node.path()[0] ?? node, node);
    }
    this.#events = eventsAtStart(this.state);
  }

  /** The state now. */
  get state(): State {
    return this.#states.at(-1) as State;
  }

  /** The states so far; the first is the start. */
  get states(): readonly State[] {
    return this.#states;
  }

  /** The steps taken so far. */
  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** The first data race of the schedule, found with vector clocks. */
  get race(): [Access, Access] | undefined {
    return this.#race;
  }

  /** What happened so far. */
  get trace(): Trace {
    return new Trace(this.model.threads.length, [...this.#events]);
  }

  /**
   * Takes a step and returns what happened in it.
   *
   * @throws {MisfitError} If the thread cannot do that now.
   */
  take(step: Step): TraceEvent[] {
    this.#refuseMisfit(step);
    const before = this.state;
    const after = this.machine.apply(before, step);
    const events = eventsOf(before, after, step, this.#states.length);
    this.#states.push(after);
    this.#steps.push(step);
    this.#events.push(...events);
    // Older browsers can filter lists, but not what iterates.
    const others = [...before.nodes.keys()].filter((one) =>
      one !== step.thread
    );
    for (const thread of [step.thread, ...others]) {
      const [from, to] = [before.nodes[thread], after.nodes[thread]];
      if (from === undefined || to === undefined) continue;
      this.#note(thread, from, to);
      const wasAsleep = from === to && isAsleep(before, thread);
      if (isAsleep(after, thread) && !wasAsleep) {
        this.#race ??= this.#order.note(thread, to, ASLEEP);
      }
    }
    return events;
  }

  #note(thread: number, from: LogNode, to: LogNode): void {
    for (const { node, child } of doneBetween(from, to)) {
      this.#race ??= this.#order.note(thread, node, child.result);
    }
  }

  #refuseMisfit({ thread, kind }: Step): void {
    const node = this.state.nodes[thread];
    const asleep = isAsleep(this.state, thread);
    const why = node === undefined
      ? "there is no such thread"
      : node.ending !== undefined
      ? "it has ended"
      : kind === "run" && asleep
      ? "it sleeps"
      : kind !== "run" && !asleep
      ? "it does not sleep"
      : kind === "timeout" && node.operation?.extra === Infinity
      ? "its wait has no time limit"
      : undefined;
    if (why === undefined) return;
    throw new MisfitError(
      `Cannot take step ${this.#states.length} with T${thread} as ${why}`,
    );
  }
}
