import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ECHO, PUPPET } from "./handlers/mod.ts";
import { ask, connectPuppet, greeted, hears, tell } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.4");

lessonTest(
  "7.2.4 threadServer() starts a thread of its own for each connection",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    t.equal(workers.started, 0, {
      what: "the number of workers before the first client",
      cause: "threads are started before there is a client to serve",
    });
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
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
      const a = await connectPuppet(t, server, "A");
      const b = await connectPuppet(t, server, "B");
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
