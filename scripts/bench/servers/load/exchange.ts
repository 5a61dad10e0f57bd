import { answer, encode, Kind, LENGTH, renumber } from "../request.ts";
import type { Asked } from "./job.ts";

/** A request and the reply that is right. */
export interface Exchange {
  request: Uint8Array;
  reply: Uint8Array;
}

/** Rounds of a CPU-bound request: about 0.2 ms on a machine of 2024. */
export const WORK_ROUNDS = 100_000;
/** Rounds of a request that does the others harm: about 45 ms there. */
export const HOG_ROUNDS = 20_000_000;

/** How many different CPU-bound requests there are. */
const STARTS = 16;

/** A CPU-bound request. */
export function workExchange(start: number, rounds: number): Exchange {
  const request = encode(Kind.work, start, rounds);
  const reply = request.slice();
  answer(reply);
  return { request, reply };
}

let workExchanges: Exchange[] | undefined;
let number = 0;

/**
 * The requests of one client, which waits for each reply: the buffers are the
 * same each time.
 */
export function exchanges(asked: Asked): () => Exchange {
  if (asked === "echo") {
    const request = encode(Kind.echo, 0);
    const exchange = { request, reply: request };
    return () => {
      renumber(request, number++);
      return exchange;
    };
  }
  // Who checks must not have to compute as much as who serves.
  const ready = workExchanges ??= Array.from(
    { length: STARTS },
    (_, index) => workExchange(index + 1, WORK_ROUNDS),
  );
  return () => ready[number++ % STARTS] ?? workExchange(1, WORK_ROUNDS);
}

/** Some echo requests, one behind the other, to be sent without reading. */
export function manyEchoes(count: number): Uint8Array {
  const bytes = new Uint8Array(count * LENGTH);
  for (let i = 0; i < count; i++) bytes.set(encode(Kind.echo, i), i * LENGTH);
  return bytes;
}
