/** How a server serves many clients. */
export type Model =
  | "fork"
  | "prefork"
  | "thread"
  | "pool per connection"
  | "pool per request"
  | "event loop";

/** The lesson in whose folder a model's server is, `""` for the benchmark's own. */
export const folders: Record<Model, string> = {
  "fork": "7.1-fork-server/",
  "prefork": "7.1-fork-server/",
  "thread": "7.2-thread-server/",
  "pool per connection": "7.3-thread-pool/",
  "pool per request": "7.3-thread-pool/",
  "event loop": "",
};

/** The step of a lesson's `TODO` that an error tells of, if it does. */
export function unwrittenStep(message: string): string | undefined {
  return /\bTODO\((\d+\.\d+\.\d+)\)/.exec(message)?.[1];
}

/**
 * How many processes or threads compute, where that is for the server to say:
 * as many as the machine has cores, and two at least.
 */
export const WORKERS = Math.max(2, navigator.hardwareConcurrency);

/**
 * The threads of a pool per connection. One serves one client until it leaves,
 * so they must be more than the cores.
 */
export const POOL_THREADS = 16;
