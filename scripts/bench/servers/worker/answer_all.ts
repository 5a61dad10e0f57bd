import { answer, LENGTH } from "../request.ts";

/** How many bytes a server of the benchmark reads at once. */
export const BUFFER = 64 * LENGTH;

/**
 * Answers in place all whole requests among the first `length` bytes.
 *
 * @returns How many bytes they are.
 */
export function answerAll(bytes: Uint8Array, length: number): number {
  const whole = length - length % LENGTH;
  for (let at = 0; at < whole; at += LENGTH) {
    answer(bytes.subarray(at, at + LENGTH));
  }
  return whole;
}
