import type { Finding } from "./finding.ts";
import { Inspector } from "./inspector.ts";
import { Machine } from "./machine.ts";
import { type CheckedModel, checkedModel, type Model } from "./model.ts";
import { optionsOf } from "./options.ts";
import { Player } from "./player.ts";
import { encodeSchedule } from "./schedule.ts";
import { search, type SearchResult } from "./search.ts";
import { traceGlobals } from "./traced_globals.ts";
import type { Failure, Verdict } from "./verdict.ts";

/**
 * Runs a model under every schedule and returns the shortest that breaks it.
 *
 * Memory is sequentially consistent. `Atomics.wait` compares and sleeps in one
 * step; who came first is woken first; a time limit may run out at any moment
 * while the thread sleeps, and only then does the thread's clock move on.
 * Without `spuriousWakeups` nothing else ends a sleep.
 *
 * @throws The error itself if code that is still to be written
 * (`TODO(7.4.2)`) was reached.
 * @throws {TypeError} If the model makes no sense.
 */
export function explore(model: Model): Verdict {
  const checked = checkedModel(model);
  using _traced = traceGlobals(checked.oneStep);
  const machine = new Machine(checked);
  const result = search(machine, checked);
  const { finding, states, transitions } = result;
  if (finding !== undefined) return failure(checked, machine, result, finding);
  if (result.gaveUp) {
    return {
      kind: "inconclusive",
      states,
      transitions,
      message:
        `The search gave up after ${states} states. It proves nothing: make the model smaller or its budget larger.`,
    };
  }
  const bounds = boundsOf(checked, result);
  return bounds === ""
    ? { kind: "complete", states, transitions }
    : { kind: "bounded", states, transitions, message: bounds };
}

/** Re-runs the schedule of a failure to write it down with source lines. */
function failure(
  model: CheckedModel,
  searched: Machine,
  { schedule, states, transitions }: SearchResult,
  finding: Finding,
): Failure {
  const player = new Player(model);
  for (const [address, threads] of searched.notifiers) {
    player.machine.notifiers.set(address, threads);
  }
  let found: Finding | undefined;
  try {
    for (const step of schedule) player.take(step);
    player.machine.looksUpSites = false;
    const options = optionsOf(player.machine, model, player.state);
    found = new Inspector(player.machine, model).inspect(player.state, options);
  } catch {
    // Code that does not repeat itself need not do so here either.
  }
  return {
    ...finding,
    ...(found?.kind === finding.kind ? found : {}),
    states,
    transitions,
    steps: schedule.length,
    trace: player.trace,
    id: `${model.name}:${encodeSchedule(schedule)}`,
  };
}

function boundsOf(model: CheckedModel, { cut, folded }: SearchResult): string {
  const bounds: string[] = [];
  if (cut) {
    bounds.push(
      `Schedules that put aside a running thread more than ${model.preemptions} times were left out.`,
    );
  }
  if (folded) {
    bounds.push(
      "Loops that only look at memory a number of times were left only at their beginning and their end.",
    );
  }
  return bounds.join(" ");
}
