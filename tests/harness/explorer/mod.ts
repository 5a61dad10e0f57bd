/**
 * The interleaving explorer: runs synchronous code on a SharedArrayBuffer
 * under every schedule of up to four threads, in the spirit of loom (Rust),
 * shuttle (Rust) and dscheck (OCaml).
 *
 * ```ts
 * export const twoThreads: Model = {
 *   name: "7.4.2-two-threads",
 *   bytes: Mutex.BYTE_LENGTH + 4,
 *   threads: [bump, bump],
 *   final: (words) => assertEquals(words[1], 2),
 * };
 * lessonTest("7.4.2 Mutex.lock() keeps two threads apart", (story) => {
 *   checkModel(story, twoThreads, { expected: "…", cause: "…" });
 * });
 * ```
 *
 * A thread is run again from its start for each new step, so its code must be
 * synchronous and keep its state in the buffer. A loop that does nothing with
 * the buffer at all, and never ends, cannot be interrupted; nor can one that
 * catches everything thrown and tries again for ever.
 *
 * @module
 */
export type { Model, OneStep, Thread, Words } from "./model.ts";
export type { SectionOptions, ThreadContext } from "./thread_context.ts";
export type {
  Bounded,
  Complete,
  Failure,
  SearchSize,
  Verdict,
} from "./verdict.ts";
export type { FailureKind } from "./finding.ts";
export { Trace, type TraceEvent } from "./trace.ts";
export { Happened, type Sleeper } from "./happened.ts";
export { type Replay, replaySchedule } from "./replay.ts";
export type { Frame, ThreadView } from "./frame.ts";
export { inColumns, wrap } from "./columns.ts";
export {
  flagged,
  mutexWord,
  type NamedWord,
  type WordNames,
} from "./word_names.ts";
export { explore } from "./explore.ts";
export { ownInstances } from "./own_instance.ts";
export type { Cause } from "./cause.ts";
export { checkModel, type Expectation } from "./check_model.ts";
export type { Cost, Script, ScriptRun, ThreadStatus } from "./script.ts";
export { script } from "./staged_script.ts";
