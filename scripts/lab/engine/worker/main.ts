/**
 * The engine's worker: it runs a step's tests, or is the stage of a scheduler's
 * session, as `protocol.ts` says.
 *
 * @module
 */

/// <reference lib="deno.worker" />
import "./stand_in.ts";
import "./open_timers.ts";
import type { EngineEvent, EngineRequest } from "../protocol.ts";
import { exploreModels } from "./explore_models.ts";
import { judgeRun, runStep } from "./run_step.ts";
import { prepare } from "./prepare.ts";
import { Scheduler } from "./scheduler.ts";

// The tests in a terminal run where there is neither; here, what the learner's
// code posts would be taken for what the engine tells.
const post = self.postMessage.bind(self);
takeAway("postMessage", "close");

const tell = (event: EngineEvent) => post(event);

let scheduler: Scheduler | undefined;

self.onmessage = async ({ data }: MessageEvent<EngineRequest>) => {
  try {
    await carryOut(data);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ type: "refused", message });
  }
};

tell({ type: "ready" });

async function carryOut(request: EngineRequest): Promise<void> {
  switch (request.type) {
    case "prepare":
      // What cannot be loaded is told by the run.
      return await prepare(request.step).catch(() => {});
    case "run":
      return await runStep(request, tell);
    case "judge":
      return await judgeRun(request, tell);
    case "explore":
      return tell({ type: "explored", answers: await exploreModels(request) });
    case "open":
      scheduler = await Scheduler.open(request);
      break;
    case "choose":
      scheduler?.choose(request);
      break;
    case "back":
      scheduler?.goTo(scheduler.steps - 1);
      break;
    case "reset":
      scheduler?.goTo(0);
      break;
    case "goTo":
      scheduler?.goTo(request.step);
      break;
    case "finish":
      if (scheduler === undefined) break;
      return tell({ type: "finished", finish: scheduler.finish(request) });
  }
  if (scheduler === undefined) throw new Error("No model was opened yet.");
  tell({ type: "scene", scene: scheduler.scene() });
}

/** Takes globals away, wherever this browser has them. */
function takeAway(...names: readonly string[]): void {
  let has: object | null = self;
  for (; has !== null; has = Object.getPrototypeOf(has)) {
    for (const name of names) Reflect.deleteProperty(has, name);
  }
}
