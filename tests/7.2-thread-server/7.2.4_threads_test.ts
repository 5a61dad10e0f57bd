import { delay } from "@std/async";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { ListeningServer } from "../../lessons/given/listening.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { vacancySpy } from "../harness/net/vacancy_spy.ts";
import { Hold } from "./handlers/hold.ts";
import { ECHO, PUPPET } from "./handlers/mod.ts";
import { means } from "./misconceptions.ts";
import {
  ask,
  connectPuppet,
  connectPuppets,
  greeted,
  hears,
  tell,
} from "./puppets.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { watchedTrialsOf } from "./watched.ts";

const SERVER = new URL(
  "../../lessons/7.2-thread-server/thread_server.ts",
  import.meta.url,
);
const trial = watchedTrialsOf("7.2.4");

/** A program's address, as it is from the course's folder. */
const here = (program?: string) =>
  program?.replace(import.meta.resolve("../../"), "");

/** What a server has by which it accepts. */
interface Listening {
  readonly listener: Deno.TcpListener;
  stopListening(): void;
}

lessonTest(
  "7.2.4 threadServer() starts a thread only when it is ready",
  trial(async (t: Trial, workers, { served }) => {
    const { onError } = t;
    const thread = new URL("./programs/slow_thread.ts", import.meta.url);
    const server = t.serve(threadServer({ handler: PUPPET, thread, onError }));
    t.did("its threads take their time until they are ready");
    using timers = timerSpy("thread_server.ts");
    const client = await t.connect(server, "A");
    await t.eventually(() => workers.started > 0, () => ({
      expected: "a worker is started",
      got: "none is",
      ...means(
        t.reported.some((told) => /classic worker/i.test(told))
          ? "worker-is-no-module"
          : undefined,
      ),
    }));
    const { program, name } = workers.made[0] ?? {};
    t.holds(program === thread.href, {
      expected: `the worker runs the option \`thread\`: ${here(thread.href)}`,
      got: `it runs ${here(program)}`,
      ...means("thread-option-ignored"),
    });
    const [its = name] = served;
    t.holds(name?.includes(`:${client.port}`) && name === its, {
      expected: `the worker's name is its client's: ${
        Deno.inspect(its ?? `…:${client.port}`)
      }`,
      got: Deno.inspect(name),
      ...means("worker-without-name"),
    });
    await tell(t, { client, name: "A" }, "early");
    const early = () =>
      t.equal(workers.early, 0, {
        what: "the number of messages to a worker that had posted none",
        ...means("starts-before-ready"),
      });
    const a = await greeted(t, client, "A", {
      pending() {
        early();
        return undefined;
      },
      ended: () => server.stats().exited > 0 ? "ends-when-started" : undefined,
    });
    early();
    const accepts = timers.timers[0]?.by.includes("acceptAll");
    const late = accepts ? "delays-by-timer" : "starts-by-timer";
    noTimers(t, timers, "before it starts a thread", means(late));
    await hears(t, a, "early");
    t.equal(workers.started, 1, {
      what: "the number of workers that were started for one client",
      ...means("starts-spare-threads"),
    });
  }),
);

lessonTest(
  "7.2.4 threadServer() starts a thread of its own for each connection",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    t.equal(workers.started, 0, {
      what: "the number of workers before the first client",
    });
    const a = await connectPuppet(t, server, "A", {
      pending() {
        const { accepted } = server.stats();
        t.did(`accepted: ${accepted}; workers started: ${workers.started}`);
        return accepted > workers.started && t.reported.length === 0
          ? "one-worker-for-all"
          : undefined;
      },
    });
    const b = await connectPuppet(t, server, "B", {
      rejects: "accepts-once",
      ended: () => server.stats().accepted < 2 ? "accepts-once" : undefined,
      async pending() {
        const { accepted } = server.stats();
        t.did(`accepted: ${accepted}; workers started: ${workers.started}`);
        if (accepted === 2) {
          return workers.started === 1 && t.reported.length === 0
            ? "one-worker-for-all"
            : undefined;
        }
        a.client[Symbol.dispose]();
        t.did("client A closed its connection");
        for (let turn = 0; turn < 50; turn++) {
          if (server.stats().accepted === 2) break;
          await delay(10);
        }
        const { accepted: now } = server.stats();
        t.did(`then, accepted: ${now}`);
        return now === 2 ? "waits-for-client-end" : "accepts-once";
      },
    });
    t.holds(a.id !== b.id && a.clients === 1 && b.clients === 1, {
      expected: "each thread has modules of its own and serves one client",
      got: `A is client ${a.clients} of its thread, and B client ${b.clients}${
        a.id === b.id ? " of the same one" : ""
      }`,
    });
    t.equal(workers.started, 2, {
      what: "the number of workers that were started for two clients",
      ...means(workers.started > 2 ? "starts-spare-threads" : undefined),
    });
    for (const word of ["one", "two"]) {
      await ask(t, b, `${word} of B`);
      await ask(t, a, `${word} of A`);
    }
    let finished = false;
    server.finished.then(() => finished = true, () => {});
    (server as unknown as Listening).stopListening();
    t.did("the server stopped listening");
    for (const client of [a, b]) await ask(t, client, "still here?");
    const { exited, failed } = server.stats();
    t.holds(!finished, {
      expected: "`finished` is pending while A and B are served",
      got: "it has resolved",
      // serve() has not returned, so that nobody keeps its promise.
      ...means(exited + failed === 0 ? "serves-without-admit" : undefined),
    });
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
    for (const client of clients.reverse()) await ask(t, client, "hello");
  }),
);

lessonTest(
  "7.2.4 threadServer() waits for a vacancy before it takes the next client",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    using vacancy = vacancySpy(ListeningServer, "7.2.8", SERVER);
    const full = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 1, onError }),
    );
    await using _end = vacancy.endOf(full);
    const { listener } = full as unknown as Listening;
    const accept = listener.accept.bind(listener);
    let taken = 0;
    listener.accept = async () => {
      const socket = await accept();
      taken++;
      return socket;
    };
    await connectPuppet(t, full, "A", {
      pending: () =>
        taken > full.stats().accepted ? "accepts-before-vacancy" : undefined,
    });
    const { waited } = vacancy;
    // Where 7.2.8 is not written, the server has stopped: that is all right.
    const b = await Client.connect(full.addr).catch(() => undefined);
    let isOpen = b !== undefined;
    b?.rest().catch(() => {}).finally(() => isOpen = false);
    t.did("with maxThreads: 1, client B connected, too");
    const free = t.serve(threadServer({ handler: PUPPET, onError }));
    await connectPuppets(t, free, ["C", "D"]);
    const { started } = workers;
    t.holds(taken === full.stats().accepted || !isOpen, {
      expected: "client B is not accepted as long as A has the only place",
      got: "it is accepted, and no thread is started for it",
      ...means("accepts-before-vacancy"),
    });
    b?.[Symbol.dispose]();
    if (started === 4 && !await vacancy.isToBlame(waited)) return;
    t.equal(started, 3, {
      what: "the number of workers for A, and for C and D of another server",
      ...means(started === 4 ? "vacancy-not-awaited" : undefined),
    });
  }),
);

lessonTest(
  "7.2.4 threadServer() lets a handler that burns CPU stall its own client only",
  trial(async (t: Trial) => {
    const { onError } = t;
    await using hold = await Hold.create();
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    await ask(t, a, `burn ${hold.path}`, "burning");
    t.did("client A's handler keeps the processor busy");
    await tell(t, a, "after the fire");
    await ask(t, b, "still here?");
    const c = await connectPuppet(t, server, "C");
    await ask(t, c, "and I?");
    await hold.letGo();
    t.did("client A's handler was allowed to go on");
    await hears(t, a, "burnt");
    await hears(t, a, "after the fire");
  }),
);
