import { equal } from "@std/assert";
import type { Entry } from "../../lessons/7.5-ipc/given/queue_files.ts";
import type { Known } from "./misconceptions.ts";

type Choose = (entries: Entry[], type: number) => Entry | undefined;
type Fits = (lengths: number[], length: number, maxBytes: number) => boolean;

/** Whom a rule gives, by the order in which it prefers. */
function lowest(entries: Entry[], upTo: number): Entry | undefined {
  const type = Math.min(...entries.map(({ type }) => type));
  return type > upTo ? undefined : entries.find((entry) => entry.type === type);
}

const choose: Choose = (entries, type) =>
  type === 0
    ? entries[0]
    : type > 0
    ? entries.find((entry) => entry.type === type)
    : lowest(entries, -type);

function highest(entries: Entry[], upTo: number): Entry | undefined {
  const types = entries.map(({ type }) => type).filter((type) => type <= upTo);
  const type = Math.max(...types);
  return entries.find((entry) => entry.type === type);
}

/** What people take for the rule of who is chosen. */
const wrongChoices: [NonNullable<Known>, Choose][] = [
  [
    "oldest-up-to-n",
    (entries, type) =>
      type < 0
        ? entries.find((entry) => entry.type <= -type)
        : choose(entries, type),
  ],
  [
    "lowest-whatever-n-is",
    (entries, type) =>
      type < 0 ? lowest(entries, Infinity) : choose(entries, type),
  ],
  [
    "types-compared-as-text",
    (entries, type) => {
      if (type >= 0) return choose(entries, type);
      const [first = Infinity] = entries.map(({ type }) => type).sort();
      return first <= -type ? choose(entries, first) : undefined;
    },
  ],
  [
    "types-compared-as-text",
    (entries, type) => {
      if (type >= 0) return choose(entries, type);
      const types = entries.map(({ type }) => type);
      const [first] = types.filter((one) => one <= -type).sort();
      return first === undefined ? undefined : choose(entries, first);
    },
  ],
  [
    "takes-the-highest",
    (entries, type) =>
      type < 0 ? highest(entries, -type) : choose(entries, type),
  ],
  [
    "n-itself-is-left-out",
    (entries, type) =>
      type < 0 ? lowest(entries, -type - 1) : choose(entries, type),
  ],
  [
    "lowest-takes-its-newest",
    (entries, type) =>
      type < 0 ? choose(entries.toReversed(), type) : choose(entries, type),
  ],
  [
    "takes-the-newest",
    (entries, type) =>
      type > 0 ? choose(entries.toReversed(), type) : choose(entries, type),
  ],
  [
    "takes-the-newest",
    (entries, type) =>
      choose(type === 0 ? entries : entries.toReversed(), type),
  ],
  [
    "newest-comes-first",
    (entries, type) => choose(entries.toReversed(), type),
  ],
  [
    "zero-takes-the-newest",
    (entries, type) => type === 0 ? entries.at(-1) : choose(entries, type),
  ],
  [
    "minus-n-is-n",
    (entries, type) => choose(entries, type < 0 ? -type : type),
  ],
  [
    "takes-types-above-n",
    (entries, type) =>
      type > 0
        ? entries.find((entry) => entry.type >= type)
        : choose(entries, type),
  ],
  [
    "zero-is-a-type",
    (entries, type) => type === 0 ? undefined : choose(entries, type),
  ],
  [
    "zero-is-a-type",
    (entries, type) => type < 0 ? undefined : choose(entries, type),
  ],
  [
    "zero-is-a-type",
    (entries, type) => type <= 0 ? undefined : choose(entries, type),
  ],
  [
    "zero-takes-the-lowest",
    (entries, type) =>
      type === 0 ? lowest(entries, Infinity) : choose(entries, type),
  ],
  [
    "takes-another-type",
    (entries, type) =>
      choose(entries, type) ?? (type > 0 ? entries[0] : undefined),
  ],
];

/** What people take for the rule of what fits. */
const wrongFits: [NonNullable<Known>, Fits][] = [
  [
    "last-byte-is-left-free",
    (lengths, length, maxBytes) =>
      sum(lengths) + length < maxBytes && lengths.length < maxBytes,
  ],
  [
    "empty-takes-a-byte",
    (lengths, length, maxBytes) =>
      sum([...lengths, length].map((one) => Math.max(one, 1))) <= maxBytes,
  ],
  [
    "full-of-bytes-is-full",
    (lengths, length, maxBytes) =>
      sum(lengths) + Math.max(length, 1) <= maxBytes &&
      lengths.length < maxBytes,
  ],
  [
    "one-message-too-few",
    (lengths, length, maxBytes) =>
      sum(lengths) + length <= maxBytes && lengths.length + 1 < maxBytes,
  ],
  [
    "counts-only-the-new-one",
    (lengths, length, maxBytes) =>
      length <= maxBytes && lengths.length < maxBytes,
  ],
  [
    "any-message-if-not-full",
    (lengths, _, maxBytes) =>
      sum(lengths) < maxBytes && lengths.length < maxBytes,
  ],
  [
    "only-empty-ones-are-counted",
    (lengths, length, maxBytes) =>
      sum(lengths) + length <= maxBytes &&
      (length > 0 || lengths.length < maxBytes),
  ],
  [
    "only-empty-ones-are-counted",
    (lengths, length, maxBytes) =>
      sum(lengths) + length <= maxBytes &&
      lengths.filter((length) => length === 0).length < maxBytes,
  ],
  [
    "one-bound-is-enough",
    (lengths, length, maxBytes) =>
      sum(lengths) + length <= maxBytes || lengths.length < maxBytes,
  ],
  [
    "one-message-too-many",
    (lengths, length, maxBytes) =>
      sum(lengths) + length <= maxBytes && lengths.length <= maxBytes,
  ],
  [
    "empty-messages-are-unbounded",
    (lengths, length, maxBytes) => sum(lengths) + length <= maxBytes,
  ],
];

function sum(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The one wrong rule that gives all that was got. */
function theOne<Rule>(
  rules: [NonNullable<Known>, Rule][],
  got: unknown,
  play: (rule: Rule) => unknown,
): Known {
  const ids = new Set(
    rules.flatMap(([id, rule]) => equal(play(rule), got) ? [id] : []),
  );
  return ids.size === 1 ? [...ids][0] : undefined;
}

/**
 * Which wrong rule chooses what was got.
 *
 * @param messages What was sent: `"2:text"`.
 * @param wanted The types that were asked for, one row for each full queue.
 */
export function wrongChoice(
  messages: string[],
  wanted: number[][],
  got: (string | undefined)[][],
): Known {
  const play = (rule: Choose, types: number[]) => {
    let entries = messages.map((message, sequence) => ({
      sequence,
      type: parseInt(message),
      length: 1,
    }));
    return types.map((type) => {
      const chosen = rule(entries, type);
      entries = entries.filter((entry) => entry !== chosen);
      return chosen && messages[chosen.sequence];
    });
  };
  return theOne(
    wrongChoices,
    got,
    (rule) => wanted.map((types) => play(rule, types)),
  );
}

/** What was sent to a queue. */
export interface Played {
  maxBytes: number;
  /** The lengths that were sent; -1 where a message was received. */
  lengths: number[];
  /** Whether they were; undefined where one was received. */
  got: (boolean | undefined)[];
}

/** Which wrong rule lets in what was sent. */
export function wrongFit(played: Played[]): Known {
  const play = (rule: Fits, { lengths, maxBytes }: Played) => {
    const there: number[] = [];
    return lengths.map((length) => {
      if (length < 0) return void there.shift();
      const sent = rule(there, length, maxBytes);
      if (sent) there.push(length);
      return sent;
    });
  };
  return theOne(
    wrongFits,
    played.map(({ got }) => got),
    (rule) => played.map((each) => play(rule, each)),
  );
}
