import { Machine } from "../../harness/explorer/machine.ts";
import {
  type CheckedModel,
  checkedModel,
  type Model,
} from "../../harness/explorer/model.ts";
import { optionsOf } from "../../harness/explorer/options.ts";
import { Player } from "../../harness/explorer/player.ts";
import type { Step } from "../../harness/explorer/schedule.ts";
import { isOver, type State } from "../../harness/explorer/state.ts";
import { traceGlobals } from "../../harness/explorer/traced_globals.ts";

/** What all schedules of a model together can do. */
export interface Outcomes {
  /** Memory and logs at the end, or who sleeps for ever. */
  ends: Set<string>;
  /** Whether vector clocks find a race in some schedule. */
  hasRace: boolean;
}

/** Runs every schedule of a model by itself, merging nothing. */
export function bruteForce(model: Model): Outcomes {
  const checked = checkedModel(model);
  using _traced = traceGlobals(checked.oneStep);
  const outcomes: Outcomes = { ends: new Set(), hasRace: false };

  const machine = new Machine(checked);

  function follow(state: State, steps: Step[]): void {
    const { options } = optionsOf(machine, checked, state);
    for (const { choice: { thread, kind } } of options) {
      const step: Step = { thread, kind: kind === "spin" ? "run" : kind };
      follow(machine.apply(state, step), [...steps, step]);
    }
    if (options.length > 0) return;
    machine.memory.restore(state.memory);
    const logs = state.nodes.map((node) => node.logs);
    outcomes.ends.add(
      isOver(state)
        ? JSON.stringify([[...machine.memory.words], logs])
        : "deadlock",
    );
    if (checked.plain === "check") outcomes.hasRace ||= hasRace(checked, steps);
  }

  follow(machine.start(), []);
  return outcomes;
}

function hasRace(model: CheckedModel, steps: readonly Step[]): boolean {
  const player = new Player(model);
  player.machine.looksUpSites = false;
  for (const step of steps) player.take(step);
  return player.race !== undefined;
}
