import type { Model } from "./model.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Runs a model under every schedule and returns the shortest that breaks it.
 *
 * @throws The error itself if code that is still to be written
 * (`TODO(7.4.2)`) was reached.
 */
export function explore(_model: Model): Verdict {
  throw new Error("not written");
}
