import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ECHO, PUPPET } from "./handlers/mod.ts";
import {
  ask,
  connectPuppet,
  connectPuppets,
  greeted,
  hears,
  tell,
} from "./puppets.ts";
import { sameBytes } from "./same_bytes.ts";
import { streamBytes } from "./stream_bytes.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.4");
const MB = 1024 * 1024;

lessonTest(
  "7.2.4 threadServer() starts a thread of its own for each connection",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    t.equal(workers.started, 0, {
      what: "the number of workers before the first client",
      cause: "threads are started before there is a client to serve",
    });
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    t.holds(a.worker && b.worker, {
      expected: "both handlers run in a worker",
      got: "one runs in the accepting thread",
      cause: "the accepting thread calls handle() by itself",
    });
    t.holds(a.id !== b.id && a.clients === 1 && b.clients === 1, {
      expected: "each thread has modules of its own and serves one client",
      got: `A is client ${a.clients} of its thread, and B client ${b.clients}${
        a.id === b.id ? " of the same one" : ""
      }`,
      cause: "clients share a worker: start a new one for each connection",
    });
    t.equal(workers.started, 2, {
      what: "the number of workers that were started for two clients",
      cause: "a connection needs one worker, and one only",
    });
    const cause = "bytes are carried to the wrong client, or once only";
    for (const word of ["one", "two"]) {
      await ask(t, b, `${word} of B`, `${word} of B`, cause);
      await ask(t, a, `${word} of A`, `${word} of A`, cause);
    }
  }),
);

lessonTest(
  "7.2.4 threadServer() lets a handler that burns CPU stall its own client only",
  trial(async (t: Trial) => {
    const { onError } = t;
    const file = await Deno.makeTempFile();
    const stop = () => Deno.remove(file).catch(() => {});
    try {
      const server = t.serve(threadServer({ handler: PUPPET, onError }));
      const [a, b] = await connectPuppets(t, server, ["A", "B"]);
      await ask(t, a, `burn ${file}`, "burning", "bytes were lost");
      t.did("client A's handler keeps the processor busy");
      await tell(t, a, "after the fire", "bytes were lost");
      const cause =
        "one client's handler holds up another: each must run in a thread of its own, and nobody may wait for it";
      await ask(t, b, "still here?", "still here?", cause);
      const c = await connectPuppet(t, server, "C");
      await ask(t, c, "and I?", "and I?", cause);
      await stop();
      t.did("client A's handler was allowed to go on");
      await hears(t, a, "burnt", "bytes were lost");
      await hears(t, a, "after the fire", "bytes were lost");
    } finally {
      await stop();
    }
  }),
);

lessonTest(
  "7.2.4 threadServer() accepts on while all its clients are silent",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: ECHO, onError }));
    const clients = [];
    for (const name of ["A", "B", "C", "D"]) {
      clients.push({ name, client: await t.connect(server, name) });
    }
    for (const client of clients.reverse()) {
      await ask(
        t,
        client,
        "hello",
        "hello",
        "the accept loop waits for something a silent client never does: its first bytes, or its end",
      );
    }
  }),
);

lessonTest(
  "7.2.4 threadServer() waits for a vacancy before it takes the next client",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const full = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 1, onError }),
    );
    await connectPuppet(t, full, "A");
    // Where 7.2.8 is not written, the server has stopped: that is all right.
    const b = await Client.connect(full.addr).catch(() => undefined);
    t.did("with maxThreads: 1, client B connected, too");
    const free = t.serve(threadServer({ handler: PUPPET, onError }));
    await connectPuppets(t, free, ["C", "D"]);
    const { started } = workers;
    b?.[Symbol.dispose]();
    t.equal(started, 3, {
      what: "the number of workers for A, and for C and D of another server",
      cause:
        "the accept loop does not wait for `#vacancy()` before it takes the next client",
    });
  }),
);

lessonTest(
  "7.2.4 threadServer() starts a thread only when it is ready",
  trial(async (t: Trial) => {
    const { onError } = t;
    const thread = new URL("./programs/slow_thread.ts", import.meta.url);
    const server = t.serve(threadServer({ handler: PUPPET, thread, onError }));
    const client = await t.connect(server, "A");
    await tell(t, { client, name: "A" }, "early", "bytes were lost");
    const a = await greeted(
      t,
      client,
      "A",
      "what is posted to a worker before it listens is lost: wait until it has said that it is ready",
    );
    await hears(
      t,
      a,
      "early",
      "what a client sends before its thread is ready must be kept for it",
    );
  }),
);

lessonTest(
  "7.2.4 threadServer() carries the handler's answer after the client's half-close",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
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
    const sent = streamBytes(16 * MB + 5, 724);
    t.did(
      "client A sends 16 MB and 5 bytes (random, seed 724), and reads meanwhile",
      `head -c 16777221 /dev/urandom | tee sent | deno task talk ${server.addr.port} --half-close | cmp - sent`,
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
    const all = streamBytes(48 * MB, 7240);
    let sent = 0;
    a.send(all, (bytes) => sent = bytes).catch(() => {});
    // While A gets nowhere, B has so many turns: then A is held up for good.
    for (let turns = 0, before = -1; turns < 50; turns++) {
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
