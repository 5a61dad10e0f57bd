/** Something that does tasks and is measured at it, in a process of its own. */
export interface Contender<Task> extends AsyncDisposable {
  /** Does a task. How long it takes is what is measured. */
  run(task: Task): Promise<void> | void;
}

/** What a module exports as `open` whose contenders a host can run. */
export type OpenContender<Order, Task> = (
  order: Order,
) => Promise<Contender<Task>>;

/** A host's answer, on a line after {@linkcode MARK}. */
export type Answer =
  | { ready: true }
  /** How many milliseconds the task took. */
  | { ms: number }
  /** Its first line tells it. */
  | { error: string };

/** Starts the lines of a host; others are what the code in it prints. */
export const MARK = "\u0001bench ";
