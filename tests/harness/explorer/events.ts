import { AssertionError } from "@std/assert";
import { describeDone, describeOperation } from "./describe_operation.ts";
import { isSlip, messageOf } from "./finding.ts";
import type { Inside, LogNode } from "./log_node.ts";
import { doneBetween } from "./options.ts";
import { nameOfWord } from "./word_names.ts";
import type { Operation } from "./operation.ts";
import type { Step } from "./schedule.ts";
import { siteIn } from "./site.ts";
import { isAsleep, type State } from "./state.ts";
import type { TraceEvent } from "./trace.ts";

/** What happened before any thread did its first step. */
export function eventsAtStart(state: State): TraceEvent[] {
  return state.nodes.flatMap((node, thread) => {
    const root = node.path()[0] ?? node;
    return [...arrived(undefined, root), ...done(root, node)]
      .map((event) => ({ step: 0, thread, ...event }));
  });
}

/** What happened in one step. */
export function eventsOf(
  before: State,
  after: State,
  { thread, kind }: Step,
  step: number,
): TraceEvent[] {
  const [from, to] = [before.nodes[thread], after.nodes[thread]];
  if (from === undefined || to === undefined) return [];
  const own = done(from, to);
  if (kind !== "run") {
    const { address = -1, word, value, extra, result } = own[0] ?? {};
    own[0] = {
      ...address >= 0 ? { address, word, value, extra, result } : {},
      kind: kind === "timeout" ? "timed-out" : "spurious",
      text: kind === "timeout" ? "its time runs out" : "wakes for no reason",
    };
  }
  const woken = [...before.nodes.keys()].filter((other) =>
    other !== thread && isAsleep(before, other) && !isAsleep(after, other)
  );
  for (const event of own) {
    if (event.kind !== "notify") continue;
    const names = woken.map((one) => `T${one}`).join(" and ");
    event.text += `: wakes ${event.result === 0 ? "nobody" : names}`;
  }
  if (isAsleep(after, thread) && to.operation !== undefined) {
    own.push({
      ...factsOf(to.operation),
      text: `${describeOperation(to.operation)}: sleeps`,
      site: to.site,
      where: to.where,
    });
  }
  const events = own.map((event) => ({ step, thread, ...event }));
  for (const other of woken) {
    const [asleep, awake] = [before.nodes[other], after.nodes[other]];
    if (asleep === undefined || awake === undefined) continue;
    const rest = done(asleep, awake);
    rest[0] = {
      ...rest[0],
      kind: "woken",
      text: `woken by T${thread}`,
      result: "ok",
    };
    events.push(...rest.map((event) => ({ step, thread: other, ...event })));
  }
  return events;
}

function factsOf(
  { kind, address, value, extra }: Operation,
): Omit<ThreadEvent, "text"> {
  if (address < 0) return { kind };
  return { kind, address, word: nameOfWord(address), value, extra };
}

type ThreadEvent = Omit<TraceEvent, "step" | "thread">;

function done(from: LogNode, to: LogNode): ThreadEvent[] {
  return doneBetween(from, to).flatMap(({ node, child }) => {
    const { operation, site, where } = node;
    if (operation === undefined) return [];
    // That the thread stands there was said when it arrived.
    if (operation.kind === "reach") return arrived(node, child);
    const text = describeDone(operation, child.result);
    return [
      { ...factsOf(operation), text, site, where, result: child.result },
      ...arrived(node, child),
    ];
  });
}

function arrived(before: LogNode | undefined, node: LogNode): ThreadEvent[] {
  const { operation, site } = node;
  const events: ThreadEvent[] = [];
  for (const { section, neverWaits } of notIn(before, node)) {
    // What others may see of the other sections' end is an operation.
    if (neverWaits) events.push({ kind: "leave", text: `leaves "${section}"` });
  }
  for (const { section } of notIn(node, before)) {
    events.push({ kind: "enter", text: `enters "${section}"` });
  }
  if (operation?.kind === "reach") {
    events.push({ kind: "reach", text: describeOperation(operation), site });
  }
  return [...events, ...ended(node)];
}

/** The sections of the first node that the second one is not inside of. */
function notIn(one: LogNode | undefined, other: LogNode | undefined): Inside[] {
  const others = new Set(other?.inside.map(({ nth }) => nth));
  return one?.inside.filter(({ nth }) => !others.has(nth)) ?? [];
}

function ended({ ending }: LogNode): ThreadEvent[] {
  if (ending === undefined) return [];
  if (ending === "endless") {
    return [{ kind: "endless", text: "goes on and on" }];
  }
  if (ending.thrown === undefined) return [{ kind: "return", text: "returns" }];
  const { error } = ending.thrown;
  return [{
    kind: "throw",
    text: `${error instanceof AssertionError ? "fails a check:" : "throws"} ${
      messageOf(error).split("\n")[0]
    }`,
    site: isSlip(error) ? siteIn(error.stack ?? "") : undefined,
  }];
}
