import { delay } from "@std/async";
import { Client, ConnectionLostError } from "./client.ts";
import { type Exchange, exchanges } from "./exchange.ts";
import type { Disturbance, Jobs } from "./job.ts";
import { inTurns } from "./load_loop.ts";
import { startNeighbour } from "./neighbours.ts";

/** Milliseconds from one request of a client to its next: no server is busy. */
export const PACE = 5;
/** Milliseconds after which a server that nobody reaches is gone. */
const GONE = 500;
/** Milliseconds until a client tries again to connect. */
const RETRY = 10;

/** What is measured beside a client that does harm. */
export type DisturbedOptions = Jobs["neighbour"];

/**
 * Clients that ask for echoes at a steady pace, beside one that does harm. Who
 * loses its connection connects again and asks again, and that counts as one
 * request.
 *
 * @param clients Those who lost their connection for good are taken out.
 */
export async function disturbedLoop(
  clients: Client[],
  { port, ms, kind }: DisturbedOptions,
): Promise<Disturbance> {
  const steady = clients.splice(0)
    .map((client) => new SteadyClient(port, client));
  await using _harm = await startNeighbour(kind, port);
  const load = await inTurns(steady.length, ms, (index) => {
    const client = steady[index];
    const next = exchanges("echo");
    return async () => await client?.ask(next());
  }, PACE);
  clients.push(...steady.flatMap(({ client }) => client ?? []));
  const lost = steady.reduce((sum, client) => sum + client.lost, 0);
  return { ...load, lost, gone: steady.some((client) => client.gone) };
}

/** A client that connects again when it has lost its connection. */
class SteadyClient {
  readonly #port: number;
  #client: Client | undefined;
  /** How often it has lost its connection. */
  lost = 0;
  /** Whether nobody listens any more. */
  gone = false;

  constructor(port: number, client: Client) {
    this.#port = port;
    this.#client = client;
  }

  /** Its connection, if it has one. */
  get client(): Client | undefined {
    return this.#client;
  }

  /** Asks until it has the reply. Returns false if nobody listens any more. */
  async ask(exchange: Exchange): Promise<boolean> {
    while (await this.#connect()) {
      try {
        await this.#client?.ask(exchange);
        return true;
      } catch (error) {
        if (!(error instanceof ConnectionLostError)) throw error;
        this.lost++;
        this.#client?.[Symbol.dispose]();
        this.#client = undefined;
      }
    }
    return false;
  }

  async #connect(): Promise<boolean> {
    const end = performance.now() + GONE;
    while (this.#client === undefined) {
      try {
        this.#client = await Client.connect(this.#port);
      } catch (error) {
        if (!(error instanceof ConnectionLostError)) throw error;
        this.gone = performance.now() > end;
        if (this.gone) return false;
        await delay(RETRY);
      }
    }
    return true;
  }
}
