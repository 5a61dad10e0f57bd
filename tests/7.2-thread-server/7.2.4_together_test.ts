import { setImmediate } from "node:timers/promises";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { resetAfterReply, resettable } from "../harness/net/reset.ts";
import type { Trial } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import type { EndWatch } from "./end_watch.ts";
import { ONCE, PUPPET } from "./handlers/mod.ts";
import { countedReads, heldWrites } from "./held_writes.ts";
import { type Id, means } from "./misconceptions.ts";
import { ask, closed, connectPuppets, hears, tell } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.4");

/** Turns of the event loop in which whoever waits for "done" goes on. */
const TURNS = 20;

/** The error of a connection that was reset. */
const RESET = /reset|os error/i;

/** Waits until one client has failed, and its error was reported. */
async function failed(
  t: Trial,
  server: ReturnType<typeof threadServer>,
  ends: EndWatch,
  error: RegExp,
  pending: () => { id: Id; got?: string },
): Promise<void> {
  await t.eventually(() => server.stats().failed === 1, () => {
    const stats = server.stats();
    const { id, got = "" } = pending();
    return {
      expected: "one client has failed",
      got: `${Deno.inspect(stats)}${got}`,
      ...means(stats.exited > 0 ? "attend-error-lost" : id),
    };
  });
  const [name = ""] = ends.served;
  const destroyer = ends.whoDestroyed(name);
  const isEarly = t.reported.length === 0 && destroyer !== undefined &&
    !destroyer.names.some((by) => by.endsWith("#detach"));
  t.holds(t.reported.some((told) => error.test(told)), {
    expected: `onError is told of that error (${error})`,
    got: Deno.inspect(t.reported),
    ...means(isEarly ? "destroyed-before-reported" : undefined),
    site: isEarly ? destroyer.sites[0] : undefined,
  });
}

lessonTest(
  "7.2.4 threadServer() fails a client whose connection fails",
  trial(async (t: Trial, _workers, ends) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    await t.within(resetAfterReply(server.addr, "hello\n", "hello\n"), {
      expected: "client A hears its handler",
      got: "nothing came",
    });
    t.did("client A was served, then it reset its connection");
    await failed(t, server, ends, RESET, () => ({ id: "attend-error-lost" }));
  }),
);

lessonTest(
  "7.2.4 threadServer() fails a client whose thread is not ready as soon as its connection fails",
  trial(async (t: Trial, _workers, ends) => {
    const { onError } = t;
    const thread = new URL("./programs/never_ready.ts", import.meta.url);
    using reads = countedReads();
    const slow = t.serve(threadServer({ handler: PUPPET, thread, onError }));
    t.did("its threads never say that they are ready");
    const resets = await resettable(slow.addr).catch(async (error) => {
      // Where nobody listens, this tells why.
      await t.connect(slow, "A");
      throw error;
    });
    await t.eventually(() => slow.stats().accepted === 1, {
      expected: "client A is accepted",
      got: "it is not",
    });
    resets();
    t.did("client A was accepted and reset its connection");
    await failed(
      t,
      slow,
      ends,
      RESET,
      () =>
        reads.count === 0
          ? { id: "relays-when-ready", got: ", and nobody reads from it" }
          : { id: "waits-for-the-other-to-fail" },
    );
  }),
);

lessonTest(
  "7.2.4 threadServer() fails a client whose thread cannot be started",
  trial(async (t: Trial, _workers, ends) => {
    const { onError } = t;
    const handler = Object.defineProperty(new URL("no:handler"), "href", {
      get() {
        throw new TypeError("This handler has no address");
      },
    });
    const server = t.serve(threadServer({ handler, onError }));
    t.did("start() of its clients throws, as its handler has no address");
    await t.connect(server, "A");
    await failed(
      t,
      server,
      ends,
      /no address/,
      () => ({ id: "attend-error-lost" }),
    );
  }),
);

lessonTest(
  "7.2.4 threadServer() serves a client until its thread is done, and no longer",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    await ask(t, b, "stay", "staying");
    await tell(t, b, "hangup");
    await closed(t, b);
    b.client[Symbol.dispose]();
    t.did("client B's handler closed its connection and goes on; B has gone");
    for (let turn = 0; turn < 20; turn++) await ask(t, a, "still here?");
    t.equal(server.stats().exited, 0, {
      what: "the number of clients that are done while B's handler goes on",
      ...means("done-not-awaited"),
    });
    await ask(t, a, "bye");
    await closed(t, a);
    t.did("client A's handler returned; A has not closed its connection");
    await t.eventually(() => server.stats().exited > 0, async () => {
      const { exited, active } = server.stats();
      await a.client.end();
      const isDone = await soon(() => server.stats().exited > 0);
      t.did(
        `client A closed its writing side, and then it was ${
          isDone ? "done" : "still not done"
        }`,
      );
      return {
        expected:
          "client A is done when its handler has returned; B's handler goes on",
        got:
          `until A closed its writing side: exited ${exited}, active ${active}`,
        ...means(isDone ? "waits-for-clients-end" : "served-for-ever"),
      };
    });
  }),
);

lessonTest(
  "7.2.4 threadServer() serves a client until it has got what its thread wrote",
  trial(async (t: Trial, workers) => {
    using writes = heldWrites();
    const { onError } = t;
    const server = t.serve(threadServer({ handler: ONCE, onError }));
    const a = { name: "A", client: await t.connect(server, "A") };
    t.did("what is written to client A's socket waits, as if A did not read");
    await tell(t, a, "hello");
    await t.eventually(() => workers.heard.includes("done"), () => ({
      expected: "A's handler sends back what came, and its thread is done",
      got: `the thread has posted ${Deno.inspect(workers.heard)}`,
    }));
    t.did("client A's thread sent it back, and is done");
    for (let turn = 0; turn < TURNS; turn++) await setImmediate();
    t.equal(server.stats().exited, 0, {
      what:
        "the number of clients that are done while A's answer is on its way",
      ...means("ends-before-delivered"),
    });
    writes.release();
    t.did("client A's socket takes what is written");
    await hears(t, a, "hello", { ended: "ends-before-delivered" });
  }),
);
