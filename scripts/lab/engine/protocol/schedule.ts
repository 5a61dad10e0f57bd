import type { Place } from "./code.ts";

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

/** What may happen next. */
export interface Choice {
  thread: number;
  /** It does its operation; its wait's limit runs out; it wakes for no reason. */
  kind: "run" | "timeout" | "spurious";
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
