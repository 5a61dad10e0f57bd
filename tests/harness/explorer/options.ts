import type { LogNode } from "./log_node.ts";
import type { Machine } from "./machine.ts";
import type { CheckedModel } from "./model.ts";
import { type Loop, loopAt } from "./loop.ts";
import { isKnownEndless, LoopGuide, setEndless } from "./loop_guide.ts";
import { repeatsItself } from "./loop_repeat.ts";
import { type Choice, isAsleep, type State } from "./state.ts";

/** A choice, and whether it puts a thread aside that could go on. */
export interface Option {
  choice: Choice;
  preempts: boolean;
  /** The state after it, where finding the choice needed it already. */
  next?: State;
}

/** What may happen in a state. */
export interface Options {
  options: Option[];
  /** Threads that go round in a loop until another changes memory. */
  endless: { thread: number; loop: Loop }[];
  /** Whether the bound on preemptions left something out. */
  cut: boolean;
}

/** Lists what may happen in a state. */
export function optionsOf(
  machine: Machine,
  model: CheckedModel,
  state: State,
): Options {
  const options: Option[] = [];
  const endless: Options["endless"] = [];
  const add = (thread: number, kind: Choice["kind"], next?: State) =>
    options.push({ choice: { thread, kind }, preempts: false, next });
  for (const [thread, node] of state.nodes.entries()) {
    if (node.ending !== undefined) continue;
    const asleep = isAsleep(state, thread);
    if (asleep && state.spurious > 0) add(thread, "spurious");
    if (asleep && node.operation?.extra === Infinity) continue;
    const loop = loopAt(node);
    if (
      loop === undefined || !repeatsItself(loop, state, machine.memory) ||
      (loop.isVisible && model.spinning === "allow")
    ) {
      add(thread, asleep ? "timeout" : "run");
      continue;
    }
    // Where all that a turn looks at is the same, so is what comes of it.
    if (isKnownEndless(node)) {
      if (!loop.sleeps) endless.push({ thread, loop });
      continue;
    }
    const guide = new LoopGuide(loop);
    const next = machine.apply(state, { thread, kind: "spin" }, guide);
    if (guide.isEndless) {
      setEndless(node);
      if (!loop.sleeps) endless.push({ thread, loop });
    } else if (loop.isVisible || !guide.isLong) {
      add(thread, asleep ? "timeout" : "run");
    } else {
      add(thread, "spin", next);
    }
  }
  return { options, endless, cut: bound(model, state, options) };
}

/** Applies the bound on preemptions; returns whether it cut anything off. */
function bound(model: CheckedModel, state: State, options: Option[]): boolean {
  if (model.preemptions === Infinity) return false;
  const goesOn = options.some(({ choice }) =>
    choice.thread === state.last && !isAsleep(state, choice.thread)
  );
  if (!goesOn) return false;
  for (const option of options) {
    option.preempts = option.choice.thread !== state.last;
  }
  if (state.preemptions < model.preemptions) return false;
  const kept = options.filter((option) => !option.preempts);
  return options.splice(0, options.length, ...kept).length > kept.length;
}

/** The operations that a thread did on the way from one node to a later one. */
export function doneBetween(
  from: LogNode,
  to: LogNode,
): { node: LogNode; child: LogNode }[] {
  const path = to.path().slice(from.depth);
  return path.slice(1).map((child, index) => ({
    node: path[index] as LogNode,
    child,
  }));
}
