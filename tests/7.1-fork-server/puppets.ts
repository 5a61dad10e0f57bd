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

/** Expects that servers have reported no error in this test. */
export function unreported(t: Trial, cause: string): void {
  t.equal(t.reported, [], { what: "what `onError` was told", cause });
}

/**
 * Has a client send without reading until the server takes no more from it,
 * and gives how much it took. Instead of a clock, another client of the server
 * has so many turns: when the first gets nowhere meanwhile, it is held up.
 */
export async function fillUp(
  t: Trial,
  sender: Client,
  other: Client,
  data: Uint8Array,
): Promise<number> {
  let sent = 0;
  sender.send(data, (bytes) => sent = bytes).catch(() => {});
  const stall = "one client's full connection holds up another";
  for (let turns = 0, before = -1; turns < 200; turns++) {
    if (sent !== before) turns = 0;
    before = sent;
    await other.send("still here?\n");
    await hears(t, other, "B", "still here?", stall);
    t.holds(sent < data.length, {
      expected:
        "a client that sends and never reads is held up once the buffers of the system are full",
      got: `the server took ${data.length} bytes from it`,
      cause:
        "writes are not awaited before more is read, so that the server keeps in memory what nobody takes",
    });
  }
  t.did(`client A sent ${sent} bytes without reading, then it was held up`);
  return sent;
}
