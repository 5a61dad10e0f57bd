import { delay } from "@std/async";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Collects all garbage, so that a test can tell by a `WeakRef` whether something
 * is still kept in memory.
 */
export async function collectGarbage(): Promise<void> {
  // A WeakRef keeps its object until the end of the turn that looked at it.
  await delay(0);
  setFlagsFromString("--expose-gc");
  // Contexts that are made from now on have it.
  const collect: () => void = runInNewContext("gc");
  collect();
}
