import { delay } from "@std/async";
import { Client } from "./client.ts";
import { exchanges } from "./exchange.ts";
import type { Asked, Load } from "./job.ts";
import { percentiles } from "./percentiles.ts";

/** The most connections in one measurement: a system has so many ports only. */
const MOST_CONNECTIONS = 1_000;

/**
 * Connects clients at once. Each gets a reply of each kind: what serves it may
 * have just started, and JavaScript that runs for the first time is slow.
 */
export async function connectAll(
  port: number,
  clients: number,
): Promise<Client[]> {
  return await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = await Client.connect(port);
      await client.ask(exchanges("echo")());
      await client.ask(exchanges("work")());
      return client;
    }),
  );
}

/**
 * A closed loop: each client sends its next request when it has the reply to
 * the one before. When the time is over, those that wait still get theirs.
 */
export async function requestLoop(
  clients: readonly Client[],
  asked: Asked,
  ms: number,
): Promise<Load> {
  return await inTurns(clients.length, ms, (index) => {
    const client = clients[index];
    const next = exchanges(asked);
    return async () => await client?.ask(next());
  });
}

/** As {@linkcode requestLoop}, with a connection of its own for each request. */
export async function connectionLoop(
  port: number,
  clients: number,
  ms: number,
): Promise<Load> {
  let left = MOST_CONNECTIONS;
  return await inTurns(clients, ms, () => async () => {
    if (left-- <= 0) return false;
    using client = await Client.connect(port);
    await client.ask(exchanges("echo")());
    await client.leave();
    return true;
  });
}

/**
 * Has clients take turns, each at its own pace and one at least, and times each
 * turn. One that returns false is that client's last, and does not count.
 *
 * @param pace Milliseconds from the start of one turn to the next. One that was
 * due while the one before still took its time ends with it, and counts from
 * when it was due: otherwise who waits long would count seldom. It is Gil
 * Tene's correction of coordinated omission, as in HdrHistogram.
 */
export async function inTurns(
  clients: number,
  ms: number,
  turnsOf: (client: number) => () => Promise<boolean | void>,
  pace = 0,
): Promise<Load> {
  const durations: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const turn = turnsOf(client);
      let due = start + client * pace / clients;
      let end: number;
      do {
        const early = due - performance.now();
        if (early > 0) await delay(early);
        const begin = performance.now();
        if (await turn() === false) return;
        end = performance.now();
        durations.push(end - begin);
        due += pace;
        for (; pace > 0 && due < end; due += pace) durations.push(end - due);
      } while (Math.max(due, end) < start + ms);
    }),
  );
  return {
    count: durations.length,
    ms: performance.now() - start,
    latency: percentiles(durations),
  };
}
