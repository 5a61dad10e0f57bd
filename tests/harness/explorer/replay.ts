import { type Frame, framesOf } from "./frame.ts";
import { Inspector } from "./inspector.ts";
import { messageOf, unwrittenIn } from "./finding.ts";
import { Machine } from "./machine.ts";
import { type CheckedModel, checkedModel, type Model } from "./model.ts";
import { NonDeterminism } from "./non_determinism.ts";
import { optionsOf } from "./options.ts";
import { MisfitError, Player } from "./player.ts";
import { decodeSchedule } from "./schedule.ts";
import { search } from "./search.ts";
import type { Trace } from "./trace.ts";
import { showWords } from "./word_names.ts";
import { traceGlobals } from "./traced_globals.ts";

/** A schedule that was run again. */
export interface Replay {
  /** The start, and then one frame a step. */
  frames: Frame[];
  trace: Trace;
  /** What is wrong at the end, in full sentences. */
  message?: string;
  /** Why the schedule no longer shows a failure, in one sentence. */
  misfit?: string;
}

/**
 * Runs a schedule again.
 *
 * @returns Undefined if `schedule` is not the second part of a replay's id.
 */
export function replaySchedule(
  model: Model,
  schedule: string,
): Replay | undefined {
  const steps = decodeSchedule(schedule);
  if (steps === undefined) return undefined;
  const checked = checkedModel(model);
  using _traced = traceGlobals(checked.oneStep);
  using _words = showWords(checked.words);
  const searched = new Machine(checked);
  const player = new Player(checked);
  let misfit: string | undefined;
  let message: string | undefined;
  let outside: string | undefined;
  try {
    const { finding } = search(searched, checked);
    // What a search leaves outside of the buffer leads each run elsewhere.
    if (finding?.kind === "state-outside") outside = finding.message;
    for (const step of steps) player.take(step);
    message = whatIsWrong(player, searched, checked);
    if (message === undefined) {
      misfit =
        "The schedule runs to its end but breaks nothing any more: the code has changed since.";
    }
  } catch (error) {
    if (error instanceof MisfitError) {
      misfit =
        `The schedule no longer fits, as the code has changed since: ${error.message}.`;
    } else if (error instanceof NonDeterminism) {
      message = error.message;
    } else if (unwrittenIn(error) !== undefined) {
      misfit = `The code is still to be written here: ${messageOf(error)}.`;
    } else {
      throw error;
    }
  }
  if (outside !== undefined) [message, misfit] = [outside, undefined];
  return { frames: framesOf(player), trace: player.trace, message, misfit };
}

function whatIsWrong(
  player: Player,
  searched: Machine,
  model: CheckedModel,
): string | undefined {
  const { machine, state } = player;
  machine.looksUpSites = false;
  // Who could have woken a sleeper shows only in other schedules.
  for (const [address, threads] of searched.notifiers) {
    machine.notifiers.set(address, threads);
  }
  const options = optionsOf(machine, model, state);
  return new Inspector(machine, model).inspect(state, options)?.message;
}
