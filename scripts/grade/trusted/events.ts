/**
 * Stands in for the harness's `events.ts` when a submission is graded: the same
 * events, with proof.
 *
 * @module
 */

export * from "../../../tests/harness/events.ts";
// Its own export hides the one of the same name above.
export { emit } from "./channel.ts";
