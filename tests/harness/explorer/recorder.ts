import { AssertionError } from "@std/assert";
import type { ActiveRun } from "./active_run.ts";
import type { Inside } from "./log_node.ts";
import type { SectionOptions, ThreadContext } from "./thread_context.ts";

/** Records what a thread says about itself during one run. */
export class Recorder implements ThreadContext {
  /** The sections the thread is inside of; replaced, never changed. */
  sections: readonly Inside[] = [];
  /** What the thread has logged; replaced, never changed. */
  logs: readonly unknown[] = [];
  /** The first assertion that failed. */
  failure: { error: unknown } | undefined;
  #entered = 0;
  readonly #leaveIfStopped: () => void;
  readonly #run: ActiveRun;

  constructor(leaveIfStopped: () => void, run: ActiveRun) {
    this.#leaveIfStopped = leaveIfStopped;
    this.#run = run;
  }

  enter(
    section: string,
    { shared = false, atMost = shared ? Infinity : 1 }: SectionOptions = {},
  ): void {
    this.#leaveIfStopped();
    const nth = ++this.#entered;
    this.sections = [...this.sections, { section, nth, shared, atMost }];
  }

  leave(section: string): void {
    this.#leaveIfStopped();
    const index = this.sections.findLastIndex((one) => one.section === section);
    if (index < 0) {
      throw new Error(
        `Cannot leave section as the thread is not inside: received ${
          JSON.stringify(section)
        }`,
      );
    }
    this.#run.mark("leave", section);
    this.sections = this.sections.toSpliced(index, 1);
  }

  inside(section: string, body: () => void, options?: SectionOptions): void {
    this.enter(section, options);
    try {
      body();
    } finally {
      this.leave(section);
    }
  }

  neverWaits<T>(what: string, body: () => T): T {
    this.#leaveIfStopped();
    const outer = this.sections;
    this.sections = [...outer, {
      section: what,
      nth: ++this.#entered,
      shared: true,
      atMost: Infinity,
      neverWaits: true,
    }];
    try {
      return body();
    } finally {
      this.sections = outer;
    }
  }

  reach(label: string): void {
    this.#run.mark("reach", label);
  }

  log(value: unknown): void {
    this.#leaveIfStopped();
    this.logs = [...this.logs, plainly(value)];
  }

  assert(condition: unknown, message: string): asserts condition {
    this.#leaveIfStopped();
    if (condition) return;
    const error = new AssertionError(message);
    this.failure ??= { error };
    throw error;
  }
}

/**
 * A value that is the same whenever it is looked at, which an object need not
 * be: of one, only its data is taken.
 */
function plainly(value: unknown): unknown {
  if (typeof value !== "object" && typeof value !== "function") return value;
  try {
    return structuredClone(value);
  } catch {
    return `no plain value (${typeof value})`;
  }
}
