import type { LogNode } from "./log_node.ts";
import type { Machine } from "./machine.ts";
import { doneBetween, type Option } from "./options.ts";
import { isAsleep, type State } from "./state.ts";

/** One step of a schedule. */
export interface Step {
  readonly thread: number;
  readonly kind: "run" | "timeout" | "spurious";
}

/** One step alone, made once: a search takes millions. */
const singles = {
  run: [0, 1, 2, 3].map((thread) => [{ thread, kind: "run" as const }]),
  timeout: [0, 1, 2, 3].map((thread) => [{ thread, kind: "timeout" as const }]),
  spurious: [0, 1, 2, 3].map((
    thread,
  ) => [{ thread, kind: "spurious" as const }]),
};

/** The steps that an option consists of: one, unless it follows a loop. */
export function stepsOf(
  machine: Machine,
  state: State,
  { choice: { thread, kind }, next }: Option,
): Step[] {
  if (kind !== "spin") return singles[kind][thread] ?? [];
  const [from, to] = [state.nodes[thread], next?.nodes[thread]];
  if (from === undefined || to === undefined) return [];
  return doneBetween(from, to).flatMap(({ node, child }): Step[] => {
    if (machine.isWithinStep(node)) return [];
    if (!timesOut(node, child)) return [{ thread, kind: "run" }];
    return node === from && isAsleep(state, thread)
      ? [{ thread, kind: "timeout" }]
      : [{ thread, kind: "run" }, { thread, kind: "timeout" }];
  });
}

function timesOut({ operation }: LogNode, { result }: LogNode): boolean {
  return operation?.kind === "wait" && operation.extra !== 0 &&
    result === "timed-out";
}

/** The schedule without a step. */
const START = "0";

const SUFFIX = { run: "", timeout: "T", spurious: "S" } as const;

/**
 * Writes a schedule shortly: `0b1a` is thread 0 twice, then thread 1 once.
 * After the thread's number, `T` is a time limit that runs out and `S` a
 * spurious wake-up.
 */
export function encodeSchedule(steps: readonly Step[]): string {
  if (steps.length === 0) return START;
  let text = "";
  for (let at = 0; at < steps.length;) {
    const step = steps[at] as Step;
    let count = 1;
    while (count < 26 && same(step, steps[at + count])) count++;
    text += `${step.thread}${SUFFIX[step.kind]}${
      step.kind === "run" ? String.fromCharCode(96 + count) : ""
    }`;
    at += step.kind === "run" ? count : 1;
  }
  return text;
}

/**
 * Reads what {@linkcode encodeSchedule} wrote.
 *
 * @returns Undefined if the text is no schedule.
 */
export function decodeSchedule(text: string): Step[] | undefined {
  if (text === START) return [];
  if (!/^(?:[0-3][a-zTS])+$/.test(text)) return undefined;
  return text.match(/../g)?.flatMap((part): Step[] => {
    const thread = Number(part[0]);
    if (part[1] === "T") return [{ thread, kind: "timeout" }];
    if (part[1] === "S") return [{ thread, kind: "spurious" }];
    const count = part.charCodeAt(1) - 96;
    return Array.from({ length: count }, () => ({ thread, kind: "run" }));
  }) ?? [];
}

function same(a: Step, b: Step | undefined): boolean {
  return a.thread === b?.thread && a.kind === b.kind;
}
