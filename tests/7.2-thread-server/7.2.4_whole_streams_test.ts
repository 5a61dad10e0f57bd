import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ECHO, PUPPET } from "./handlers/mod.ts";
import { means } from "./misconceptions.ts";
import { ask, connectPuppets, hears } from "./puppets.ts";
import { sameBytes } from "./same_bytes.ts";
import { streamBytes } from "./stream_bytes.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.4");
const MB = 1024 * 1024;

lessonTest(
  "7.2.4 threadServer() carries the handler's answer after the client's half-close",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    await ask(t, a, "stay", "staying");
    await a.client.end();
    t.did("client A closed its writing side");
    await hears(t, a, "end of input", {
      pending: "end-not-passed-on",
      ended: "end-closes-both",
    });
    await ask(t, b, "hello");
  }),
);

lessonTest(
  "7.2.4 threadServer() carries 16 MB both ways, byte for byte",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: ECHO, onError }));
    const client = await t.connect(server, "A");
    const sent = streamBytes(16 * MB + 5, 724);
    t.did(
      "client A sends 16 MB and 5 bytes (random, seed 724), and reads meanwhile",
      `head -c 16777221 /dev/urandom | tee sent | deno task talk ${server.addr.port} --half-close | cmp - sent`,
    );
    client.send(sent).then(() => client.end()).catch(() => {});
    await sameBytes(t, client, sent, "A");
  }),
);

lessonTest(
  "7.2.4 threadServer() stops reading from a client that does not read",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: ECHO, onError }));
    const a = await t.connect(server, "A");
    const b = { client: await t.connect(server, "B"), name: "B" };
    const all = streamBytes(48 * MB, 7240);
    let sent = 0;
    a.send(all, (bytes) => sent = bytes).catch(() => {});
    // While A gets nowhere, B has so many turns: then A is held up for good.
    for (let turns = 0, before = -1; turns < 50; turns++) {
      if (sent !== before) turns = 0;
      before = sent;
      await ask(t, b, "next");
      t.holds(sent < all.length, {
        expected:
          "a client that sends and never reads is held up once the buffers are full",
        got: "the server took 48 MB from it",
        ...means("writes-not-awaited"),
      });
    }
    t.did(`client A sent ${sent} bytes without reading, then it was held up`);
    await sameBytes(t, a, all.subarray(0, sent), "A");
  }),
);
