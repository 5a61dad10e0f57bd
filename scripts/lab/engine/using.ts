/**
 * What differs in browsers that cannot read `using` (Safari, and Firefox before
 * 141): they have modules of the tests in which it is written out, and workers
 * that first provide what those need. In their code nothing is returned before
 * it is there, either, as Safari drops frames.
 *
 * @module
 */

/**
 * Whether the frame of a function is gone when it returns what another gives, as
 * ECMAScript's tail calls have it; of all browsers, Safari has them. A schedule's
 * lines are found by frames.
 */
function dropsFrames(): boolean {
  const stack = () => new Error().stack ?? "";
  const drops = () => stack();
  const keeps = () => stack() + " ";
  return drops().split("\n").length < keeps().split("\n").length;
}

/** Whether this browser, or this program, can read it, and drops no frames. */
export const HAS_USING: boolean = "DisposableStack" in globalThis &&
  !dropsFrames();

/** The folder of the engine's files in which it is written out. */
export const WITHOUT_USING = "without-using/";

/** What stands before a worker's name where it is not there. */
export const OLDER = "older_";

/** Starts one of the engine's workers. */
export function startWorker(name: "worker" | "thread", engine: URL): Worker {
  const file = `${HAS_USING ? "" : OLDER}${name}.js`;
  return new Worker(new URL(file, engine), { type: "module" });
}
