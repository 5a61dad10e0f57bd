import type { Client } from "../harness/net/client.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import type { Verdict } from "../harness/story/verdict.ts";

/** What a puppet says of the place where it runs. */
export interface Place {
  /** Whether it runs in a worker. */
  worker: boolean;
  /** An id of its module's instance: another thread has another one. */
  id: string;
  /** How many clients this instance has had. */
  clients: number;
}

/** A client whose puppet has said where it runs. */
export interface Puppet extends Place {
  name: string;
  client: Client;
}

/**
 * Fails the test, as a client was lost. Why it was may be told a little later:
 * then that is the failure.
 */
export async function lost(t: Trial, verdict: Verdict): Promise<void> {
  await t.eventually(() => false, verdict, 500);
}

/** Connects a client and waits until its puppet has said where it runs. */
export async function connectPuppet(
  t: Trial,
  server: Stoppable,
  name: string,
): Promise<Puppet> {
  const client = await t.connect(server, name);
  return await greeted(t, client, name);
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
  cause =
    "no thread was started for this client, or its thread got no port or does not run the handler, or what the handler writes is not carried to the client",
): Promise<Puppet> {
  const expected = `client ${name} is greeted by its handler at once`;
  const line = await t.within(client.line(), {
    expected,
    got: "nothing came",
    cause,
  });
  if (line === undefined) {
    await lost(t, { expected, got: "the connection was closed", cause });
  }
  t.holds(line !== undefined && line.startsWith("{"), {
    expected,
    got: JSON.stringify(line),
    cause,
  });
  t.did(`client ${name} was greeted by its handler`);
  return { ...JSON.parse(line), name, client };
}

/** Sends a line and expects a line. */
export async function ask(
  t: Trial,
  { client, name }: Pick<Puppet, "client" | "name">,
  say: string,
  hear: string,
  cause: string,
): Promise<void> {
  await tell(t, { client, name }, say, cause);
  await hears(t, { client, name }, hear, cause);
}

/** Sends a line. */
export async function tell(
  t: Trial,
  { client, name }: Pick<Puppet, "client" | "name">,
  say: string,
  cause: string,
): Promise<void> {
  t.did(`client ${name} sent ${JSON.stringify(`${say}\n`)}`);
  await t.within(client.send(`${say}\n`), {
    expected: `client ${name} can send`,
    got: "its connection takes no more bytes",
    cause,
  });
}

/** Expects a line. */
export async function hears(
  t: Trial,
  { client, name }: Pick<Puppet, "client" | "name">,
  hear: string,
  cause: string,
): Promise<void> {
  const expected = `client ${name} gets ${JSON.stringify(hear)}`;
  const got = await t.within(client.line(), {
    expected,
    got: "nothing came",
    cause,
  });
  if (got === undefined) {
    await lost(t, { expected, got: "the connection was closed", cause });
  }
  t.holds(got === hear, { expected, got: JSON.stringify(got), cause });
}

/** Expects the end of the connection, and nothing before it. */
export async function closed(
  t: Trial,
  { client, name }: Pick<Puppet, "client" | "name">,
  cause: string,
): Promise<void> {
  const expected = `client ${name}'s connection is closed`;
  const rest = await t.within(client.rest(), {
    expected,
    got: "it is still open",
    cause,
  });
  t.holds(rest === "", {
    expected,
    got: `before that came ${JSON.stringify(rest.slice(0, 200))}`,
    cause,
  });
}

/** Closes the client's writing side; its puppet says so and ends. */
export async function leave(
  t: Trial,
  puppet: Pick<Puppet, "client" | "name">,
): Promise<void> {
  const cause =
    "the end of what the client sends must reach the handler, and what the handler says then must reach the client";
  await puppet.client.end();
  t.did(`client ${puppet.name} closed its writing side`);
  await hears(t, puppet, "end of input", cause);
  await closed(t, puppet, cause);
  puppet.client[Symbol.dispose]();
}
