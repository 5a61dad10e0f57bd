/**
 * What clients of the benchmark send and get: 64 bytes of text with a newline
 * at the end, so that a server of lines can serve them, too. Numbers are eight
 * hexadecimal digits, which C reads with `strtoul()`.
 *
 * | byte  | meaning                                         |
 * | ----- | ----------------------------------------------- |
 * | 0     | `e` echo, `w` work, `x` crash                   |
 * | 1-8   | a number: what the work starts with             |
 * | 9-16  | how many rounds of work                         |
 * | 17-24 | in the reply to `w`: the result; else as it was |
 * | 63    | newline                                         |
 */
import { work } from "./work.ts";

/** Length of a request, and of its reply, in bytes. */
export const LENGTH = 64;

/** What a request asks for. */
export const Kind = { echo: 0x65, work: 0x77, crash: 0x78 } as const;
/** One of {@linkcode Kind}'s values. */
export type Kind = typeof Kind[keyof typeof Kind];

const NUMBER = 1;
const ROUNDS = 9;
const RESULT = 17;
const DIGITS = 8;
const NEWLINE = 0x0a;
const FILLER = 0x2e;

/** A request in a buffer of its own. */
export function encode(kind: Kind, number: number, rounds = 0): Uint8Array {
  const bytes = new Uint8Array(LENGTH).fill(FILLER);
  bytes[0] = kind;
  bytes[LENGTH - 1] = NEWLINE;
  writeNumber(bytes, NUMBER, number);
  writeNumber(bytes, ROUNDS, rounds);
  return bytes;
}

/** Puts another number into a request. */
export function renumber(request: Uint8Array, number: number): void {
  writeNumber(request, NUMBER, number);
}

/**
 * Does what a request asks for, and makes its reply of it in place. It may lack
 * its newline.
 *
 * @throws {Error} If the request is to crash who serves it: not before the
 * error was reported as one that nobody catches, so that no `catch` saves it.
 */
export function answer(request: Uint8Array): void {
  if (request[0] === Kind.crash) {
    const error = new Error("Crashed, as was asked for");
    reportError(error);
    throw error;
  }
  if (request[0] !== Kind.work) return;
  const rounds = readNumber(request, ROUNDS);
  writeNumber(request, RESULT, work(readNumber(request, NUMBER), rounds));
}

/** The index of the first byte in which two differ, or -1. */
export function difference(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < LENGTH; i++) if (a[i] !== b[i]) return i;
  return -1;
}

function writeNumber(bytes: Uint8Array, at: number, number: number): void {
  for (let i = DIGITS - 1; i >= 0; i--, number >>>= 4) {
    const digit = number & 15;
    bytes[at + i] = digit + (digit < 10 ? 0x30 : 0x57);
  }
}

function readNumber(bytes: Uint8Array, at: number): number {
  let number = 0;
  for (let i = at; i < at + DIGITS; i++) {
    const digit = bytes[i] ?? 0;
    number = number << 4 | (digit < 0x40 ? digit - 0x30 : digit - 0x57);
  }
  return number >>> 0;
}
