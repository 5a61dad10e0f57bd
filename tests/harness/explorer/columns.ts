import type { TraceEvent } from "./trace.ts";

/** As wide as terminals have been since punched cards. */
const WIDTH = 80;

/** A column wider than this is only blanks. */
const WIDEST = 36;

/** Lays out events with one column per thread. */
export function inColumns(
  events: readonly Pick<TraceEvent, "thread" | "text" | "site">[],
  threads: number,
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
  for (const { thread, text, site } of events) {
    for (const line of wrap(text, width)) lines.push(indent(thread) + line);
    if (site !== undefined) {
      lines.push(`${indent(thread)} ${site.slice(-(width - 1))}`);
    }
  }
  return lines;
}

/** Breaks a text between words; lines after the first are set in by two. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    let rest = word;
    if (line !== "" && line.length + 1 + rest.length > width) {
      lines.push(line);
      line = "";
    }
    const lead = lines.length > 0 && line === ""
      ? "  "
      : line === ""
      ? ""
      : " ";
    while (line.length + lead.length + rest.length > width) {
      const room = width - line.length - lead.length;
      lines.push(line + lead + rest.slice(0, room));
      rest = rest.slice(room);
      line = "";
    }
    line += lead + rest;
  }
  return [...lines, line];
}
