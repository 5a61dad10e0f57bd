import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { EVENT_MARK, type TestEvent } from "../../../tests/harness/events.ts";

/** Bytes of the key that the grader and one run of a test file share. */
export const KEY_BYTES = 64;

/** What a graded test tells the grader, besides what any lesson's test tells. */
export type GradedEvent =
  | TestEvent
  /** The body of the test returned: proof that all its checks held. */
  | { type: "passed"; test: string }
  /** The run has begun, and nothing of the submission's was loaded yet. */
  | { type: "started"; test: "" };

/** Texts in events are cut to so many characters; no report shows more. */
const LONGEST_TEXT = 2_000;

/** How many of the steps that led to a failure an event has, at most. */
export const MOST_STEPS = 8;

/** No line of an event comes near it, in characters. */
export const LONGEST_LINE = 256 * 1024;

/**
 * An event as a line that proves where it comes from: number, HMAC-SHA-256
 * (RFC 2104) over number and text, text. No line can be changed, invented, or
 * sent twice.
 */
export function sealLine(
  key: Uint8Array,
  number: number,
  event: GradedEvent,
): string {
  const told = "steps" in event
    ? { ...event, steps: event.steps.slice(-MOST_STEPS) }
    : event;
  const text = JSON.stringify(
    told,
    (_, value) =>
      typeof value === "string" && value.length > LONGEST_TEXT
        ? value.slice(0, LONGEST_TEXT)
        : value,
  );
  return `${EVENT_MARK}${number}:${mac(key, number, text)}:${text}\n`;
}

/** Reads the lines of one run, in their order; anything else is no event. */
export class SealedReader {
  readonly #key: Uint8Array;
  #last = 0;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** The event of a line, without its end; nothing if there is no proof. */
  read(line: string): GradedEvent | undefined {
    const parts = line.slice(line.lastIndexOf(EVENT_MARK) + 1)
      .match(/^(\d{1,9}):([0-9a-f]{64}):(.*)$/s);
    const [, digits, proof, text] = parts ?? [];
    if (digits === undefined || text === undefined) return undefined;
    const number = Number(digits);
    if (number <= this.#last || mac(this.#key, number, text) !== proof) {
      return undefined;
    }
    this.#last = number;
    return JSON.parse(text) as GradedEvent;
  }
}

function mac(key: Uint8Array, number: number, text: string): string {
  return bytesToHex(hmac(sha256, key, utf8ToBytes(`${number}:${text}`)));
}
