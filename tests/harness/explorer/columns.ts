/** A terminal has 80 columns, of which a failure takes two to be set in. */
const WIDTH = 78;

/** A column wider than this is only blanks. */
const WIDEST = 36;

/** An event as it is shown: what a thread did, and where in the source. */
interface Shown {
  thread: number;
  text: string;
  site?: string | undefined;
}

/** The last events that are shown of a thread that is alone. */
const LAST = 12;

/**
 * Lays out events with one column per thread.
 *
 * @param brief Whether of one thread alone the last events are enough.
 */
export function inColumns(
  events: readonly Shown[],
  threads: number,
  brief = false,
): string[] {
  const gap = threads > 3 ? 1 : 2;
  const width = Math.min(
    WIDEST,
    Math.max(18, Math.floor((WIDTH - 2 - gap * (threads - 1)) / threads)),
  );
  const indent = (thread: number) => " ".repeat(2 + thread * (width + gap));
  const heads = Array.from(
    { length: threads },
    (_, thread) => `T${thread}`.padEnd(width + gap),
  );
  const lines = [`  ${heads.join("")}`.trimEnd()];
  const shown = shorten(events);
  const isLong = brief && threads === 1 && shown.length > LAST + 1;
  if (isLong) lines.push("  … earlier steps");
  const seen = shown.slice(isLong ? -LAST : 0);
  for (const [index, { thread, text, site }] of seen.entries()) {
    for (const line of wrap(text, width)) lines.push(indent(thread) + line);
    const place = placeOf(site, seen[index + 1], thread);
    for (const line of wrap(place, width - 1)) {
      lines.push(`${indent(thread)} ${line}`);
    }
  }
  return lines;
}

/**
 * What is shown of a site: what one line of the learner's makes given code do
 * is one thing, so its place stands once, behind the last of it.
 */
function placeOf(
  site: string | undefined,
  after: Shown | undefined,
  thread: number,
): string | undefined {
  const call = callOf(site);
  const isAlso = call !== undefined && after?.thread === thread &&
    callOf(after.site) === call;
  return isAlso ? undefined : site;
}

/** A site in given code without the line there: `queue.ts:61, in mutex.ts`. */
function callOf(site: string | undefined): string | undefined {
  return site?.match(/^(.*, in .*):\d+$/)?.[1];
}

/** Alike turns of a loop that are all shown. */
const ALIKE = 3;

/** The longest turn that is counted, in events. */
const LONGEST_TURN = 8;

/** Counts alike turns in a row instead of showing them all. */
function shorten(events: readonly Shown[]): Shown[] {
  const shown: Shown[] = [];
  for (let at = 0; at < events.length;) {
    const { length, count } = turnsAt(events, at);
    shown.push(...events.slice(at, at + length * Math.min(count, ALIKE)));
    const [last] = shown.slice(-1);
    if (count > ALIKE && last !== undefined) {
      const text = `… ${count - ALIKE} times more`;
      shown.push({ thread: last.thread, text });
    }
    at += length * count;
  }
  return shown;
}

/** The shortest turn that is repeated from here on, and how often it is done. */
function turnsAt(
  events: readonly Shown[],
  at: number,
): { length: number; count: number } {
  for (let length = 1; length <= LONGEST_TURN; length++) {
    let same = 0;
    while (isAlike(events[at + same], events[at + same + length])) same++;
    const count = 1 + Math.floor(same / length);
    if (count > ALIKE) return { length, count };
  }
  return { length: 1, count: 1 };
}

function isAlike(a: Shown | undefined, b: Shown | undefined): boolean {
  return a !== undefined && a.thread === b?.thread && a.text === b.text &&
    a.site === b.site;
}

/** A blank at which no line ends. */
export const NO_BREAK = "\u00a0";

/** Where a path or a name that is too long may end a line. */
const JOINTS = /[/_.-](?=[^/_.-])/g;

/** Breaks a text between words; lines after the first are set in by two. */
export function wrap(text: string | undefined, width: number): string[] {
  if (text === undefined) return [];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[ \n]+/)) {
    let rest = word;
    for (;;) {
      const lead = line !== "" ? " " : lines.length > 0 ? "  " : "";
      const room = width - line.length - lead.length;
      if (rest.length <= room) {
        line += lead + rest;
        break;
      }
      if (line === "") {
        const head = rest.slice(0, room);
        const joint = [...head.matchAll(JOINTS)].at(-1)?.index;
        const end = joint === undefined ? room : joint + 1;
        lines.push(lead + rest.slice(0, end));
        rest = rest.slice(end);
      } else {
        lines.push(line);
        line = "";
      }
    }
  }
  return [...lines, line].map((one) => one.replaceAll(NO_BREAK, " "));
}
