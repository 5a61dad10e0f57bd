import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../../terminal/usage_error.ts";
import type { Contender } from "../contender.ts";
import { POOL_THREADS } from "../model.ts";

/** The servers in C: the file's name, and how many clients each serves. */
const SERVERS = { fork: Infinity, thread: Infinity, pool: POOL_THREADS };

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
  for (const [name, holds] of Object.entries(SERVERS)) {
    const program = join(folder, name);
    await compile(`${name}.c`, program, signal);
    contenders.push({
      name: `${name} in C`,
      yours: false,
      command: [program, String(POOL_THREADS)],
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
  const file = fileURLToPath(new URL(`./${source}`, import.meta.url));
  try {
    const { success, stderr } = await new Deno.Command(compiler, {
      args: [..."-O2 -pthread -Wall -Wextra -o".split(" "), program, file],
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
