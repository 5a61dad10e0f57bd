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

import type { StoryStep } from "../../../tests/harness/story/verdict.ts";
import type { ReportItem } from "../../runner/report_parser.ts";
import type { Diagnosis, Failure, TestResult } from "../../runner/result.ts";

/** A module of the learner's, or one that the course gives. */
export interface CodeFile {
  /** From the course's folder: `lessons/7.4-locks/mutex.ts`. */
  path: string;
  /** The text in the editor. */
  source: string;
  /**
   * Its JavaScript, as esbuild makes it with the options in `strip.ts`. Left out
   * of a file that has a syntax error.
   */
  code?: string;
  /** The source map of `code`, as JSON. Without one, lines are as in `source`. */
  map?: string;
  /** What is wrong with a file that cannot be read. */
  problem?: Problem;
}

/** A place in a file of the course. */
export interface Place {
  /** From the course's folder: `lessons/7.4-locks/mutex.ts`. */
  path: string;
  /** From 1; left out where the whole file is meant. */
  line?: number;
}

/** What a parser or the type checker found. */
export interface Problem extends Place {
  kind: "syntax" | "type";
  /** From 1. */
  column?: number;
  message: string;
}

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

/**
 * Says what the next run is probably of: the worker loads what does not depend
 * on the learner's files. `client.ts` sends it, and nothing is told.
 */
export interface PrepareRequest {
  type: "prepare";
  step: string;
}

/** Runs the tests of a step, in a worker that has run nothing yet. */
export interface RunRequest {
  type: "run";
  /** `"7.4.2"`. */
  step: string;
  /**
   * The files of the step's lesson and of `lessons/given/` that differ from the
   * course's own; the others are as the course has them.
   */
  files: CodeFile[];
}

/**
 * Judges a run that made no progress, in a new worker: the page has ended the
 * first one. `client.ts` sends it.
 */
export interface JudgeRequest {
  type: "judge";
  step: string;
  files: CodeFile[];
  /** What the ended worker told. */
  events: ReportItem[];
  /** After how many milliseconds without progress it was ended. */
  after: number;
}

/** Begins a session of the scheduler. The first message to a new worker. */
export interface OpenRequest {
  type: "open";
  model: ModelChoice;
  /** As in {@linkcode RunRequest}. */
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

/** What may happen next. */
export interface Choice {
  thread: number;
  /** It does its operation; its wait's limit runs out; it wakes for no reason. */
  kind: "run" | "timeout" | "spurious";
}

/** Searches all schedules that begin with the steps taken so far. */
export interface FinishRequest {
  type: "finish";
  /** How many states to look at, at most. @default the model's own, 100,000 */
  states?: number;
}

/** Explores the models of a learner's own file. The first message to a new worker. */
export interface ExploreRequest {
  type: "explore";
  /** The file, one of `files`. */
  path: string;
  /** As in {@linkcode RunRequest}. */
  files: CodeFile[];
}

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
  /** What was asked for cannot be done, in a full sentence. */
  | { type: "refused"; message: string; problem?: Problem };

/** How the run of a step's tests came out. */
export interface RunVerdict {
  step: string;
  /**
   * `"unwritten"`: the starter's `throw` was reached. `"endless"`: a test did not
   * end, and its worker was. `"broken"`: the tests could not be loaded.
   */
  outcome: "passed" | "failed" | "unwritten" | "endless" | "broken";
  tests: TestResult[];
  /** The failure to tell, as the terminal chooses it. */
  failure?: ToldFailure;
  /** The other failures, a line for each: `"7.4.2"`, "never ended". */
  /** Why none of the tests could be run. */
  broken?: string;
  others: { step: string; summary: string; count: number }[];
  /** Milliseconds from the request to the verdict, in the worker. */
  duration: number;
}

/** A failure, as the terminal tells it. */
export interface ToldFailure {
  /** Step, symbol, behaviour. */
  test: string;
  step: string;
  kind: Failure["kind"];
  /** What the test did before, with the commands that repeat it. */
  story: StoryStep[];
  expected?: string;
  /** In full sentences; of one with a schedule, what stands before it. */
  got: string;
  /** The likely mistake, where what happened decides it. */
  likely?: string;
  misconception?: Diagnosis;
  /** The schedule that leads there. */
  schedule?: Schedule;
  /** What is wrong with the file that could not be loaded. */
  problem?: Problem;
  advice: Advice;
}

/** What to read and to edit once a test has failed, and what for. */
export interface Advice {
  /** To read first, where the step is not written yet. */
  read: string[];
  /** The most telling place first. */
  edit: Place[];
  /** The step's number and title, and what its tasks there ask for. */
  task?: { step: string; title: string; tasks: string[]; more: number };
}

/** What happened in a schedule, for a table with a column a thread. */
export interface Schedule {
  /** The model's name: `"7.4.2-two-threads"`. */
  model: string;
  /** What `deno task replay` takes; a script's schedule has none. */
  id?: string;
  threads: number;
  /** The words to show: those that have a name, or that change. */
  words: { index: number; name: string; isNamed: boolean }[];
  /** The start, and then one row a step. */
  rows: ScheduleRow[];
  /** What is wrong at the end, in full sentences. */
  message: string;
}

/** One step of a schedule. */
export interface ScheduleRow {
  /** From 1; 0 at the start. */
  step: number;
  /** Who took it; none at the start. */
  choice?: Choice;
  /** What happened in it, in this order, in whose columns. */
  events: ShownEvent[];
  /** The memory after it: the words of {@linkcode Schedule.words}, in order. */
  words: ShownWord[];
  /** What each thread does after it. */
  threads: ShownThread[];
}

/** One thing that a thread did. */
export interface ShownEvent {
  thread: number;
  /** The operation, or `"woken"`, `"timed-out"`, `"enter"`, `"return"`, … */
  kind: string;
  /** In few words: `CAS state: UNLOCKED → LOCKED`. */
  text: string;
  /** The learner's line; a model's, where none of the learner's led there. */
  place?: Place;
  /** The line in given code that the learner's called. */
  within?: Place;
  /** The word that it touches, in 32-bit words from the buffer's start. */
  word?: number;
}

/** A word of the memory. */
export interface ShownWord {
  value: number;
  /** The value by its name, if it has one: `CONTENDED`. */
  text: string;
  /** Whether the step changed it. */
  changed: boolean;
}

/** What a thread does after a step. */
export interface ShownThread {
  /** `"asleep"` is blocked: only a notify wakes it, or its time limit. */
  state: "ready" | "asleep" | "returned" | "threw" | "endless";
  /** In few words: `sleeps on mutex`, `next: load state`. */
  text: string;
  /** Where it stands. */
  place?: Place;
  within?: Place;
  /** The word that it sleeps on. */
  word?: number;
  /** The sections that it is inside of: `the critical section`. */
  inside: string[];
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

/** What came of a model of the learner's own. */
export interface ModelAnswer {
  model: string;
  /** `"unwritten"`: it reached code that is still to be written. */
  outcome: "none" | "bounded" | "failure" | "unwritten";
  /** In full sentences, as the terminal says it. */
  message: string;
  /** The likely mistake, where what happened decides it. */
  likely?: string;
  /** The shortest schedule that breaks it. */
  schedule?: Schedule;
}
