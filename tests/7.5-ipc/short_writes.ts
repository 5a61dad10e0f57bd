import type { SlowSink } from "./fakes.ts";
import type { Known } from "./misconceptions.ts";

/** The frame of an empty message, the second one here, as a write is noted. */
const EMPTY = "0 0 0 0";

/** How many bytes a write was handed. */
const lengthOf = (bytes: string) => bytes === "" ? 0 : bytes.split(" ").length;

/** Whether the first 3 bytes that were taken were cut off, and then more. */
function skips(handed: readonly string[]): boolean {
  const [all = 0, rest = 0, left = 0] = handed.map(lengthOf);
  const isRest = `${handed[1]}`.endsWith(` ${handed[2]}`);
  return all - rest === 3 && rest - left > 3 && isRest;
}

/** What was handed over and came, in words. */
export function toldOfWrites({ bytes, handed, crossing }: SlowSink): string {
  const lengths = handed.slice(0, 6).map(lengthOf).join(", ");
  const more = handed.length > 6 ? ", …" : "";
  const crossed = crossing === undefined
    ? ""
    : `; the write of ${lengthOf(crossing.one)} began before that of ${
      lengthOf(crossing.under)
    } had ended`;
  return `${bytes.length} bytes came of ${handed.length} calls of write(); it was handed ${lengths}${more} bytes${crossed}`;
}

/** Why not all of the bytes that were to be written have come. */
export function whyNotAll(sink: SlowSink, all: number): Known {
  const { handed } = sink;
  return handed.length === 0
    ? undefined
    : sink.crossing
    ? "write-is-not-awaited"
    : sink.isInVain
    ? "hands-over-nothing"
    : sink.bytes.length === all - 4
    ? "empty-message-is-none"
    : handed[0] === handed[1]
    ? "short-write-is-repeated"
    : skips(handed)
    ? "skips-behind-a-short-write"
    : handed[1] === handed[2] && handed[1] !== EMPTY
    ? "rest-is-repeated"
    : handed[1] === EMPTY
    ? "short-write-is-forgotten"
    : handed[2] === EMPTY
    ? "rest-is-written-once"
    : undefined;
}
