import type { Machine } from "./machine.ts";
import type { CheckedModel } from "./model.ts";
import type { LogNode, Loop } from "./log_node.ts";
import { loopAt } from "./loop.ts";
import { LoopGuide } from "./loop_guide.ts";
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

/** The options that most states have, made once: a search asks millions of times. */
const PLAIN: Record<Choice["kind"], Option[]> = {
  run: [],
  timeout: [],
  spurious: [],
  spin: [],
};
for (const kind of ["run", "timeout", "spurious", "spin"] as const) {
  for (let thread = 0; thread < 4; thread++) {
    PLAIN[kind].push({ choice: { thread, kind }, preempts: false });
  }
}

/** Lists what may happen in a state. */
export function optionsOf(
  machine: Machine,
  model: CheckedModel,
  state: State,
): Options {
  const plain = model.preemptions === Infinity
    ? plainOptions(state)
    : undefined;
  if (plain !== undefined) return plain;
  const found: Options = { options: [], endless: NONE, cut: false };
  for (let thread = 0; thread < state.nodes.length; thread++) {
    addOptions(found, machine, model, state, thread);
  }
  found.options = withoutLastResorts(state, found.options);
  if (model.preemptions !== Infinity) bound(model, state, found);
  return found;
}

function withoutLastResorts(state: State, options: Option[]): Option[] {
  const others = options.filter(({ choice: { thread, kind } }) =>
    kind !== "timeout" || !isLastResort(state.nodes[thread] as LogNode)
  );
  return others.length > 0 ? others : options;
}

const NONE: Options["endless"] = [];

/** The same again, by which threads can run and whose time can run out. */
const plainOnes = new Map<number, Options>();

/** The options where nobody wakes for nothing and nobody is in a loop. */
function plainOptions(state: State): Options | undefined {
  if (state.spurious > 0) return undefined;
  const kinds: (Choice["kind"] | "last resort" | undefined)[] = [];
  let key = 0;
  for (let thread = 0; thread < state.nodes.length; thread++) {
    const node = state.nodes[thread] as LogNode;
    let kind = 0;
    if (node.ending === undefined) {
      if (loopAt(node) !== undefined) return undefined;
      if (!isAsleep(state, thread)) kind = 1;
      else if (node.operation?.extra !== Infinity) {
        kind = isLastResort(node) ? 3 : 2;
      }
    }
    kinds.push(KINDS[kind]);
    key = key * KINDS.length + kind;
  }
  key = key * 5 + state.nodes.length;
  let options = plainOnes.get(key);
  if (options === undefined) {
    options = { options: [], endless: NONE, cut: false };
    plainOnes.set(key, options);
    const goesOn = kinds.some((kind) => kind === "run" || kind === "timeout");
    for (const [thread, kind] of kinds.entries()) {
      if (kind === undefined || (goesOn && kind === "last resort")) continue;
      const choice = kind === "last resort" ? "timeout" : kind;
      options.options.push(PLAIN[choice][thread] as Option);
    }
  }
  return options;
}

const KINDS = [undefined, "run", "timeout", "last resort"] as const;

/**
 * Whether a thread sleeps in a proved method that looks again now and then, to
 * be on the safe side. It has been proved that somebody wakes it: that its time
 * runs out first would double all that is to be searched, and show nothing.
 */
function isLastResort({ operation }: LogNode): boolean {
  return operation?.inner === true && Number(operation.extra) >= LONG;
}

function addOptions(
  found: Options,
  machine: Machine,
  model: CheckedModel,
  state: State,
  thread: number,
): void {
  const add = (kind: Choice["kind"], next?: State) => {
    const option = PLAIN[kind][thread] as Option;
    found.options.push(next === undefined ? option : { ...option, next });
  };
  const node = state.nodes[thread] as LogNode;
  if (node.ending !== undefined) return;
  const asleep = isAsleep(state, thread);
  if (asleep && state.spurious > 0) add("spurious");
  if (asleep && node.operation?.extra === Infinity) return;
  const next = asleep ? "timeout" : "run";
  const loop = loopAt(node);
  if (
    loop === undefined || !repeatsItself(loop, state, machine.memory) ||
    (loop.isVisible && model.spinning === "allow")
  ) {
    add(next);
    return;
  }
  // Where all that a turn looks at is the same, so is what comes of it.
  const guide = new LoopGuide(loop);
  const after = node.isEndless
    ? undefined
    : machine.apply(state, { thread, kind: "spin" }, guide);
  if (after === undefined || guide.isEndless) {
    node.isEndless = true;
    if (loop.sleeps < LONG) {
      found.endless = [...found.endless, { thread, loop }];
    }
  } else if (loop.isVisible || !guide.isLong) {
    add(next);
  } else {
    add("spin", after);
  }
}

/**
 * Milliseconds: whoever sleeps for less and looks again, for as long as nothing
 * changes, polls. To look again now and then, to be on the safe side, is fine.
 */
const LONG = 100;

/** Applies the bound on preemptions. */
function bound(model: CheckedModel, state: State, found: Options): void {
  const { options } = found;
  const goesOn = options.some(({ choice }) =>
    choice.thread === state.last && !isAsleep(state, choice.thread)
  );
  if (!goesOn) return;
  const isOther = ({ choice }: Option) => choice.thread !== state.last;
  if (state.preemptions < model.preemptions) {
    found.options = options.map((option) =>
      isOther(option) ? { ...option, preempts: true } : option
    );
  } else {
    found.options = options.filter((option) => !isOther(option));
    found.cut = found.options.length < options.length;
  }
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
