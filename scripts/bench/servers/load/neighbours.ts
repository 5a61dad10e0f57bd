import { delay } from "@std/async";
import { encode, Kind } from "../request.ts";
import { Client, ConnectionLostError } from "./client.ts";
import {
  type Exchange,
  HOG_ROUNDS,
  manyEchoes,
  workExchange,
} from "./exchange.ts";
import type { Neighbour } from "./job.ts";

/** Milliseconds from one crash to the next. */
const CRASH_INTERVAL = 100;
/** A server that has taken nothing for so many milliseconds takes no more. */
const STUCK = 100;
/** Milliseconds after which a server is stuck enough. */
const LONGEST_FILL = 1_500;

/** Does harm in its own time; resolves once `signal` is aborted. */
type Harm = (
  port: number,
  signal: AbortSignal,
  begun: () => void,
) => Promise<void>;

const harms: Record<Exclude<Neighbour, "none">, Harm> = { hog, deaf, crash };

/** A client that does harm until it is disposed of. */
export async function startNeighbour(
  kind: Neighbour,
  port: number,
): Promise<AsyncDisposable> {
  const stop = new AbortController();
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const harm = kind === "none"
    ? Promise.resolve()
    : harms[kind](port, stop.signal, resolve);
  await Promise.race([begun, harm]);
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await harm;
    },
  };
}

let hogExchange: Exchange | undefined;

async function hog(
  port: number,
  signal: AbortSignal,
  begun: () => void,
): Promise<void> {
  const exchange = hogExchange ??= workExchange(1, HOG_ROUNDS);
  using client = await Client.connect(port);
  begun();
  while (!signal.aborted) await client.ask(exchange);
}

async function deaf(
  port: number,
  signal: AbortSignal,
  begun: () => void,
): Promise<void> {
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  const bytes = manyEchoes(64);
  const latest = setTimeout(begun, LONGEST_FILL);
  // Closing it ends the write that waits.
  signal.addEventListener("abort", () => conn.close());
  try {
    while (!signal.aborted) {
      const stuck = setTimeout(begun, STUCK);
      await conn.write(bytes).finally(() => clearTimeout(stuck));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(latest);
  }
}

async function crash(
  port: number,
  signal: AbortSignal,
  begun: () => void,
): Promise<void> {
  begun();
  const request = encode(Kind.crash, 0);
  while (!signal.aborted) {
    try {
      using client = await Client.connect(port);
      await client.ask({ request, reply: request });
    } catch (error) {
      if (!(error instanceof ConnectionLostError)) throw error;
    }
    await delay(CRASH_INTERVAL, { signal }).catch(() => {});
  }
}
