import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { Script } from "./script.ts";
import {
  connectTo,
  type ServerProgram,
  startServerProgram,
} from "./server_program.ts";

/** What {@linkcode startScriptServer} starts. */
export interface ScriptServer extends AsyncDisposable {
  server: ServerProgram;
  /** Client A. */
  client: Client;
  /** Its child's first line: another one if Deno is not found by execPath(). */
  first: string | undefined;
}

/**
 * Starts a program whose children are a shell script with this text, connects
 * client A, and waits until its child has said its first line.
 */
export async function startScriptServer(
  t: Trial,
  text: string,
): Promise<ScriptServer> {
  const script = await Script.create(text);
  await using stack = new AsyncDisposableStack();
  const server = await startServerProgram(t, { script: script.path });
  stack.use(server.program);
  const client = stack.use(await connectTo(t, server, "A"));
  const first = await firstLine(t, client);
  const owned = stack.move();
  return {
    server,
    client,
    first,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Waits for the first line of client A's child. */
export async function firstLine(
  t: Trial,
  client: Client,
): Promise<string | undefined> {
  return await t.within(client.line(), {
    expected: "client A hears what its child writes",
    got: "nothing came",
  });
}
