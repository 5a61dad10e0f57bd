import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import {
  type FrameDecoder,
  FrameError,
  MAX_LENGTH,
} from "../../lessons/7.5-ipc/framing.ts";
import { type Known, means } from "./misconceptions.ts";

/** What a call did. */
export type Outcome = { threw: unknown } | { gave: unknown };

/** Calls `body`. */
export function outcome(body: () => unknown): Outcome {
  try {
    return { gave: body() };
  } catch (error) {
    return { threw: error };
  }
}

/** An outcome in words: `"gives a message of 2 bytes: 104, 105"`. */
export function told(outcome: Outcome): string {
  if ("threw" in outcome) return `throws ${outcome.threw}`;
  const { gave } = outcome;
  if (!(gave instanceof Uint8Array)) return `gives ${gave}`;
  if (gave.length === 0) return "gives an empty message";
  const bytes = [...gave.subarray(0, 12)].join(", ");
  const more = gave.length > 12 ? ", …" : "";
  return `gives a message of ${gave.length} ${
    gave.length === 1 ? "byte" : "bytes"
  }: ${bytes}${more}`;
}

/** Whether the code refused something. */
export function isRefused(outcome: Outcome): boolean {
  return "threw" in outcome && outcome.threw instanceof FrameError;
}

/**
 * What a limit shows by which a message of just so many bytes is refused, and
 * what was seen of it.
 *
 * @param refuses Whether a message of so many bytes is, by whatever limit.
 */
export function tooStrict(
  limit: number,
  refuses: (length: number, limit: number) => boolean,
): { id: Known; then: string } {
  const of = (length: number) => `one of ${howMany(length, "byte")}`;
  // At one limit alone, a share of it that is missing looks like a few bytes.
  const lacks = (count: number) =>
    [limit, 100].every((limit) =>
      refuses(limit - count + 1, limit) && !refuses(limit - count, limit)
    );
  return lacks(4)
    ? {
      id: "limit-counts-the-header",
      then: `; ${of(limit - 3)} is refused, too, and ${of(limit - 4)} is not`,
    }
    : lacks(1)
    ? { id: "limit-is-refused", then: `; ${of(limit - 1)} is not refused` }
    : { id: undefined, then: "" };
}

/** What it shows that a limit of 5 bytes is not kept, by what is refused. */
export function tooLoose(refuses: (length: number) => boolean): Known {
  if (refuses(MAX_LENGTH + 1)) {
    return refuses(MAX_LENGTH) ? undefined : "goes-by-the-default-limit";
  }
  return refuses(5) || refuses(2 ** 32 - 1) ? undefined : "keeps-no-limit";
}

/** A frame that does not come of the code under test. */
export function frameOf(message: Uint8Array | string): Uint8Array {
  const bytes = typeof message === "string"
    ? new TextEncoder().encode(message)
    : message;
  return join([headerOf(bytes.length), bytes]);
}

/** The header of a message of so many bytes. */
export function headerOf(length: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(4));
  header.setUint32(0, length);
  return new Uint8Array(header.buffer);
}

/** Every message the decoder has now. */
export function drain(frames: FrameDecoder): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (let message; (message = frames.next()) !== undefined;) {
    messages.push(message);
  }
  return messages;
}

/** Several arrays as one. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** What a test found out about something that was not refused. */
interface Look {
  id?: Known;
  method?: string | undefined;
  /** What was seen then. */
  then?: string;
}

/** Fails unless `got` is a FrameError that was thrown. */
export function refused(
  story: Story,
  call: string,
  got: Outcome,
  expected: string,
  look: () => Look = () => ({}),
): void {
  if (isRefused(got)) return;
  const { id: seen, method, then = "" } = look();
  const id = seen ??
    ("threw" in got && isOwnError(got.threw)
      ? "refuses-by-another-error"
      : undefined);
  const isEncoded = call.startsWith("encodeFrame(");
  story.fail({
    expected,
    got: `${call} ${told(got)}${then}`,
    ...means(id),
    method: id === "goes-by-the-default-limit"
      ? isEncoded ? "encodeFrame()" : "FrameDecoder.next()"
      : method,
  });
}

/** Whether somebody threw this error on purpose, and not the engine. */
function isOwnError(error: unknown): boolean {
  return error instanceof Error &&
    (error.constructor === Error || error.constructor === RangeError) &&
    !/^(Invalid|Offset|offset|Array|Maximum)/.test(error.message);
}

/** Fails unless next() gave a message, or undefined, with these bytes. */
export function gives(
  story: Story,
  got: Outcome,
  wanted: number[] | undefined,
  decide?: () => Known,
  method?: string,
): void {
  const want = told({ gave: wanted && new Uint8Array(wanted) });
  if ("gave" in got && told(got) === want) return;
  story.fail({
    expected: `next() ${want}`,
    got: `next() ${told(got)}`,
    ...means(decide?.()),
    method,
  });
}
