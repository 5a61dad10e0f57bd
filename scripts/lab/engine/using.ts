/**
 * What differs in browsers that cannot read `using` (Safari, and Firefox before
 * 141): they have modules of the tests in which it is written out, and workers
 * that first provide what those need.
 *
 * @module
 */

/** Whether this browser, or this program, can read it. */
export const HAS_USING: boolean = "DisposableStack" in globalThis;

/** The folder of the engine's files in which it is written out. */
export const WITHOUT_USING = "without-using/";

/** What stands before a worker's name where it is not there. */
export const OLDER = "older_";

/** Starts one of the engine's workers. */
export function startWorker(name: "worker" | "thread", engine: URL): Worker {
  const file = `${HAS_USING ? "" : OLDER}${name}.js`;
  return new Worker(new URL(file, engine), { type: "module" });
}
