import type { Task } from "./peer.ts";

/** One way to talk, with its other end in a process or thread of its own. */
export interface Contender extends AsyncDisposable {
  /** Its name in tables: "pipe". */
  readonly name: string;
  /** Does a task together with the other end. */
  run(task: Task): Promise<void> | void;
}

/** Starts a contender. */
export type StartContender = () => Promise<Contender>;
