import { framesIn } from "./stack_frames.ts";

/** Frames to look through: the code under test may call deeply. */
const FRAMES = 50;

/**
 * A place in the code under test. To note one is quick; the source lines are
 * looked up when somebody asks.
 */
export class Where {
  readonly #stack: Error;
  #site: string | undefined;

  constructor() {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    this.#stack = new Error();
    Error.stackTraceLimit = limit;
  }

  /**
   * The innermost frame of the stack outside of the explorer, as `mutex.ts:31`.
   * Given code is told after the frame that called it: `bounded_queue.ts:61, in
   * mutex.ts:18`.
   */
  get site(): string | undefined {
    return this.#site ??= siteIn(this.#stack.stack ?? "");
  }

  /** That frame and those that called it, in what learners write. */
  get calls(): string[] {
    return callsIn(this.#stack.stack ?? "");
  }
}

/** The frames of a stack in what learners write, the innermost first. */
export function callsIn(stack: string): string[] {
  return [...framesIn(stack)]
    .filter(({ url }) => url.includes("/lessons/") && !url.includes("/given/"))
    .map(({ url, row }) => `${nameOf(url)}:${row}`);
}

/**
 * The innermost frame of a stack outside of the explorer, as
 * {@linkcode Where.site} tells it.
 */
export function siteIn(stack: string): string | undefined {
  let given: string | undefined;
  for (const { url, row } of framesIn(stack)) {
    const site = `${nameOf(url)}:${row}`;
    if (url.includes("/given/")) given ??= site;
    else return given === undefined ? site : `${site}, in ${given}`;
  }
  return given;
}

/** The file's name; a model's, which may be named like a lesson's, with its folder. */
function nameOf(url: string): string {
  const [folder, name = ""] = url.split("/").slice(-2);
  return decodeURIComponent(folder === "models" ? `${folder}/${name}` : name);
}
