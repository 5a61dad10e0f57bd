import { assert, assertEquals } from "@std/assert";
import { Client } from "../../harness/net/client.ts";
import {
  firstDifference,
  randomBytes,
} from "../../harness/net/random_bytes.ts";
import { compile, needsCompiler, output, programFolder } from "./compile.ts";
import { RunningServer } from "./running_server.ts";

/** What serves a client: one more of it is there for each that is connected. */
const SERVERS = [
  {
    source: "7.1-fork-server/c/fork.c",
    threads: 0,
    children: 1,
    descriptors: 0,
  },
  { source: "7.2-thread-server/c/thread.c", threads: 1, children: 0 },
  { source: "7.3-thread-pool/c/pool.c", threads: 0, children: 0 },
  { source: "7.3-thread-pool/c/epoll.c", threads: 0, children: 0 },
];
const CLIENTS = 4; // As many as the pool's threads.

async function withServer(
  source: string,
  args: string[],
  use: (server: RunningServer) => Promise<void>,
): Promise<void> {
  await using folder = await programFolder();
  const program = await compile(source, folder.path);
  await using server = await RunningServer.start(program, args);
  await use(server);
}

for (const { source, threads, children, descriptors = 1 } of SERVERS) {
  Deno.test({
    ...needsCompiler(
      `${source} echoes to clients that are silent or do not read, and leaves nothing`,
    ),
    fn: () =>
      withServer(source, [String(CLIENTS)], async (server) => {
        const before = server.holds();
        using all = new DisposableStack();
        const clients: Client[] = [];
        for (let i = 0; i < CLIENTS; i++) {
          clients.push(all.use(await Client.connect(server.address)));
        }
        // The last one speaks first, while the others are silent.
        for (const [i, client] of [...clients.entries()].reverse()) {
          await client.send(`I am ${i}\n`);
          assertEquals(await client.line(), `I am ${i}`);
        }
        await server.comesToHold({
          descriptors: before.descriptors + CLIENTS * descriptors,
          threads: before.threads + CLIENTS * threads,
          children: before.children + CLIENTS * children,
        });

        // One sends more than the system's buffers hold, and does not read.
        const [greedy, other] = clients;
        assert(greedy !== undefined && other !== undefined);
        const bytes = randomBytes(32 * 1024 ** 2, 7);
        let sent = 0;
        const sending = greedy.send(bytes, (total) => sent = total);
        sending.catch(() => {}); // told below, unless another error comes first
        for (let round = 0; round < 100; round++) {
          await other.send("still here\n");
          assertEquals(await other.line(), "still here");
        }
        assert(sent < bytes.length, "it kept what nobody had read");
        await server.comesToSleep();
        const back = greedy.bytes(bytes.length);
        await sending;
        await greedy.end(); // Half-close: the answer is still to come.
        assertEquals(firstDifference(await back, bytes), -1);
        assertEquals(await greedy.rest(), "");

        all.dispose();
        await server.comesToHold(before);
      }),
  });
}

Deno.test({
  ...needsCompiler("fork.c loses one client when a child is killed"),
  fn: () =>
    withServer("7.1-fork-server/c/fork.c", [], async (server) => {
      const before = server.holds();
      using first = await Client.connect(server.address);
      await first.send("one\n");
      assertEquals(await first.line(), "one");
      const [child] = server.children();
      using second = await Client.connect(server.address);
      Deno.kill(child!, "SIGKILL");
      assertEquals(await first.rest(), "");
      await second.send("two\n");
      assertEquals(await second.line(), "two");
      await second.end();
      await server.comesToHold(before);
    }),
});

Deno.test({
  ...needsCompiler("thread.c gives the stacks of its threads back"),
  fn: () =>
    withServer("7.2-thread-server/c/thread.c", [], async (server) => {
      const before = server.holds();
      const serve = async (clients: number) => {
        for (let i = 0; i < clients; i++) {
          using client = await Client.connect(server.address);
          await client.send("stack\n");
          assertEquals(await client.line(), "stack");
          await client.end();
          assertEquals(await client.rest(), "");
          await server.comesToHold(before);
        }
      };
      await serve(2);
      const least = server.addressSpace();
      await serve(20);
      // A stack has 256 KiB; one or two are kept for the next thread.
      const grown = server.addressSpace() - least;
      assert(grown < 4 * 256, `It has grown by ${grown} KiB.`);
    }),
});

Deno.test({
  ...needsCompiler("pool.c keeps a client waiting until a thread is free"),
  fn: () =>
    withServer("7.3-thread-pool/c/pool.c", ["1"], async (server) => {
      using first = await Client.connect(server.address);
      using second = await Client.connect(server.address);
      await second.send("second\n");
      let served = false;
      const line = second.line().finally(() => served = true);
      for (let round = 0; round < 100; round++) {
        await first.send("first\n");
        assertEquals(await first.line(), "first");
      }
      assertEquals(served, false);
      await first.end();
      assertEquals(await line, "second");
    }),
});

Deno.test({
  ...needsCompiler("servers in C say why they cannot listen"),
  async fn() {
    await using folder = await programFolder();
    const program = await compile("7.1-fork-server/c/fork.c", folder.path);
    for (const port of ["65536", "-1", "http", ""]) {
      assertEquals(await output(program, [port]), {
        code: 1,
        stdout: "",
        stderr: `Cannot listen on port '${port}': it must be 0 to 65535.\n`,
      });
    }
    using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    assertEquals(await output(program, [String(taken.addr.port)]), {
      code: 1,
      stdout: "",
      stderr: "bind: Address already in use\n",
    });
  },
});
