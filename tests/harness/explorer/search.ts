import type { Finding } from "./finding.ts";
import { Inspector } from "./inspector.ts";
import type { Machine } from "./machine.ts";
import type { CheckedModel } from "./model.ts";
import { NonDeterminism } from "./non_determinism.ts";
import { type Option, type Options, optionsOf } from "./options.ts";
import { type Step, stepsOf } from "./schedule.ts";
import type { State } from "./state.ts";
import { stateKeys } from "./state_key.ts";

/** How a state was reached. */
interface Link {
  readonly before: Link | undefined;
  readonly steps: readonly Step[];
}

interface Reached {
  state: State;
  options: Options;
  link: Link;
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
}

/**
 * Visits the states of a model breadth first, each once, until something is
 * wrong in one.
 */
export function search(machine: Machine, model: CheckedModel): SearchResult {
  const inspector = new Inspector(machine, model);
  const keyOf = stateKeys(model);
  const seen = new Set<string>();
  const result: SearchResult = {
    finding: undefined,
    schedule: [],
    states: 0,
    transitions: 0,
    cut: false,
    folded: false,
    gaveUp: false,
  };
  let reached: Reached[] = [];

  /** Takes note of a state; returns whether the search is over. */
  function visit(reach: () => State, link: Link, level: Reached[]): boolean {
    try {
      const state = reach();
      const key = keyOf(state);
      if (seen.has(key)) return false;
      if (seen.size >= model.maxStates) return result.gaveUp = true;
      seen.add(key);
      const options = optionsOf(machine, model, state);
      result.cut ||= options.cut;
      result.finding = inspector.inspect(state, options);
      if (options.options.length > 0) level.push({ state, options, link });
    } catch (error) {
      if (!(error instanceof NonDeterminism)) throw error;
      result.finding = { kind: "non-deterministic", message: error.message };
    }
    if (result.finding === undefined) return false;
    result.schedule = scheduleOf(link);
    return true;
  }

  let isOver = visit(
    () => machine.start(),
    { before: undefined, steps: [] },
    reached,
  );
  while (reached.length > 0 && !isOver) {
    const level: Reached[] = [];
    for (const from of reached) {
      for (const option of from.options.options) {
        result.transitions++;
        result.folded ||= option.choice.kind === "spin";
        const link = {
          before: from.link,
          steps: stepsOf(machine, from.state, option),
        };
        isOver = visit(() => follow(machine, from.state, option), link, level);
        if (isOver) break;
      }
      if (isOver) break;
    }
    reached = level;
  }
  result.states = seen.size;
  return result;
}

function follow(machine: Machine, state: State, option: Option): State {
  const next = option.next ?? machine.apply(state, option.choice);
  return option.preempts
    ? { ...next, preemptions: next.preemptions + 1 }
    : next;
}

function scheduleOf(link: Link): Step[] {
  const parts: (readonly Step[])[] = [];
  let at: Link | undefined = link;
  while (at !== undefined) {
    parts.unshift(at.steps);
    at = at.before;
  }
  return parts.flat();
}
