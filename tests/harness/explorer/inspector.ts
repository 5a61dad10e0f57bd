import {
  explainDeadlock,
  explainLivelock,
  explainRace,
  explainSpinning,
  explainWait,
} from "./explain.ts";
import {
  type Finding,
  findingOf,
  messageOf,
  throwUnwritten,
} from "./finding.ts";
import type { LogNode } from "./log_node.ts";
import { backsOff } from "./loop.ts";
import type { Machine } from "./machine.ts";
import type { MemoryImage } from "./memory.ts";
import type { CheckedModel } from "./model.ts";
import type { Options } from "./options.ts";
import { findRace } from "./race.ts";
import { findIntruder } from "./section.ts";
import { isOver, type State } from "./state.ts";
import { StateOutside } from "./state_outside.ts";

/** Looks for what is wrong in single states of a model. */
export class Inspector {
  readonly #machine: Machine;
  readonly #model: CheckedModel;
  readonly #checked = new Set<MemoryImage>();
  readonly #outside: StateOutside;

  constructor(machine: Machine, model: CheckedModel) {
    this.#machine = machine;
    this.#model = model;
    this.#outside = new StateOutside(machine, model);
  }

  /**
   * What is wrong in a state, or undefined.
   *
   * @throws The thread's error if it says that a step is still to be written.
   */
  inspect(state: State, options: Options): Finding | undefined {
    for (const { ending } of state.nodes) {
      if (ending === undefined || ending === "endless") continue;
      throwUnwritten(ending.thrown?.error);
    }
    const found = this.#race(state) ?? this.#thrown(state) ??
      this.#section(state) ?? this.#invariant(state) ?? this.#final(state) ??
      this.#stuck(state, options);
    return this.#outside.inspect(state, found !== undefined) ?? found;
  }

  #race(state: State): Finding | undefined {
    if (this.#model.plain !== "check") return undefined;
    const race = findRace(state, this.#machine.memory);
    if (race === undefined) return undefined;
    const intruder = findIntruder(state.nodes.map((node) => node.inside));
    const together = intruder === undefined ? "" : `${intruder} `;
    return { kind: "race", message: together + explainRace(race, state) };
  }

  #thrown(state: State): Finding | undefined {
    for (let thread = 0; thread < state.nodes.length; thread++) {
      const { ending, depth } = state.nodes[thread] as LogNode;
      if (ending === "endless") {
        return {
          kind: "spinning",
          message:
            `T${thread} goes on and on: after ${depth} operations it came to no end.`,
        };
      }
      if (ending?.thrown !== undefined) {
        return findingOf(`T${thread}`, ending.thrown.error);
      }
    }
    return undefined;
  }

  #section(state: State): Finding | undefined {
    let inside = 0;
    let isWaiting = false;
    for (const node of state.nodes) {
      if (node.inside.length === 0) continue;
      inside++;
      if (node.operation?.kind === "wait") isWaiting = true;
    }
    // Nobody is in anybody's way, and nobody waits where that must not be.
    if (inside < 2 && !isWaiting) return undefined;
    for (const [thread, node] of state.nodes.entries()) {
      const quick = node.inside.find((one) => one.neverWaits);
      if (quick === undefined || node.operation?.kind !== "wait") continue;
      return { kind: "waited", message: explainWait(thread, node, quick) };
    }
    const intruder = findIntruder(state.nodes.map((node) => node.inside));
    return intruder === undefined
      ? undefined
      : { kind: "invariant", message: intruder };
  }

  #invariant({ memory }: State): Finding | undefined {
    if (this.#model.invariant === undefined || this.#checked.has(memory)) {
      return undefined;
    }
    this.#machine.memory.restore(memory);
    try {
      this.#model.invariant(this.#machine.memory.words);
    } catch (error) {
      throwUnwritten(error);
      return {
        kind: "invariant",
        message: `The invariant is broken: ${messageOf(error)}`,
        error,
      };
    }
    this.#checked.add(memory);
    return undefined;
  }

  #final(state: State): Finding | undefined {
    if (this.#model.final === undefined || !isOver(state)) return undefined;
    this.#machine.memory.restore(state.memory);
    try {
      this.#model.final(
        this.#machine.memory.words,
        state.nodes.map((node) => node.logs),
      );
    } catch (error) {
      throwUnwritten(error);
      return findingOf("The outcome after all threads returned", error);
    }
    return undefined;
  }

  #stuck(state: State, { options, endless }: Options): Finding | undefined {
    const [spinner] = endless;
    if (
      spinner !== undefined &&
      (this.#model.spinning === "fail" || options.length === 0)
    ) {
      const backing = backsOff(spinner.loop);
      if (backing !== undefined) {
        return {
          kind: "livelock",
          message: explainLivelock(state, spinner.thread, backing),
        };
      }
      return {
        kind: spinner.loop.sleeps > 0 ? "polling" : "spinning",
        message: explainSpinning(
          state,
          spinner,
          endless.map(({ thread }) => thread),
        ),
      };
    }
    if (options.length > 0 || isOver(state)) return undefined;
    return {
      kind: "deadlock",
      message: explainDeadlock(state, (address) => this.#notifiers(address)),
    };
  }

  /** The threads that were seen to notify at an address, and their twins. */
  #notifiers(address: number): number[] {
    const { threads } = this.#model;
    const seen = [...this.#machine.notifiers.get(address) ?? []]
      .map((thread) => threads[thread]);
    return [...threads.keys()].filter((thread) =>
      seen.includes(threads[thread])
    );
  }
}
