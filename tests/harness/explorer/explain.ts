import { describeOperation, describePlace } from "./describe_operation.ts";
import type { LogNode } from "./log_node.ts";
import { canWrite, isPlain } from "./operation.ts";
import type { Access } from "./race.ts";
import type { Loop } from "./spin.ts";
import { isAsleep, type State } from "./state.ts";

/** Says which two accesses nothing orders. */
export function explainRace([first, second]: [Access, Access]): string {
  const [one, two] = [first, second].map(({ thread, node }) =>
    `T${thread} ${verb(node)} ${describePlaceOf(node)}${at(node)}`
  );
  return `Nothing orders these two accesses: ${one}, and ${two}.`;
}

/** Says who sleeps on which word, and what became of those who could wake it. */
export function explainDeadlock(
  state: State,
  notifiersOf: (address: number) => number[],
): string {
  const sentences: string[] = [];
  for (const { thread, address } of state.sleepers) {
    const node = state.nodes[thread] as LogNode;
    sentences.push(
      `T${thread} sleeps on word ${address / 4}${
        at(node)
      } and nobody is left to wake it.`,
    );
  }
  for (const address of new Set(state.sleepers.map((one) => one.address))) {
    const notifiers = notifiersOf(address);
    if (notifiers.length === 0) {
      sentences.push(
        `No thread called notify on word ${
          address / 4
        } in any schedule up to here.`,
      );
    }
    for (const thread of notifiers) {
      sentences.push(explainNotifier(state, thread, address));
    }
  }
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** Says which operations a thread repeats in vain. */
export function explainSpinning(
  state: State,
  thread: number,
  { turn }: Loop,
): string {
  const others = state.nodes.keys().filter((other) => other !== thread);
  const able = others.filter((other) =>
    state.nodes[other]?.ending === undefined && !isAsleep(state, other)
  ).map((other) => `T${other}`).toArray();
  const operations = [
    ...new Set(
      turn.map(({ operation }) => `"${describeOperation(operation)}"`),
    ),
  ];
  return `T${thread} repeats ${operations.join(", ")}${
    at(state.nodes[thread])
  }, which changes nothing, ${
    able.length > 0
      ? `instead of sleeping until ${able.join(" or ")} changes something.`
      : "and nobody is left to change anything."
  }`;
}

function explainNotifier(
  state: State,
  thread: number,
  address: number,
): string {
  const own = state.sleepers.find((one) => one.thread === thread);
  if (own?.address === address) return "";
  return own !== undefined
    ? `T${thread}, which could have woken it, sleeps itself on word ${
      own.address / 4
    }.`
    : `T${thread}, which could have woken it, has returned.`;
}

function verb({ operation }: LogNode): string {
  if (operation === undefined) return "touches";
  if (!isPlain(operation)) return `does an atomic ${operation.kind} of`;
  return canWrite(operation) ? "writes" : "reads";
}

function describePlaceOf({ operation }: LogNode): string {
  return operation === undefined ? "" : describePlace(operation);
}

function at(node: LogNode | undefined): string {
  return node?.site === undefined ? "" : ` (${node.site})`;
}
