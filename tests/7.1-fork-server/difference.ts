import { firstDifference } from "../harness/net/random_bytes.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Id } from "./misconceptions.ts";

/** How many bytes are enough to know a place in random ones again. */
const PROBE = 16;

/** How many bytes of a text are told. */
const MOST = 60;

/** How bytes that came back differ from those that were sent. */
export interface Difference {
  /** In words. */
  told: string;
  shows: Id | undefined;
}

/** Compares what came back with what was sent, which has no pattern. */
export function difference(
  got: Uint8Array,
  sent: Uint8Array,
): Difference | undefined {
  const at = firstDifference(got, sent);
  if (at === -1) return undefined;
  const right = at === 0
    ? `${got.length} bytes`
    : `${got.length} bytes; the first ${
      at === 1 ? "one is" : `${at} are`
    } right`;
  const then = at === 0
    ? `${right}; at their very beginning`
    : `${right}, and then`;
  if (at === got.length) {
    return { told: `${right}, and no more come`, shows: undefined };
  }
  const here = got.subarray(at, at + PROBE);
  const earlier = placeOf(here, sent, 0);
  if (at === sent.length) {
    return {
      told: `${got.length} bytes: all that were sent, and then ${
        told(got.subarray(at))
      }`,
      shows: earlier === undefined ? "adds-bytes" : "sends-stale-bytes",
    };
  }
  const later = placeOf(here, sent, at + 1);
  const isWhole = got.length === sent.length;
  if (
    later !== undefined && (isWhole || comesAgain(got, sent, at, later - at))
  ) {
    return {
      told: `${then} come those from byte ${later} on`,
      // Where none is lost, they have come in another order.
      shows: isWhole && sum(got) === sum(sent)
        ? undefined
        : "overwrites-what-it-writes",
    };
  }
  if (later !== undefined) {
    const left = later - at;
    return {
      told: `${then} ${howMany(left, "byte")} ${
        left === 1 ? "is" : "are"
      } left out${left < 4 ? leftOut(sent, at, later) : ""}`,
      // No pipe or socket takes all but so few.
      shows: left < PROBE ? "changes-bytes" : "ignores-short-writes",
    };
  }
  if (earlier !== undefined) {
    return {
      told: `${then} come those from byte ${earlier} on once more`,
      shows: "repeats-what-was-taken",
    };
  }
  // U+FFFD in UTF-8, in the place of what is no UTF-8.
  if (firstDifference(here.subarray(0, 3), REPLACEMENT) === -1) {
    return {
      told: `${then} the character U+FFFD stands for bytes of ` +
        "which no text can be made",
      shows: "takes-bytes-for-text",
    };
  }
  const moved = placeOf(sent.subarray(at, at + PROBE), got, at + 1);
  const shows = moved !== undefined && moved - at <= 4 * PROBE
    ? "adds-bytes"
    : isAlike(got.subarray(at, at + 4 * PROBE), sent.subarray(at))
    ? "changes-bytes"
    : undefined;
  const zeros = zerosIn(got.subarray(at));
  if (zeros >= PROBE) return { told: `${then} come ${zeros} zeros`, shows };
  const text = textOf(got.subarray(at, at + MOST));
  if (text.length >= PROBE / 2) {
    return { told: `${then} comes ${JSON.stringify(text)}`, shows };
  }
  const hex = (bytes: Uint8Array) =>
    bytes.slice(at, at + 4).toHex().match(/../g)?.join(" ");
  return { told: `${then} comes ${hex(got)} for ${hex(sent)}`, shows };
}

/** How many zeros it begins with. */
function zerosIn(bytes: Uint8Array): number {
  const other = bytes.findIndex((byte) => byte !== 0);
  return other === -1 ? bytes.length : other;
}

/** The text that bytes begin with, in ASCII. */
export function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder("latin1").decode(bytes);
  return text.match(/^[\n\r\t -~]+/)?.[0] ?? "";
}

/** Bytes as the text that they are, or how many they are. */
function told(bytes: Uint8Array): string {
  const { length } = bytes;
  const begin = textOf(bytes.subarray(0, MOST));
  if (begin.length === Math.min(length, MOST)) {
    return JSON.stringify(begin) + (length > MOST ? " …" : "");
  }
  return zerosIn(bytes) === length
    ? howMany(length, "zero")
    : `${howMany(length, "byte")} more`;
}

/** Which bytes those are, and what stands around them. */
function leftOut(sent: Uint8Array, from: number, to: number): string {
  const hex = (from: number, to: number) =>
    sent.slice(Math.max(0, from), to).toHex().match(/../g)?.join(" ");
  const before = from > 0 ? ` behind ${hex(from - 2, from)} and` : "";
  return `: ${hex(from, to)},${before} before ${hex(to, to + 2)}`;
}

const REPLACEMENT = new TextEncoder().encode("\uFFFD");

function sum(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0);
}

/** Whether more of the bytes are right in their places than chance has it. */
function isAlike(got: Uint8Array, sent: Uint8Array): boolean {
  const right = got.filter((byte, at) => byte === sent[at]);
  return right.length > got.length / 8;
}

/**
 * Whether, some pieces behind the first difference, all stands in its place
 * again: then nothing was left out.
 */
function comesAgain(
  got: Uint8Array,
  sent: Uint8Array,
  at: number,
  length: number,
): boolean {
  for (let place = at + length; place <= at + 16 * length; place += length) {
    const there = got.subarray(place, place + PROBE);
    const right = sent.subarray(place, place + PROBE);
    if (there.length === PROBE && firstDifference(there, right) === -1) {
      return true;
    }
  }
  return false;
}

/** Where `part` stands in `all`, from a place on. */
function placeOf(
  part: Uint8Array,
  all: Uint8Array,
  from: number,
): number | undefined {
  const [first] = part;
  if (first === undefined) return undefined;
  for (let at = from; (at = all.indexOf(first, at)) !== -1; at++) {
    const there = all.subarray(at, at + part.length);
    if (firstDifference(there, part) === -1) return at;
  }
  return undefined;
}
