import type { Finding } from "./finding.ts";
import { Inspector } from "./inspector.ts";
import type { Machine } from "./machine.ts";
import type { CheckedModel } from "./model.ts";
import { NonDeterminism } from "./non_determinism.ts";
import { canBeFresh } from "./own_instance.ts";
import { type Option, type Options, optionsOf } from "./options.ts";
import { type Step, stepsOf } from "./schedule.ts";
import type { State } from "./state.ts";
import { StateSet } from "./state_set.ts";

/** A state that was reached, and how. */
interface Reached {
  readonly state: State;
  readonly options: Options;
  readonly link: Link;
}

/** One link of the chain of steps that led to a state. */
interface Link {
  readonly before: Link | undefined;
  readonly steps: readonly Step[];
}

/** What a search found, and how much it saw. */
export interface SearchResult {
  finding: Finding | undefined;
  /** The schedule that leads to what was found. */
  schedule: Step[];
  states: number;
  transitions: number;
  /** Whether the bound on preemptions left schedules out. */
  cut: boolean;
  /** Whether turns of a loop were taken as one. */
  folded: boolean;
  /** Whether the budget of states ran out. */
  gaveUp: boolean;
  /** Schedules of so many steps were all followed. */
  steps: number;
}

/**
 * Visits the states of a model breadth first, each once, until something is
 * wrong in one.
 *
 * @param begun The steps that all schedules begin with.
 */
export function search(
  machine: Machine,
  model: CheckedModel,
  begun: readonly Step[] = [],
): SearchResult {
  return new Search(machine, model).run(begun);
}

class Search {
  readonly #machine: Machine;
  readonly #model: CheckedModel;
  readonly #inspector: Inspector;
  readonly #seen: StateSet;
  #transitions = 0;
  #steps = 0;
  #cut = false;
  #folded = false;
  /** States of the next level: all at the same number of steps. */
  #level: Reached[] = [];
  #finding: Finding | undefined;
  #last: Link = { before: undefined, steps: [] };

  constructor(machine: Machine, model: CheckedModel) {
    this.#machine = machine;
    this.#model = model;
    this.#inspector = new Inspector(machine, model);
    this.#seen = new StateSet(model);
  }

  run(begun: readonly Step[]): SearchResult {
    const gaveUp = !this.#visitAll(begun);
    return {
      finding: this.#finding,
      schedule: this.#finding === undefined ? [] : scheduleOf(this.#last),
      states: this.#seen.size,
      transitions: this.#transitions,
      cut: this.#cut,
      folded: this.#folded,
      gaveUp,
      steps: this.#steps,
    };
  }

  /** Returns whether the search came to an end. */
  #visitAll(begun: readonly Step[]): boolean {
    try {
      let start = this.#machine.start();
      for (const step of begun) start = this.#machine.apply(start, step);
      this.#visit(start, this.#last);
      while (this.#level.length > 0) {
        const level = this.#level;
        this.#level = [];
        for (const reached of level) {
          for (const option of reached.options.options) {
            if (this.#finding !== undefined) return true;
            if (this.#seen.size >= this.#model.maxStates) return false;
            this.#follow(reached, option);
          }
        }
        this.#steps++;
      }
    } catch (error) {
      if (!(error instanceof NonDeterminism)) throw error;
      const kind = canBeFresh() ? "state-outside" : "non-deterministic";
      this.#finding = { kind, message: error.message };
    }
    return true;
  }

  #follow({ state, link }: Reached, option: Option): void {
    this.#transitions++;
    const steps = stepsOf(this.#machine, state, option);
    if (option.choice.kind === "spin") this.#folded = true;
    // A schedule that fails half-way ends with the step that was tried.
    const here = this.#last = { before: link, steps };
    const next = option.next ?? this.#machine.apply(state, option.choice);
    if (option.preempts) {
      this.#visit({ ...next, preemptions: next.preemptions + 1 }, here);
    } else {
      this.#visit(next, here);
    }
  }

  #visit(state: State, link: Link): void {
    if (!this.#seen.add(state)) return;
    const options = optionsOf(this.#machine, this.#model, state);
    if (options.cut) this.#cut = true;
    this.#finding = this.#inspector.inspect(state, options);
    if (options.options.length > 0) this.#level.push({ state, options, link });
  }
}

function scheduleOf(last: Link): Step[] {
  const parts: (readonly Step[])[] = [];
  for (let at: Link | undefined = last; at !== undefined; at = at.before) {
    parts.push(at.steps);
  }
  return parts.reverse().flat();
}
