import type { Client } from "../harness/net/client.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";

/** The child program that does what its client asks. */
export const PUPPET = new URL("./programs/puppet.ts", import.meta.url);

/** The child program that gives back what it reads. */
export const ECHO = new URL("./programs/echo.ts", import.meta.url);

/** Connects a client and waits until its puppet has said its process id. */
export async function connectPuppet(
  t: Trial,
  server: Stoppable,
  name: string,
): Promise<{ client: Client; pid: number }> {
  const client = await t.connect(server, name);
  return { client, pid: await greeted(t, client, name) };
}

/** Waits until a client's puppet has said its process id. */
export async function greeted(
  t: Trial,
  client: Client,
  name: string,
): Promise<number> {
  const line = await t.within(client.line(), {
    expected: `client ${name} hears the process id that its child says at once`,
    got: "nothing came",
    cause:
      "no child was started for this client, or what it writes to its stdout is not carried to the client",
  });
  t.holds(line !== undefined && /^\d+$/.test(line), {
    expected: `client ${name} hears the process id that its child says at once`,
    got: line === undefined
      ? "the connection was closed"
      : JSON.stringify(line),
    cause:
      "the server does not run `options.child`, or it changes what the child says, or the client was turned away",
  });
  t.did(`client ${name} is served by process ${line}`);
  return Number(line);
}

/** Sends a line and expects a line. */
export async function ask(
  t: Trial,
  client: Client,
  name: string,
  say: string,
  hear: string,
  cause: string,
): Promise<void> {
  t.did(`client ${name} sent ${JSON.stringify(`${say}\n`)}`);
  await t.within(client.send(`${say}\n`), {
    expected: `client ${name} can send`,
    got: "its connection takes no more bytes",
    cause,
  });
  await hears(t, client, name, hear, cause);
}

/** Expects a line. */
export async function hears(
  t: Trial,
  client: Client,
  name: string,
  hear: string,
  cause: string,
): Promise<void> {
  const expected = `client ${name} gets ${JSON.stringify(hear)}`;
  const got = await t.within(client.line(), {
    expected,
    got: "nothing came",
    cause,
  });
  t.holds(got === hear, {
    expected,
    got: got === undefined ? "the connection was closed" : JSON.stringify(got),
    cause,
  });
}

/** Expects that the server closes the connection with nothing more to say. */
export async function closed(
  t: Trial,
  client: Client,
  name: string,
  cause: string,
): Promise<void> {
  const expected = `the server closes client ${name}'s connection`;
  const rest = await t.within(client.rest(), {
    expected,
    got: "the connection stays open and silent",
    cause,
  });
  t.equal(rest, "", { what: `what client ${name} gets before the end`, cause });
}
