import type { CodeFile } from "./code.ts";
import type { Choice, Schedule } from "./schedule.ts";

/** Begins a session of the scheduler. The first message to a new worker. */
export interface OpenRequest {
  type: "open";
  model: ModelChoice;
  /** As in `RunRequest`. */
  files: CodeFile[];
  /** Steps to take at once: {@linkcode Schedule.id}'s second part, `"0b1a"`. */
  schedule?: string;
}

/** Which model. */
export type ModelChoice =
  /** One of a step's tests, by its name: `"7.4.2-two-threads"`. */
  | { name: string }
  /**
   * The learner's own: a file among the request's `files` that exports models. It
   * may use the other ones, and those of lesson 7.4.
   * Where it exports several, the one with this name, or else the first.
   */
  | { path: string; name?: string };

/** Lets a thread do its next step. */
export interface ChooseRequest extends Choice {
  type: "choose";
}

/** Searches all schedules that begin with the steps taken so far. */
export interface FinishRequest {
  type: "finish";
  /** How many states to look at, at most. @default the model's own, 100,000 */
  states?: number;
}

/** A session of the scheduler, after the steps taken so far. */
export interface Scene {
  /** The steps taken so far, and what happened in them. */
  schedule: Schedule;
  /** What may happen next, in order of the threads. */
  choices: (Choice & { text: string })[];
  /**
   * `"open"`: it goes on. `"wrong"`: {@linkcode Schedule.message} says what broke.
   * `"over"`: all threads have ended, and nothing broke.
   */
  state: "open" | "wrong" | "over";
  /** The steps taken so far, for a link: `"0b1a"`. */
  steps: string;
}

/** What the explorer found among all schedules that go on from here. */
export interface Finish {
  /**
   * `"none"`: no schedule from here breaks it. `"bounded"`: none of those within
   * the bounds that `message` says. `"failure"`: the shortest one is in `scene`.
   */
  outcome: "none" | "bounded" | "failure";
  /** In full sentences, with the budget: how many states were looked at. */
  message: string;
  states: number;
  /** How many steps the shortest failing schedule goes on from here. */
  steps?: number;
  /** What it looks like. The session itself stays where it is. */
  schedule?: Schedule;
}
