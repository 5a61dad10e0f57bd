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

/**
 * Starts one of the engine's workers, which finds the engine's place in its own
 * name. In a browser it begins at an address that the page has made: then the
 * page's policy binds it, also where no server sends one.
 */
export function startWorker(name: "worker" | "thread", engine: URL): Worker {
  const { href, protocol } = new URL(
    `${HAS_USING ? "" : OLDER}${name}.js`,
    engine,
  );
  const address = protocol === "file:" ? href : madeAddress(href);
  return new Worker(address, { type: "module", name: engine.href });
}

const made = new Map<string, string>();

function madeAddress(href: string): string {
  const code = `import ${JSON.stringify(href)};`;
  const address = made.get(href) ??
    URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  made.set(href, address);
  return address;
}
