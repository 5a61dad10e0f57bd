import { delay } from "@std/async";

/**
 * Collects all garbage, so that a test can tell by a `WeakRef` whether something
 * is still kept in memory.
 */
export async function collectGarbage(): Promise<void> {
  // Loaded here: that takes 30 ms, and most programs load this for nothing.
  const { setFlagsFromString } = await import("node:v8");
  const { runInNewContext } = await import("node:vm");
  // A WeakRef keeps its object until the end of the turn that looked at it.
  await delay(0);
  setFlagsFromString("--expose-gc");
  // Contexts that are made from now on have it.
  const collect: () => void = runInNewContext("gc");
  collect();
}
