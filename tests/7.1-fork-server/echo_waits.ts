import { soon } from "../harness/story/soon.ts";
import { EchoChild } from "./echo_child.ts";
import { means } from "./misconceptions.ts";
import { whatHelps } from "./what_helps.ts";

/** What a pipe or a buffer of the child holds at most. */
export const MOST = 64 * 1024;
export const MUCH = 2 * MOST;

/** What is loaded before a program whose stdout is to take few bytes at a time. */
export const SHORT_WRITES = new URL(
  "./programs/short_writes.ts",
  import.meta.url,
);

/** How much of a large piece comes out of a child, and whether it ends by itself. */
export async function writtenAtOnce(): Promise<
  { length: number; ended: boolean }
> {
  await using child = new EchoChild();
  child.write(new Uint8Array(MUCH));
  const ended = await soon(() => child.ended, 1_000);
  return { length: child.output.length, ended };
}

/** Whether one that has got a byte writes empty arrays, and reads no more. */
async function writesNothing(): Promise<boolean> {
  await using child = new EchoChild("--preload", SHORT_WRITES.href);
  child.write(new Uint8Array(1));
  return await soon(() => child.writesNothing, 1_000);
}

/** Of a piece that came in part, what did not, if that is its beginning. */
export function whatIsLeftOut(
  { output }: EchoChild,
  before: number,
  piece: string,
) {
  const came = new TextDecoder().decode(output.subarray(before));
  return came !== "" && piece.endsWith(came)
    ? { got: `only "${came}" comes`, ...means("goes-on-where-the-last-ended") }
    : undefined;
}

/** Finds out what makes a program answer that is silent. */
export async function whatItWaitsFor(
  child: EchoChild,
  piece = "",
): Promise<{ got: string; cause?: string; misconception?: string }> {
  const before = child.output.length;
  const found = await whatHelps([
    [
      "100 bytes without a newline follow",
      () => child.write(new TextEncoder().encode("x".repeat(100))),
      "waits-for-a-full-buffer",
    ],
    [
      "a newline follows",
      () => child.write(new Uint8Array([10])),
      "waits-for-a-line",
    ],
    [
      "128 kB more have come",
      () => child.write(new Uint8Array(128 * 1024)),
      "waits-for-a-full-buffer",
    ],
    ["its stdin is closed", () => child.end(), "answers-at-the-end"],
  ], () => child.output.length > before);
  if (found === undefined) {
    const empty = before > 0 && !child.ended && await writesNothing();
    return {
      got: empty
        ? "nothing comes: after the first piece, which has come, it writes an empty array, again and again"
        : `nothing comes, not even when its stdin is closed${
          child.ended ? "" : "; it still runs"
        }`,
      ...means(empty ? "writes-nothing-for-ever" : undefined),
    };
  }
  const { what, shows } = found;
  const came = new TextDecoder().decode(child.output.subarray(before));
  if (!came.startsWith(piece)) {
    return {
      got:
        `nothing comes; when ${what}, that comes out, and "${piece}" never does`,
      ...means("drops-small-pieces"),
    };
  }
  return {
    got: `nothing comes; it answers only when ${what}`,
    // Of what has come last, nothing is among it.
    ...means(came === piece && piece !== "" ? "is-a-piece-behind" : shows),
  };
}
