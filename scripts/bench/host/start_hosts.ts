import { CourseError } from "../../terminal/errors.ts";
import { nameOf, type Source } from "../lesson_module.ts";
import { Host } from "./host.ts";
import { HostError } from "./host_error.ts";
import type { LeaveOut } from "./measure_cells.ts";

/** A contender that is wanted. */
export interface Wanted<Task> {
  /** Its name in charts, without whose version it is. */
  name: string;
  source: Source;
  order: unknown;
  /** A task that shows that it works at all: one that the learner can fail. */
  trial: Task;
  /** Whether the measurement goes on without it. */
  optional: boolean;
}

/** A contender that can be measured. */
export interface Started<Task> {
  /** Its name in charts. */
  name: string;
  host: Host<Task>;
  /** A sentence on why it is left out; throws if it must not be. */
  leaveOut: LeaveOut;
}

/** Options for {@linkcode startHosts}. */
export interface StartHostsOptions {
  module: URL;
  temporary: string;
  signal: AbortSignal;
}

/** Contenders that do their work, and a sentence for each that does not. */
export interface StartedHosts<Task> {
  started: Started<Task>[];
  leftOut: string[];
}

/**
 * Starts contenders, each in a process, and tries each. The caller disposes of
 * `stack`, and so of them, also when this rejects.
 */
export async function startHosts<Task>(
  stack: AsyncDisposableStack,
  wanted: readonly Wanted<Task>[],
  { module, temporary, signal }: StartHostsOptions,
): Promise<StartedHosts<Task>> {
  signal.throwIfAborted();
  const tried = await Promise.allSettled(wanted.map(async (one) => {
    const { name, source, order, trial } = one;
    const leaveOut = leaveOutOf(one);
    try {
      const options = { module, order, temporary };
      const host = stack.use(await Host.start<Task>(options));
      await host.run(trial);
      return { name: nameOf(name, source), host, leaveOut };
    } catch (error) {
      return leaveOut(error);
    }
  }));
  // Only now, as what was still starting would stay behind.
  const failed = tried.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  const results = tried.flatMap((one) =>
    one.status === "fulfilled" ? [one.value] : []
  );
  return {
    started: results.filter((one) => typeof one !== "string"),
    leftOut: results.filter((one) => typeof one === "string"),
  };
}

function leaveOutOf(
  { name, source, optional }: Wanted<unknown>,
): LeaveOut {
  return (error) => {
    if (!(error instanceof HostError)) throw error;
    const subject = source === "lessons" ? `Your ${name}` : name;
    if (optional) return `${subject} is left out: ${error.message}.`;
    throw new CourseError(`${subject} cannot be measured: ${error.message}.`);
  };
}
