import { assert } from "@std/assert";
import { getAvailablePort } from "@std/net";
import { withoutProc } from "../harness/processes/proc.ts";

const CHILD = new URL("./fixture/prefork_heap.ts", import.meta.url);

/** How much a child's heap may grow, in bytes a client; a leak took 1,150. */
const GROWTH = 300;
const CLIENTS = 2_000;

Deno.test({
  name: "a prefork child keeps nothing of the clients that it has served",
  ignore: withoutProc !== false,
  fn: async () => {
    const port = getAvailablePort();
    await using child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--unstable-net",
        "--v8-flags=--expose-gc",
        "--allow-net",
        "--allow-read",
        CHILD.href,
        "127.0.0.1",
        `${port}`,
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const told = child.stdout.getReader();
    await told.read(); // It listens.
    const drained = (async () => {
      while (!(await told.read()).done);
    })();
    const heaps = child.stderr.pipeThrough(new TextDecoderStream())
      .getReader();
    const heap = async () => {
      child.kill("SIGUSR2");
      const { value } = await heaps.read();
      assert(value?.match(/^\d+\n$/), `It says: ${value}`);
      return Number(value);
    };
    await serve(port, 500);
    const before = await heap();
    await serve(port, CLIENTS);
    const grown = await heap() - before;
    await child.stdin.close();
    await Promise.all([child.status, drained, heaps.cancel()]);
    assert(
      grown < GROWTH * CLIENTS,
      `The heap has grown by ${grown} bytes for ${CLIENTS} clients`,
    );
  },
});

/** Connects clients, one after the other; each waits for its echo. */
async function serve(port: number, count: number): Promise<void> {
  const byte = new Uint8Array(1);
  for (let left = count; left > 0; left--) {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await conn.write(byte);
    await conn.read(byte);
  }
}
