/** As wide as terminals have been since punched cards. */
const WIDTH = 80;

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
  const gap = 2;
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
  for (const { thread, text, site } of shown.slice(isLong ? -LAST : 0)) {
    for (const line of wrap(text, width)) lines.push(indent(thread) + line);
    if (site !== undefined) {
      for (const line of wrap(site, width - 1)) {
        lines.push(`${indent(thread)} ${line}`);
      }
    }
  }
  return lines;
}

/** Alike events in a row that are all shown. */
const ALIKE = 3;

/** Counts alike events in a row instead of showing them all. */
function shorten(events: readonly Shown[]): Shown[] {
  const shown: Shown[] = [];
  for (let at = 0; at < events.length;) {
    const event = events[at] as Shown;
    let count = 1;
    while (isAlike(event, events[at + count])) count++;
    shown.push(...events.slice(at, at + Math.min(count, ALIKE)));
    if (count > ALIKE) {
      const text = `… ${count - ALIKE} times more`;
      shown.push({ thread: event.thread, text });
    }
    at += count;
  }
  return shown;
}

function isAlike(a: Shown, b: Shown | undefined): boolean {
  return a.thread === b?.thread && a.text === b.text && a.site === b.site;
}

/** A blank at which no line ends. */
export const NO_BREAK = "\u00a0";

/** Breaks a text between words; lines after the first are set in by two. */
export function wrap(text: string, width: number): string[] {
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
      lines.push(line === "" ? lead + rest.slice(0, room) : line);
      if (line === "") rest = rest.slice(room);
      line = "";
    }
  }
  return [...lines, line].map((one) => one.replaceAll(NO_BREAK, " "));
}
