import { Client } from "../harness/net/client.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { Program } from "../harness/processes/program.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { PUPPET } from "./puppets.ts";

/** What {@linkcode startServerProgram} starts. */
export interface ServerProgramOptions {
  /** The program of its children. @default {PUPPET} */
  child?: URL;
  /** In milliseconds. @default {5_000} */
  grace?: number;
  /** A shell script that runs in the place of each child. */
  script?: string;
  /** How many descriptors it may have; all are taken from SIGHUP until SIGUSR2. */
  descriptors?: number;
}

/** A fork server in a process of its own. */
export interface ServerProgram extends Pick<Stoppable, "addr"> {
  program: Program;
}

/**
 * Connects a client to it; the caller disposes of the client. `meaning` is what
 * it means if the program has ended, which has said this before.
 */
export async function connectTo(
  t: Trial,
  { program, addr }: ServerProgram,
  name: string,
  meaning: (said: readonly string[]) => Meaning = () => ({}),
): Promise<Client> {
  const client = await Client.connect(addr).catch(() => undefined);
  if (client !== undefined) {
    t.did(`client ${name} connected`, `deno task talk ${addr.port}`);
    return client;
  }
  const expected =
    `client ${name} can connect: the server listens on port ${addr.port}`;
  const said: string[] = [];
  const saysAll = async () => {
    for (let line; (line = await program.line()) !== undefined;) {
      said.push(line);
    }
    return await program.lastWords();
  };
  const words = await t.within(saysAll(), () => ({
    expected,
    got: "its listening socket is closed",
    ...meaning(said),
  }));
  const before = said.length === 0
    ? ""
    : `, and said before: ${said.join("; ")}`;
  t.fail({
    expected,
    got: `it has ended: ${words}${before}`,
    ...meaning(said),
  });
}

/** Starts the program and waits until it listens. The caller disposes of it. */
export async function startServerProgram(
  t: Trial,
  options: ServerProgramOptions = {},
): Promise<ServerProgram> {
  const { child = PUPPET, grace = 5_000, script, descriptors } = options;
  const url = new URL("./programs/server.ts", import.meta.url);
  const full = descriptors === undefined ? "" : "full";
  const args = [child.href, `${grace}`, script ?? "", full];
  // It may come in two pieces.
  const onErrors = () => {
    const unwritten = program.errors.match(/[^\0\n]*TODO\(.*/)?.[0];
    if (unwritten !== undefined) t.onError(unwritten);
  };
  const program: Program = new Program(url, args, onErrors, [], descriptors);
  try {
    const expected = "a program that calls forkServer() starts";
    const line = await t.within(program.line(), {
      expected,
      got: "it says nothing",
    });
    if (line === undefined) {
      t.fail({ expected, got: `it ended: ${await program.lastWords()}` });
    }
    t.did(
      `forkServer() was called in process ${program.pid}, with a grace of ${grace} ms`,
    );
    const addr: Deno.NetAddr = {
      transport: "tcp",
      hostname: "127.0.0.1",
      port: Number(line),
    };
    return { program, addr };
  } catch (error) {
    await program[Symbol.asyncDispose]();
    throw error;
  }
}
