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
import { handle } from "../../../solutions/7.2-thread-server/given/echo.ts";
import { echoClient } from "./echo_client.ts";
import { compare, most, type Rounds } from "./rounds.ts";

const MB = 1024 * 1024;
/** The first one warms up, and the middle one of the others counts. */
const ROUNDS = 16;

async function inProcess(listener: Deno.TcpListener): Promise<void> {
  for await (const conn of listener) {
    handle(conn).finally(() => conn.close());
  }
}

if (import.meta.main) {
  const server = threadServer({
    handler: new URL(
      "../../../solutions/7.2-thread-server/given/echo.ts",
      import.meta.url,
    ),
  });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  inProcess(listener);
  const rounds: Rounds = { thread: [], loop: [] };
  for (let round = 0; round < ROUNDS; round++) {
    // What the machine does beside it changes from second to second: the two
    // take turns, and each is compared with its neighbour.
    const turns = [
      async () => rounds.thread.push(await echoClient(server.addr, 64 * MB)),
      async () => rounds.loop.push(await echoClient(listener.addr, 64 * MB)),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) {
      await turn();
    }
  }
  listener.close();
  await server.shutdown();
  console.log(compare("throughput in MB/s", "throughput", rounds));
  console.log(compare("processor time in ms", "cpu", rounds));
  console.log(compare("round trip in µs", "roundTrip", rounds));
  console.log(compare("first byte after ms", "start", rounds));
  console.log(most("memory for 64 MB, in MB", "memory", rounds));
  Deno.exit();
}
