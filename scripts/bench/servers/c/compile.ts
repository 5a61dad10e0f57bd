import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../../terminal/errors.ts";
import type { Contender } from "../contender.ts";
import { POOL_THREADS } from "../model.ts";

/** The lessons' servers in C, and how many clients each serves. */
const SERVERS = [
  { name: "fork", source: "7.1-fork-server/c/fork.c", holds: Infinity },
  { name: "thread", source: "7.2-thread-server/c/thread.c", holds: Infinity },
  { name: "pool", source: "7.3-thread-pool/c/pool.c", holds: POOL_THREADS },
];

const solutions = new URL("../../../../solutions/", import.meta.url);
const header = fileURLToPath(new URL("./bench.h", import.meta.url));

/** The servers in C, as programs in a temporary folder. */
export interface CompiledServers extends AsyncDisposable {
  contenders: Contender[];
}

/**
 * Compiles the servers in C. Disposing of them removes the programs.
 *
 * @throws {UsageError} If there is no C compiler.
 */
export async function compileServers(
  signal: AbortSignal,
): Promise<CompiledServers> {
  await using made = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "bench-servers-" });
  made.defer(() => Deno.remove(folder, { recursive: true }));
  const contenders: Contender[] = [];
  for (const { name, source, holds } of SERVERS) {
    const program = join(folder, name);
    await compile(source, program, signal);
    contenders.push({
      name: `${name} in C`,
      yours: false,
      command: [program, "0", String(POOL_THREADS)],
      holds,
    });
  }
  const kept = made.move();
  return { contenders, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function compile(
  source: string,
  program: string,
  signal: AbortSignal,
): Promise<void> {
  const compiler = Deno.env.get("CC") || "cc";
  const file = fileURLToPath(new URL(source, solutions));
  const flags = "-O2 -std=c11 -pthread -Wall -Wextra".split(" ");
  try {
    const { success, stderr } = await new Deno.Command(compiler, {
      args: [...flags, "-include", header, "-o", program, file],
      signal,
    }).output();
    signal.throwIfAborted();
    if (success) return;
    const text = new TextDecoder().decode(stderr).trim().split("\n")[0];
    throw new UsageError(
      `Cannot compile ${source} with '${compiler}': ${text}. Leave --with-c out, or set CC to another compiler.`,
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(
      `Cannot measure the servers in C as there is no C compiler '${compiler}': install one, or leave --with-c out.`,
    );
  }
}
