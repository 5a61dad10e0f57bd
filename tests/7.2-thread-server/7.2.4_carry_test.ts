import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ECHO, PUPPET } from "./handlers/mod.ts";
import { ask, connectPuppet, hears } from "./puppets.ts";
import { sameBytes } from "./same_bytes.ts";
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
    await ask(t, a, "stay", "staying", "bytes were lost");
    await a.client.end();
    t.did("client A closed its writing side");
    await hears(
      t,
      a,
      "end of input",
      "the end of what the client sends must reach the handler, and what the handler says then must reach the client",
    );
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
      "client A sends 16 MB and 5 bytes (random, seed 724), and reads meanwhile",
      `head -c 16777221 /dev/urandom | tee sent | nc -N 127.0.0.1 ${server.addr.port} | cmp - sent`,
    );
    client.send(sent).catch(() => {});
    await sameBytes(t, client, sent);
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
