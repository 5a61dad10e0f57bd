/**
 * What the page and the engine's workers say to each other, as plain data. The
 * page does not post it itself: `client.ts` starts a worker for each run and for
 * each session of the scheduler, and ends it when it makes no progress.
 *
 * | the page asks for | the worker tells |
 * | --- | --- |
 * | {@linkcode RunRequest}: a step's tests, on these files | `registered`, `begin`, `result`, `failure`, …, `verdict` |
 * | {@linkcode OpenRequest}: be the scheduler of a model | `scene` |
 * | {@linkcode ChooseRequest}, `back`, `reset`, `goTo` | `scene` |
 * | {@linkcode FinishRequest}: let the explorer finish | `finished` |
 * | {@linkcode ExploreRequest}: a question of the learner's own | `explored` |
 *
 * What cannot be done is told as `refused`, in a full sentence.
 *
 * @module
 */

import type { ReportItem } from "../../runner/report_parser.ts";
import type { TestResult } from "../../runner/result.ts";
import type { Problem } from "./protocol/code.ts";
import type { ExploreRequest, ModelAnswer } from "./protocol/question.ts";
import type {
  JudgeRequest,
  PrepareRequest,
  RunRequest,
  RunVerdict,
  ToldFailure,
} from "./protocol/run.ts";
import type {
  ChooseRequest,
  Finish,
  FinishRequest,
  OpenRequest,
  Scene,
} from "./protocol/scheduler.ts";

export type * from "./protocol/code.ts";
export type * from "./protocol/question.ts";
export type * from "./protocol/run.ts";
export type * from "./protocol/schedule.ts";
export type * from "./protocol/scheduler.ts";

/** What the page asks a worker for. */
export type EngineRequest =
  | PrepareRequest
  | RunRequest
  | JudgeRequest
  | OpenRequest
  | ChooseRequest
  | FinishRequest
  | ExploreRequest
  /** Takes the last step back; at the start, nothing happens. */
  | { type: "back" }
  /** Back to the start. */
  | { type: "reset" }
  /** To the state after so many steps of those taken. */
  | { type: "goTo"; step: number };

/** What a worker tells the page. */
export type EngineEvent =
  /** It has loaded, and takes its first request. */
  | { type: "ready" }
  /** The tests of the step, in order. */
  | { type: "registered"; tests: string[] }
  | { type: "begin"; test: string }
  /** What the tests tell, for {@linkcode JudgeRequest}; not for the page. */
  | { type: "event"; event: ReportItem }
  | { type: "result"; result: TestResult }
  /** The failure that the verdict will tell, once that is certain: tests go on. */
  | { type: "failure"; failure: ToldFailure }
  /** How the run came out. The last message of a run. */
  | { type: "verdict"; verdict: RunVerdict }
  | { type: "scene"; scene: Scene }
  | { type: "finished"; finish: Finish }
  /** The answers of all models of a file, in their order. */
  | { type: "explored"; answers: ModelAnswer[] }
  /**
   * What was asked for cannot be done, in a full sentence. With `isEnded`, the
   * worker was ended: it takes no more requests.
   */
  | { type: "refused"; message: string; problem?: Problem; isEnded?: true };
