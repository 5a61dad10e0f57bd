/**
 * Stands in for the harness's `load_module.ts` in a worker of the engine.
 *
 * @module
 */

import { modules } from "./space.ts";

/** The JavaScript of a module. */
export function textOf(url: string): Promise<string> {
  return modules().codeOf(url);
}

/** Loads a module from its code. */
export function load(code: string): Promise<Record<string, unknown>> {
  return modules().importCode(code);
}
