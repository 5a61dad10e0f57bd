import type { Done, LogNode, Loop } from "./log_node.ts";
import { after } from "./memory.ts";
import { type Operation, sameOperation } from "./operation.ts";
import type { Word } from "./word_type.ts";

/** The longest loop that is recognised, in operations. */
const LONGEST = 8;

/** The loop that the thread is in, if its last turns were all alike. */
export function loopAt(node: LogNode): Loop | undefined {
  const loop = node.loop ??= findLoop(node) ?? "none";
  return loop === "none" ? undefined : loop;
}

function findLoop(node: LogNode): Loop | undefined {
  if (node.operation === undefined || node.ending !== undefined) {
    return undefined;
  }
  if (!cameBy(node)) return undefined;
  const done = lastDone(node, 3 * LONGEST);
  for (let length = 1; length <= LONGEST; length++) {
    const turn = done.slice(-length);
    const [first] = turn;
    if (turn.length < length || first === undefined) return undefined;
    if (!sameOperation(first.operation, node.operation)) continue;
    const isVisible = !turn.every(changesNothing);
    const sleeps = turn.reduce(
      (sum, { operation, result }) =>
        result === "timed-out" ? sum + Number(operation.extra) : sum,
      0,
    );
    // Whether it goes on is found out later: each turn seen costs states.
    const turns = sleeps > 0 && !isVisible
      ? 1
      : isVisible || length === 1
      ? 3
      : 2;
    const past = done.slice(-turns * length);
    const isAlike = past.every(({ operation, result }, index) => {
      const other = turn[index % length];
      return other !== undefined && result === other.result &&
        sameOperation(operation, other.operation);
    });
    if (past.length < turns * length || !isAlike) continue;
    return { turn, sleeps, isVisible };
  }
  return undefined;
}

/** Whether one of the thread's last operations was the one that comes next. */
function cameBy(node: LogNode): boolean {
  let at = node.parent;
  for (let back = 0; at?.operation !== undefined && back < LONGEST; back++) {
    if (sameOperation(at.operation, node.operation as Operation)) return true;
    at = at.parent;
  }
  return false;
}

/** What a turn takes and gives back, and what it tries to take in vain. */
export interface BackingOff {
  held: number[];
  wanted: number[];
}

/**
 * Whether a loop changes words and undoes that, as it could not change another
 * one: it backs off, and tries again.
 */
export function backsOff({ turn, isVisible }: Loop): BackingOff | undefined {
  if (!isVisible) return undefined;
  const places = (wanted: (done: Done) => boolean) => [
    ...new Set(turn.filter(wanted).map(({ operation }) => operation.address)),
  ];
  const held = places((done) => !changesNothing(done)).filter((one) =>
    one >= 0
  );
  const wanted = places((done) => triesInVain(done)).filter((one) =>
    !held.includes(one)
  );
  return held.length > 0 && wanted.length > 0 ? { held, wanted } : undefined;
}

function triesInVain(done: Done): boolean {
  const { kind } = done.operation;
  return (kind === "compareExchange" || kind === "exchange") &&
    changesNothing(done);
}

/** The last operations that a thread did, at most so many. */
function lastDone(node: LogNode, count: number): Done[] {
  const done: Done[] = [];
  let at = node;
  while (at.parent?.operation !== undefined && done.length < count) {
    done.push({ operation: at.parent.operation, result: at.result });
    at = at.parent;
  }
  return done.reverse();
}

function changesNothing({ operation, result }: Done): boolean {
  switch (operation.kind) {
    case "load":
    case "read":
      return true;
    case "wait":
      return result !== "ok";
    case "notify":
      return result === 0;
    case "store":
    case "write":
    case "reach":
    case "leave":
      return false;
    default:
      return after(operation, result as Word) === result;
  }
}
