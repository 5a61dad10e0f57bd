/**
 * Stands in for the harness's `stack_frames.ts` in a worker of the engine: the
 * harness has an address of its own there, all else is a `blob:`.
 *
 * @module
 */

import { modules } from "./space.ts";

/** A line of a stack. */
export interface StackFrame {
  /** The module's address. */
  url: string;
  row: string;
}

/** What a stack has of tests and lessons, the innermost frame first. */
export function* framesIn(stack: string): Iterable<StackFrame> {
  for (const line of stack.split("\n")) {
    const [, blob, row, column] = line.match(/(blob:.*?):(\d+):(\d+)\)?$/) ??
      [];
    if (blob === undefined) continue;
    const found = modules().places.find(blob, Number(row), Number(column));
    if (found !== undefined) yield { url: found.url, row: `${found.row}` };
  }
}
