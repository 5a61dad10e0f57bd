import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { Program } from "../harness/processes/program.ts";

/** A fork server in a process of its own, whose children are puppets. */
export interface ServerProgram extends Pick<Stoppable, "addr"> {
  program: Program;
}

/**
 * Starts the program and waits until it listens. The caller disposes of it.
 *
 * @param grace The server's `grace` option, in milliseconds.
 */
export async function startServerProgram(
  t: Trial,
  grace: number,
): Promise<ServerProgram> {
  const url = new URL("./programs/server.ts", import.meta.url);
  const program = new Program(url, [String(grace)], (text) => {
    if (text.includes("TODO(")) t.onError(text);
  });
  try {
    const expected = "a program that calls forkServer() starts";
    const line = await t.within(program.line(), {
      expected,
      got: "it says nothing",
      cause: "forkServer() does not return",
    });
    if (line === undefined) {
      t.fail({ expected, got: "it ended", cause: await program.lastWords() });
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
