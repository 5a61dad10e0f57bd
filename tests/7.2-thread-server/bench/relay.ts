/**
 * Measures what carrying bytes to a thread costs, against an echo loop in the
 * accepting process: throughput, a round trip, the memory for 64 MB, the start
 * of a thread.
 *
 * ```sh
 * deno run -A tests/7.2-thread-server/bench/relay.ts
 * ```
 */
import { threadServer } from "../../../solutions/7.2-thread-server/thread_server.ts";
import { handle } from "../../../solutions/7.2-thread-server/echo.ts";
import { echoClient, type Figures } from "./echo_client.ts";

const MB = 1024 * 1024;

async function inProcess(listener: Deno.TcpListener): Promise<void> {
  for await (const conn of listener) {
    handle(conn).finally(() => conn.close());
  }
}

/** The middle one of an odd number of values. */
function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

if (import.meta.main) {
  const server = threadServer({
    handler: new URL(
      "../../../solutions/7.2-thread-server/echo.ts",
      import.meta.url,
    ),
  });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  inProcess(listener);
  const runs: Record<"thread" | "loop", Figures[]> = { thread: [], loop: [] };
  for (let run = 0; run < 7; run++) {
    runs.thread.push(await echoClient(server.addr, 64 * MB));
    runs.loop.push(await echoClient(listener.addr, 64 * MB));
  }
  listener.close();
  await server.shutdown();
  for (const key of ["throughput", "roundTrip", "memory", "start"] as const) {
    const thread = median(runs.thread.map((figures) => figures[key]));
    const loop = median(runs.loop.map((figures) => figures[key]));
    console.log(
      `${key}: thread ${thread.toFixed(1)}, loop ${loop.toFixed(1)}, ratio ${
        (thread / loop).toFixed(2)
      }`,
    );
  }
  Deno.exit();
}
