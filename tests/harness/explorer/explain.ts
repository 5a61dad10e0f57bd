import { describeOperation, describePlace } from "./describe_operation.ts";
import { canWrite, isPlain } from "./operation.ts";
import type { Access } from "./race.ts";
import type { Inside, LogNode, Loop } from "./log_node.ts";
import type { BackingOff } from "./loop.ts";
import { isAsleep, type State } from "./state.ts";
import { tellValue, tellWord } from "./word_names.ts";

/** Says which two accesses nothing orders; the second may be still to come. */
export function explainRace(
  [first, second]: [Access, Access],
  { nodes }: State,
): string {
  const [one, two] = [first, second].map(({ thread, node }) =>
    `T${thread} ${verb(node)} ${describePlaceOf(node)}${at(node)}${
      nodes[thread] === node ? ", which is its next step" : ""
    }`
  );
  return `Nothing orders these two accesses: ${one}, and ${two}.`;
}

/** Says who sleeps on which word, and what became of those who could wake it. */
export function explainDeadlock(
  state: State,
  notifiersOf: (address: number) => number[],
): string {
  const sentences: string[] = [];
  const words = new Set<number>();
  for (const [thread, node] of state.nodes.entries()) {
    const { operation, ending } = node;
    if (ending !== undefined || operation === undefined) continue;
    const word = operation.address / 4;
    if (isAsleep(state, thread) && operation.extra === Infinity) {
      words.add(word);
      sentences.push(
        `T${thread} sleeps on ${tellWord(4 * word)}${
          at(node)
        } and nobody is left to wake it.`,
      );
    } else {
      sentences.push(
        `T${thread} sleeps until its time runs out${
          at(node)
        }, again and again, and nobody is left to change what it waits for.`,
      );
    }
  }
  for (const word of words) {
    sentences.push(explainNotifiers(state, word, notifiersOf(4 * word)));
  }
  if (words.size > 1) sentences.push("They wait for each other.");
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** Says where a thread may sleep that must not. */
export function explainWait(
  thread: number,
  node: LogNode,
  { section }: Inside,
): string {
  return `T${thread} calls Atomics.wait${
    at(node)
  } in ${section}, which must return at once in every schedule.`;
}

/** Says what a thread takes and gives back again and again. */
export function explainLivelock(
  state: State,
  thread: number,
  { held, wanted }: BackingOff,
): string {
  const tell = (words: number[]) => words.map(tellWord).join(" and ");
  return `T${thread} takes ${tell(held)}, finds ${tell(wanted)} taken, gives ${
    tell(held)
  } back and tries again at once${at(state.nodes[thread])}, for as long as ${
    tell(wanted)
  } is not free. Two threads that do so in step never get on.`;
}

/** Says which operations a thread repeats in vain. */
export function explainSpinning(
  state: State,
  { thread, loop }: { thread: number; loop: Loop },
  spinning: readonly number[],
): string {
  const able = [...state.nodes.entries()].filter(([other, { ending }]) =>
    ending === undefined && !spinning.includes(other) && !isAsleep(state, other)
  ).map(([other]) => `T${other}`);
  const operations = new Set(
    loop.turn.map(({ operation }) => `"${describeOperation(operation)}"`),
  );
  // Of what is repeated without a sleep, the cure may be to look once more.
  const how = loop.sleeps > 0 ? "instead of sleeping" : "and nothing changes";
  const hope = able.length > 0
    ? `${how} until ${able.join(" or ")} has changed something`
    : "and nobody is left to change anything";
  if (loop.sleeps > 0) {
    return `T${thread} looks again each ${loop.sleeps} ms${
      at(state.nodes[thread])
    }, ${hope}. It repeats ${[...operations].join(", ")}.`;
  }
  return `T${thread} repeats ${[...operations].join(", ")}${
    at(state.nodes[thread])
  } in vain, ${hope}.`;
}

function explainNotifiers(
  state: State,
  word: number,
  notifiers: number[],
): string {
  if (notifiers.length === 0) {
    // Whoever is alone sleeps as somebody holds what it waits for: itself.
    if (state.nodes.length === 1) return "";
    return `In the schedules tried so far no thread has called notify on ${
      tellWord(4 * word)
    }, and it ${tellNow(state, word)}.`;
  }
  const others = notifiers.filter((thread) =>
    state.sleepers.every((one) =>
      one.thread !== thread || one.address !== 4 * word
    )
  );
  return others.map((thread) => {
    const own = state.sleepers.find((one) => one.thread === thread);
    return own === undefined
      ? `T${thread}, which could have woken it, has returned.`
      : `T${thread}, which could have woken it, sleeps itself on ${
        tellWord(own.address)
      }.`;
  }).join(" ");
}

/** What a word says on which threads sleep: what they expect, or something new. */
function tellNow({ nodes, sleepers, memory }: State, word: number): string {
  const now = memory.words[word] ?? 0;
  const isAsExpected = sleepers.some(({ thread, address }) =>
    address === 4 * word && nodes[thread]?.operation?.value === now
  );
  const told = tellValue(4 * word, now);
  return isAsExpected ? `still says ${told}` : `says ${told} now`;
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
