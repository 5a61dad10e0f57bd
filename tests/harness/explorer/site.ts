import { framesIn } from "./stack_frames.ts";

/** Frames to look through: the code under test may call deeply. */
const FRAMES = 50;

/**
 * Where the code under test stands: the innermost frame of the stack outside
 * of the explorer, as `mutex.ts:31`. Given code is told after the frame that
 * called it: `bounded_queue.ts:61, in mutex.ts:18`.
 */
export function findSite(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = limit;
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
