import colors from "picocolors";
import {
  type Frame,
  inColumns,
  type Replay,
  type ThreadView,
  wrap,
} from "../../tests/harness/explorer/mod.ts";

/** The whole replay as text. */
export function wholeReplay(id: string, { trace, message }: Replay): string {
  return [id, "", `${trace}`, "", ...told(message)].join("\n");
}

/**
 * The replay after some of its steps, for a terminal.
 *
 * @param at How many steps were taken.
 * @param rows How many lines the terminal has.
 */
export function screenAt(
  id: string,
  { frames, message }: Replay,
  at: number,
  rows: number,
): string {
  const frame = frames[at];
  const threads = frame?.threads.length ?? 0;
  const past = frames.slice(0, at).flatMap((one) => one.events);
  const [head = "", ...before] = inColumns(past, threads);
  const now = inColumns(frame?.events ?? [], threads).slice(1);
  const isLast = at === frames.length - 1;
  const below = [
    "",
    ...wrap(`memory ${memoryAt(frames, at)}`, 76).map((line) => `  ${line}`),
    ...frame?.threads.map((one, thread) => `  T${thread} ${doing(one)}`) ?? [],
    "",
    ...(isLast ? told(message).map((line) => colors.red(line)) : []),
    colors.dim(
      `  step ${at} of ${
        frames.length - 1
      }   → or space: on   ← or b: back   q: quit`,
    ),
  ];
  const room = Math.max(rows - below.length - 3, now.length);
  const shown = before.slice(Math.max(before.length + now.length - room, 0));
  return [
    colors.bold(id),
    head,
    ...shown.map((line) => colors.dim(line)),
    ...now.map((line) => colors.bold(line)),
    ...below,
  ].join("\r\n");
}

/** The words that are not zero all the time. */
function memoryAt(frames: readonly Frame[], at: number): string {
  return frames[at]?.words.flatMap((word, index) =>
    frames.some(({ words }) => words[index] !== 0) ? [`[${index}]=${word}`] : []
  ).join(" ") ?? "";
}

function doing({ state, text, site }: ThreadView): string {
  return state === "ready" && site !== undefined ? `${text} (${site})` : text;
}

function told(message: string | undefined): string[] {
  return message === undefined ? [] : wrap(message, 76);
}
