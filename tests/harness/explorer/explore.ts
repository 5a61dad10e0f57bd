import type { Finding } from "./finding.ts";
import { Happened } from "./happened.ts";
import { Inspector } from "./inspector.ts";
import { Machine } from "./machine.ts";
import { type CheckedModel, checkedModel, type Model } from "./model.ts";
import { optionsOf } from "./options.ts";
import { Player } from "./player.ts";
import { encodeSchedule, type Step } from "./schedule.ts";
import { search, type SearchResult } from "./search.ts";
import { showWords } from "./word_names.ts";
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
 * A model with more states than its budget is searched again with schedules
 * that put aside a running thread twice at most, then once, then never. Code
 * that backs off and tries again for as long as others come between has states
 * without end: its schedules with few interruptions all do end. What is left
 * out then is told in the verdict, which is "bounded".
 *
 * @throws The error itself if code that is still to be written
 * (`TODO(7.4.2)`) was reached.
 * @throws {TypeError} If the model makes no sense.
 */
export function explore(model: Model): Verdict {
  return exploreFrom(model, []);
}

/**
 * Does the same for the schedules that begin with these steps. How many steps
 * lead to a failure is counted from there.
 */
export function exploreFrom(model: Model, begun: readonly Step[]): Verdict {
  const checked = checkedModel(model);
  using _traced = traceGlobals(checked.oneStep);
  using _words = showWords(checked.words);
  let bounded = checked;
  let machine = new Machine(bounded);
  let result = search(machine, bounded, begun);
  for (const preemptions of FEWER) {
    if (!result.gaveUp || preemptions >= checked.preemptions) continue;
    bounded = { ...checked, preemptions };
    machine = new Machine(bounded);
    result = search(machine, bounded, begun);
  }
  const { finding, states, transitions } = result;
  if (finding !== undefined) {
    return failure(checked, machine, result, finding, begun);
  }
  const bounds = boundsOf(bounded, result);
  return bounds === ""
    ? { kind: "complete", states, transitions }
    : { kind: "bounded", states, transitions, message: bounds };
}

/** Bounds on preemptions, one after the other, for models with too many states. */
const FEWER = [2, 1, 0];

/** Re-runs the schedule of a failure to write it down with source lines. */
function failure(
  model: CheckedModel,
  searched: Machine,
  { schedule, states, transitions }: SearchResult,
  finding: Finding,
  begun: readonly Step[],
): Failure {
  const player = new Player(model);
  const whole = [...begun, ...schedule];
  for (const [address, threads] of searched.notifiers) {
    player.machine.notifiers.set(address, threads);
  }
  let found: Finding | undefined;
  try {
    for (const step of whole) player.take(step);
    player.machine.looksUpSites = false;
    const options = optionsOf(player.machine, model, player.state);
    found = new Inspector(player.machine, model).inspect(player.state, options);
  } catch {
    // Code that does not repeat itself need not do so here either.
  }
  const told = found?.kind === finding.kind
    ? { ...finding, ...found }
    : finding;
  return {
    ...told,
    states,
    transitions,
    steps: schedule.length,
    trace: player.trace,
    happened: new Happened(told, player),
    id: `${model.name}:${encodeSchedule(whole)}`,
  };
}

function boundsOf(
  model: CheckedModel,
  { cut, folded, gaveUp, steps }: SearchResult,
): string {
  const bounds: string[] = [];
  if (gaveUp) {
    bounds.push(`Schedules of more than ${steps} steps were left out.`);
  }
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
