import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ECHO, PUPPET, REPLY } from "./handlers/mod.ts";
import { LENGTH, replyBytes } from "./handlers/reply.ts";
import { ask, closed, connectPuppet, leave } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.4");
const MB = 1024 * 1024;

lessonTest(
  "7.2.4 threadServer() carries the handler's answer after the client's half-close",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a, "hello", "hello", "bytes were lost");
    await leave(t, a);
    await ask(t, b, "hello", "hello", "one client's end ended another");
  }),
);

lessonTest(
  "7.2.4 threadServer() carries 16 MB both ways, byte for byte",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: ECHO, onError }));
    const client = await t.connect(server, "A");
    const sent = randomBytes(16 * MB + 5, 724);
    t.did(
      "client A sends 16 MB and 5 bytes (random, seed 724), closes its writing side, and reads meanwhile",
      `head -c 16777221 /dev/urandom | tee sent | nc -N 127.0.0.1 ${server.addr.port} | cmp - sent`,
    );
    const sending = client.send(sent).then(() => client.end());
    sending.catch(() => {});
    await sameBytes(t, client, sent);
    await closed(
      t,
      { client, name: "A" },
      "the handler has returned: close the writing side of the socket",
    );
  }),
);

lessonTest(
  "7.2.4 threadServer() stops reading from a client that does not read",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: ECHO, onError }));
    const a = await t.connect(server, "A");
    const b = { client: await t.connect(server, "B"), name: "B" };
    const all = randomBytes(48 * MB, 7240);
    let sent = 0;
    a.send(all, (bytes) => sent = bytes).catch(() => {});
    // While A gets nowhere, B has so many turns: then A is held up for good.
    for (let turns = 0, before = -1; turns < 100; turns++) {
      if (sent !== before) turns = 0;
      before = sent;
      await ask(t, b, "next", "next", "one client holds up another");
      t.holds(sent < all.length, {
        expected:
          "a client that sends and never reads is held up once the buffers are full",
        got: "the server took 48 MB from it",
        cause:
          "a write is not awaited before more is read, so that the server keeps in memory what nobody takes",
      });
    }
    t.did(`client A sent ${sent} bytes without reading, then it was held up`);
    await sameBytes(t, a, all.subarray(0, sent));
  }),
);

lessonTest(
  "7.2.4 threadServer() carries all that a handler wrote before it returned",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: REPLY, onError }));
    const client = await t.connect(server, "A");
    await t.within(client.send(randomBytes(100_000, 7241)), {
      expected: "client A can send 100,000 bytes",
      got: "its connection takes no more bytes",
      cause: "the socket is not read",
    });
    t.did(
      `client A sent 100,000 bytes that its handler does not read; it replies ${LENGTH} bytes and returns`,
    );
    await sameBytes(t, client, replyBytes());
    await closed(
      t,
      { client, name: "A" },
      "the handler has returned: close the writing side of the socket",
    );
  }),
);

async function sameBytes(
  t: Trial,
  client: Client,
  expected: Uint8Array,
): Promise<void> {
  const got = await t.within(client.bytes(expected.length), {
    expected: `client A gets ${expected.length} bytes`,
    got: "some are still missing, and no more come",
    cause:
      "bytes were lost: `write()` may take fewer than it was given, and the rest must be written again",
  }, 10_000);
  const at = firstDifference(got, expected);
  t.holds(at === -1, {
    expected: `client A gets ${expected.length} bytes, unchanged`,
    got: `it got ${got.length}, which differ from byte ${at} on`,
    cause: got.length < expected.length
      ? "the connection was closed before all was carried: one direction ends at its own end only"
      : "bytes were lost or came out of order: each write must be complete before the next read",
  });
}
