import type { Client } from "../harness/net/client.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import type { Verdict } from "../harness/story/verdict.ts";
import { means } from "./misconceptions.ts";
import type { Shows as ShowsOfEnd } from "./conn_end.ts";
import type { Id } from "./misconceptions.ts";

/** What it shows when a client does not get what it should. */
export interface Shows extends Omit<ShowsOfEnd, "ended" | "rejects"> {
  /** The connection is refused. */
  rejects?: Id;
  /** The connection is closed; `now` finds out what that shows. */
  ended?: Id | (() => Id | undefined);
}

/** What a puppet says of the place where it runs. */
export interface Place {
  /** Whether it runs in a worker. */
  worker: boolean;
  /** An id of its module's instance: another thread has another one. */
  id: string;
  /** How many clients this instance has had. */
  clients: number;
}

/** A client, as a story tells of it. */
export interface Named {
  name: string;
  client: Client;
}

/** A client whose puppet has said where it runs. */
export interface Puppet extends Place, Named {}

/**
 * Fails the test, as a client was lost. Why it was may be told a little later:
 * then that is the failure.
 */
export async function lost(t: Trial, verdict: Verdict): Promise<void> {
  await t.eventually(() => false, verdict, 200);
}

/** Connects a client and waits until its puppet has said where it runs. */
export async function connectPuppet(
  t: Trial,
  server: Stoppable,
  name: string,
  shows: Shows = {},
): Promise<Puppet> {
  const client = await t.connect(server, name, means(shows.rejects));
  return await greeted(t, client, name, shows);
}

/**
 * Connects clients, one after the other, and then waits until each one's puppet
 * has said where it runs: the second thread starts beside the first.
 */
export async function connectPuppets<const Names extends readonly string[]>(
  t: Trial,
  server: Stoppable,
  names: Names,
): Promise<{ [Index in keyof Names]: Puppet }> {
  const clients: [Client, string][] = [];
  for (const name of names) clients.push([await t.connect(server, name), name]);
  const puppets: Puppet[] = [];
  for (const [client, name] of clients) {
    puppets.push(await greeted(t, client, name));
  }
  return puppets as { [Index in keyof Names]: Puppet };
}

/** Waits until a client's puppet has said where it runs. */
export async function greeted(
  t: Trial,
  client: Client,
  name: string,
  shows: Shows = {},
): Promise<Puppet> {
  const expected = `client ${name} is greeted by its handler at once`;
  const line = await heard(t, client, expected, shows);
  t.holds(line.startsWith("{"), { expected, got: JSON.stringify(line) });
  const place: Place = JSON.parse(line);
  t.holds(place.worker, {
    expected: `client ${name}'s handler runs in a worker`,
    got: "it runs in the accepting thread",
    ...means("handler-in-accepting-thread"),
  });
  t.did(`client ${name} was greeted by its handler`);
  return { ...place, name, client };
}

/** The next line that a client gets; it must get one. */
async function heard(
  t: Trial,
  client: Client,
  expected: string,
  { pending, ended }: Shows,
): Promise<string> {
  const line = await t.within(client.line(), async () => ({
    expected,
    got: "nothing came, and the connection is open",
    ...means(typeof pending === "function" ? await pending() : pending),
  }));
  if (line === undefined) {
    const got = "the connection was closed";
    const id = typeof ended === "function" ? ended() : ended;
    await lost(t, { expected, got, ...means(id) });
  }
  return line ?? "";
}

/** Sends a line and expects a line. */
export async function ask(
  t: Trial,
  puppet: Named,
  say: string,
  hear = say,
  shows: Shows = {},
): Promise<void> {
  await tell(t, puppet, say);
  await hears(t, puppet, hear, shows);
}

/** Sends a line. */
export async function tell(
  t: Trial,
  { client, name }: Named,
  say: string,
): Promise<void> {
  t.did(`client ${name} sent ${JSON.stringify(`${say}\n`)}`);
  // Of a connection that is closed, the next read tells.
  const sent = client.send(`${say}\n`).catch((error) => {
    const { BrokenPipe, ConnectionReset } = Deno.errors;
    if (error instanceof BrokenPipe || error instanceof ConnectionReset) return;
    throw error;
  });
  await t.within(sent, {
    expected: `client ${name} can send`,
    got: "its connection takes no more bytes",
  });
}

/** Expects a line. */
export async function hears(
  t: Trial,
  { client, name }: Named,
  hear: string,
  shows: Shows = {},
): Promise<void> {
  const expected = `client ${name} gets ${JSON.stringify(hear)}`;
  const got = await heard(t, client, expected, shows);
  t.holds(got === hear, {
    expected,
    got: JSON.stringify(got),
    ...means(shows.other),
  });
}

/** Expects the end of the connection, and nothing before it. */
export async function closed(
  t: Trial,
  { client, name }: Named,
  { pending }: Shows = {},
): Promise<void> {
  const expected = `client ${name}'s connection is closed`;
  const rest = await t.within(client.rest(), async () => ({
    expected,
    got: "it is still open",
    ...means(typeof pending === "function" ? await pending() : pending),
  }));
  t.holds(rest === "", {
    expected,
    got: `before that came ${JSON.stringify(rest.slice(0, 200))}`,
  });
}

/** Closes the client's writing side; its puppet says so and ends. */
export async function leave(t: Trial, puppet: Named): Promise<void> {
  await puppet.client.end();
  t.did(`client ${puppet.name} closed its writing side`);
  await hears(t, puppet, "end of input");
  await closed(t, puppet);
  puppet.client[Symbol.dispose]();
}
