import { assert, assertEquals, assertRejects } from "@std/assert";
import { delay } from "@std/async";
import {
  Client,
  ConnectionLostError,
  WrongReplyError,
} from "../../../scripts/bench/servers/load/client.ts";
import { disturbedLoop } from "../../../scripts/bench/servers/load/disturbed.ts";
import {
  exchanges,
  workExchange,
} from "../../../scripts/bench/servers/load/exchange.ts";
import {
  connectAll,
  connectionLoop,
  inTurns,
  requestLoop,
} from "../../../scripts/bench/servers/load/load_loop.ts";
import { percentiles } from "../../../scripts/bench/servers/load/percentiles.ts";
import {
  encode,
  Kind,
  LENGTH,
} from "../../../scripts/bench/servers/request.ts";
import { answerAll } from "../../../scripts/bench/servers/worker/answer_all.ts";
import { eventLoop } from "../../../scripts/bench/servers/worker/event_loop.ts";
import { work } from "../../../scripts/bench/servers/work.ts";

/** A server in this thread, and its port; it ends when its clients have left. */
function listen(): { port: number } & AsyncDisposable {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const left = Promise.withResolvers<void>();
  let open = 1;
  const closed = () => --open === 0 && left.resolve();
  void eventLoop(listener, { accepted: () => open++, closed }).then(closed);
  return {
    port: (listener.addr as Deno.NetAddr).port,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      await left.promise;
    },
  };
}

/** A server that treats each connection so. */
function listenAs(
  treat: (conn: Deno.TcpConn) => Promise<void>,
): { port: number } & Disposable {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  void (async () => {
    for await (const conn of listener) {
      await treat(conn).finally(() => conn.close());
    }
  })();
  return {
    port: (listener.addr as Deno.NetAddr).port,
    [Symbol.dispose]: () => listener.close(),
  };
}

async function leave(clients: Client[]): Promise<void> {
  await Promise.all(clients.map((client) => client.leave()));
}

Deno.test("percentiles() gives the nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  assertEquals(percentiles(hundred), { p50: 50, p95: 95, p99: 99 });
  assertEquals(percentiles([3]), { p50: 3, p95: 3, p99: 3 });
  assertEquals(percentiles([10, 2]), { p50: 2, p95: 10, p99: 10 });
  assertEquals(percentiles([]), { p50: NaN, p95: NaN, p99: NaN });
});

Deno.test("work() is xorshift with 32 bits", () => {
  assertEquals(work(2463534242, 1), 723471715); // Marsaglia's own example
  assertEquals(work(7, 0), 7);
});

Deno.test("encode() makes a line of 64 bytes", () => {
  const text = new TextDecoder().decode(encode(Kind.work, 0xcafe, 16));
  assertEquals(text, `w0000cafe00000010${".".repeat(46)}\n`);
  assertEquals(text.length, LENGTH);
});

Deno.test("answerAll() answers whole requests only", () => {
  const { request, reply } = workExchange(7, 1_000);
  const bytes = new Uint8Array(3 * LENGTH);
  bytes.set(request);
  bytes.set(request, LENGTH);
  assertEquals(answerAll(bytes, LENGTH + 63), LENGTH);
  assertEquals(bytes.subarray(0, LENGTH), reply);
  assertEquals(bytes.subarray(LENGTH, 2 * LENGTH), request);
  const result = work(7, 1_000).toString(16).padStart(8, "0");
  assertEquals(new TextDecoder().decode(reply.subarray(17, 25)), result);
});

Deno.test("requestLoop() counts checked replies until the time is over", async () => {
  await using server = listen();
  const clients = await connectAll(server.port, 3);
  for (const asked of ["echo", "work"] as const) {
    const { count, ms, latency } = await requestLoop(clients, asked, 20);
    assert(count >= 3, `${count} replies`);
    assert(ms >= 20, `${ms} ms`);
    assert(latency.p50 <= latency.p99 && latency.p99 <= ms);
  }
  await leave(clients);
});

Deno.test("inTurns() times a turn from when it was due", async () => {
  let turns = 0;
  const { count, latency } = await inTurns(1, 40, () => async () => {
    if (turns++ === 0) await delay(30);
  }, 5);
  assert(count >= turns);
  // The first one, and those that it delayed.
  assert(latency.p99 >= 29, `${latency.p99} ms`);
  assert(latency.p50 >= 4, `${latency.p50} ms`);
});

Deno.test("connectionLoop() counts connections that the server has ended", async () => {
  let ended = 0;
  using server = listenAs(async (conn) => {
    const bytes = new Uint8Array(LENGTH);
    await conn.read(bytes);
    await conn.write(bytes);
    await conn.read(bytes);
    ended++;
  });
  const { count } = await connectionLoop(server.port, 2, 20);
  assert(count >= 2);
  assertEquals(count, ended);
});

Deno.test("Client.ask() finds a wrong byte, and one too many", async () => {
  for (const length of [LENGTH, LENGTH + 1]) {
    using server = listenAs(async (conn) => {
      const bytes = new Uint8Array(length);
      await conn.read(bytes);
      if (length === LENGTH) bytes[20] = 0x21;
      await conn.write(bytes);
    });
    using client = await Client.connect(server.port);
    const error = await assertRejects(
      () => client.ask(exchanges("echo")()),
      WrongReplyError,
    );
    const at = length === LENGTH ? 20 : LENGTH;
    assert(error.message.includes(`from its byte ${at} on`), error.message);
  }
});

Deno.test("Client.ask() tells that the connection was lost", async () => {
  using server = listenAs(async (conn) => {
    await conn.read(new Uint8Array(LENGTH));
  });
  using client = await Client.connect(server.port);
  await assertRejects(
    () => client.ask(exchanges("echo")()),
    ConnectionLostError,
  );
});

for (const kind of ["none", "hog", "deaf"] as const) {
  Deno.test(`disturbedLoop() loses no connection beside "${kind}"`, async () => {
    await using server = listen();
    const { port } = server;
    const clients = await connectAll(port, 2);
    const done = await disturbedLoop(clients, { port, ms: 20, kind });
    assert(done.count >= 2);
    assertEquals([done.lost, done.gone, clients.length], [0, false, 2]);
    await leave(clients);
  });
}

Deno.test("disturbedLoop() connects again, and notices that nobody listens any more", async () => {
  const server = listenAs(async (conn) => {
    const bytes = new Uint8Array(LENGTH);
    await conn.read(bytes);
    await conn.write(bytes);
    // Whoever asks twice loses its connection; the fourth ends the server.
    await conn.read(bytes);
    if (++asked === 4) server[Symbol.dispose]();
  });
  let asked = 0;
  const { port } = server;
  const clients = [await Client.connect(port)];
  await clients[0]?.ask(exchanges("echo")());
  const options = { port, ms: 5_000, kind: "none" } as const;
  const done = await disturbedLoop(clients, options);
  // Turns that a slow one kept from beginning count, too.
  assert(done.count >= 3);
  // A listener that closes may take one more connection, and drops it.
  assert(done.lost === 4 || done.lost === 5, `${done.lost} lost`);
  assert(done.gone);
  assertEquals(clients, []);
});
