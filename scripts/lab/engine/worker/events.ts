/**
 * Stands in for the harness's `events.ts` in a worker of the engine: events go to
 * who listens here.
 *
 * @module
 */

import type { TestEvent } from "../../../../tests/harness/events.ts";

export {
  FILES_VARIABLE,
  NEEDS_VARIABLE,
  SHARED_VARIABLE,
  type TestEvent,
  type TestFile,
} from "../../../../tests/harness/events.ts";

let listener = (_event: TestEvent): void => {};

/** Lets a listener hear what tests tell. */
export function listen(to: (event: TestEvent) => void): void {
  listener = to;
}

/** Tells an event. */
export function emit(event: TestEvent): void {
  listener(event);
}
