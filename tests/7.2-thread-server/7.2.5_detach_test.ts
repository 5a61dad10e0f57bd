import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import { resetAfterReply, resettable } from "../harness/net/reset.ts";
import { soon } from "../harness/story/soon.ts";
import { PATIENCE } from "../harness/story/story.ts";
import type { Trial } from "../harness/net/trial.ts";
import { Hold } from "./handlers/hold.ts";
import { PUPPET, SHORT_REPLY } from "./handlers/mod.ts";
import { replyBytes } from "./handlers/reply.ts";
import { LENGTH } from "./handlers/short_reply.ts";
import type { EndWatch } from "./end_watch.ts";
import { means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  connectPuppets,
  leave,
} from "./puppets.ts";
import { sameBytes } from "./same_bytes.ts";
import { noTimers, type TimerSpy, timerSpy } from "../harness/timer_spy.ts";
import { watchedTrialsOf, workersLeft } from "./watched.ts";

const trial = watchedTrialsOf("7.2.5");

/** Resets a client's connection once its handler has said `until`. */
async function reset(
  t: Trial,
  addr: Deno.NetAddr,
  says: string,
  until: string,
): Promise<void> {
  await t.within(resetAfterReply(addr, says, until), {
    expected: `client A hears ${JSON.stringify(until)} from its handler`,
    got: "nothing came",
  });
  t.did("client A connected and was served, then it reset its connection");
}

/** From now on, notes timers, and whether they hold up the first destroy(). */
function endTimers(ends: EndWatch): TimerSpy & { none(t: Trial): void } {
  let endsLate = false;
  // destroy() may come next, in the same turn.
  const spy = timerSpy(
    "thread_server.ts",
    () => queueMicrotask(() => endsLate ||= !ends.anyDestroyed),
  );
  const none = (t: Trial) => {
    const [when, id] = endsLate
      ? ["when a client goes, to end its thread", "ends-by-timer"] as const
      : ["while it waits for the end of a thread", "forgets-by-timer"] as const;
    noTimers(t, spy, when, means(id));
  };
  return Object.assign(spy, { none });
}

lessonTest(
  "7.2.5 threadServer() ends a thread when its client has gone",
  trial(async (t: Trial, workers, ends) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    const [first = "", second = ""] = server.threads;
    t.holds(server.threads.length === 2 && first !== second, {
      expected: "`threads` holds the names of two threads",
      got: Deno.inspect(server.threads),
    });
    t.equal(server.stats(), { accepted: 2, active: 2, exited: 0, failed: 0 }, {
      what: "what `stats()` counts while two clients are served",
    });
    using timers = endTimers(ends);
    await leave(t, b);
    const all = { ended: "ends-all-clients" } as const;
    await ask(t, a, "still here?", "still here?", all);
    t.did("client B was hung up on, and client A was answered");
    await workersLeft(t, workers, 1, () => {
      const isDestroyed = ends.whoDestroyed(second) !== undefined;
      const { active } = server.stats();
      t.did(
        `destroy() of client B was ${
          isDestroyed ? "called" : "not called"
        }, and stats() counts ${active} as active`,
      );
      return "never-terminated";
    });
    timers.none(t);
    await t.eventually(() => server.threads.length === 1, () => ({
      expected: "`threads` holds one name, as one worker is left",
      got: Deno.inspect(server.threads),
      ...means(
        server.threads.length === 0
          ? "removes-another-client"
          : ends.whoDestroyed(second) === undefined
          ? "ends-by-hand"
          : "never-removed",
      ),
    }));
    t.equal([...server.threads], [first], {
      what: "the thread that is left",
      ...means("removes-another-client"),
    });
    await ask(t, a, "and now?", "and now?", all);
    await leave(t, a);
    await workersLeft(t, workers, 0);
    await t.eventually(() => server.stats().active === 0, () => ({
      expected: "no client is active",
      got: Deno.inspect(server.stats()),
      ...means("never-removed"),
    }));
    t.equal(server.stats(), { accepted: 2, active: 0, exited: 2, failed: 0 }, {
      what: "what `stats()` counts when both clients have gone",
    });
  }),
);

lessonTest(
  "7.2.5 threadServer() hangs up when the handler returns first",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    await ask(t, a, "bye");
    await closed(t, a);
    a.client[Symbol.dispose]();
    t.did("client A closed its connection, too");
    await workersLeft(t, workers, 0);
  }),
);

lessonTest(
  "7.2.5 threadServer() carries all that a handler wrote before it returned",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: SHORT_REPLY, onError }));
    // Side by side, so that much is under way when a handler returns.
    await Promise.all(["A", "B"].map(async (name) => {
      const client = await t.connect(server, name);
      await t.within(client.send(randomBytes(100_000, 7241)), {
        expected: `client ${name} can send 100,000 bytes`,
        got: "its connection takes no more bytes",
      });
      t.did(
        `client ${name} sent 100,000 bytes that its handler does not read; it replies ${LENGTH} bytes and returns`,
      );
      const reply = replyBytes(LENGTH);
      await sameBytes(t, client, reply, name, "ends-before-delivered");
      await closed(t, { client, name });
    }));
  }),
);

lessonTest(
  "7.2.5 threadServer() ends the thread of a client that resets",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(threadServer({ handler: PUPPET, onError }));
    const b = await connectPuppet(t, server, "B");
    await reset(t, server.addr, "hello\n", "hello\n");
    await workersLeft(t, workers, 1, async () => {
      b.client[Symbol.dispose]();
      const isEnded = await soon(() => workers.live === 1);
      t.did(
        `client B left, and then ${
          isEnded ? "one of the two workers" : "no worker"
        } had ended`,
      );
      return isEnded ? "destroys-who-is-done" : "never-terminated";
    });
    await ask(t, b, "still here?", "still here?", {
      ended: "ends-all-clients",
    });
    t.did("client A's worker has ended, and that of B lives");
    const thread = new URL("./programs/never_ready.ts", import.meta.url);
    const slow = t.serve(threadServer({ handler: PUPPET, thread, onError }));
    t.did("the threads of this one never say that they are ready");
    const resets = await resettable(slow.addr);
    await t.eventually(() => workers.live === 2, () => ({
      expected:
        "two workers live, of client B and of client C, which connected",
      got: `${workers.live} live`,
    }));
    resets();
    t.did("client C connected and reset its connection");
    await t.eventually(() => slow.stats().failed === 1, () => ({
      expected: "client C has failed",
      got: Deno.inspect(slow.stats()),
    }));
    await workersLeft(t, workers, 1, () => "destroys-who-is-done");
  }),
);

lessonTest(
  "7.2.5 threadServer() counts a thread until it has ended",
  trial(async (t: Trial, _workers, ends) => {
    const { onError } = t;
    await using hold = await Hold.create();
    const server = t.serve(
      threadServer({ handler: PUPPET, stopTime: 60_000, onError }),
    );
    using timers = endTimers(ends);
    await reset(t, server.addr, `hold ${hold.path}\n`, "holding");
    t.did("A's handler keeps its thread from its event loop");
    await t.eventually(() => server.stats().failed === 1, () => ({
      expected: "one client has failed",
      got: Deno.inspect(server.stats()),
    }));
    const b = await connectPuppet(t, server, "B");
    const [ofA = "", ofB = ""] = ends.served;
    for (let turn = 0; turn < 10; turn++) await ask(t, b, "next");
    const counts = [server.threads.length, server.stats().active];
    const isEarly = counts[0] === 1;
    const abandons = isEarly ? ends.whoAbandoned : undefined;
    t.equal(counts, [2, 2], {
      what:
        "the numbers of `threads` and of active clients while A's thread runs on",
      ...means(
        abandons
          ? "abandons-at-once"
          : isEarly
          ? "removed-too-early"
          : undefined,
      ),
      site: abandons?.sites,
    });
    timers.none(t);
    let finished = false;
    server.finished.then(() => finished = true, () => {});
    t.did("close() was called");
    const closing = server.close();
    closing.catch(() => {});
    await closed(t, b);
    t.did("client B's connection is closed");
    const free = t.serve(threadServer({ handler: PUPPET, onError }));
    await connectPuppet(t, free, "C");
    t.did("client C of another server was served meanwhile");
    t.holds(!finished, {
      expected: "`finished` is pending while A's thread runs on",
      got: "it has resolved",
      // Of who was destroyed, #attend() has nothing reported: the first one
      // is the reset of A's connection.
      ...means(t.reported.length > 1 ? "detach-fails" : "end-not-awaited"),
    });
    const isFree = () => [ofA, ofB].some((of) => !server.threads.includes(of));
    const wasFree = await soon(isFree, PATIENCE);
    const { threads } = server;
    t.holds(threads.includes(ofA), {
      expected:
        "client A keeps its place when B's thread has ended, as A's runs on",
      got: `\`threads\` no longer holds A's, ${ofA}: ${Deno.inspect(threads)}`,
      ...means("removes-another-client"),
    });
    await hold.letGo();
    t.did("client A's handler was allowed to go on");
    await t.eventually(() => server.threads.length === 0, () => ({
      expected: "`threads` holds no name any more",
      got: server.threads.map((name) =>
        name === ofB
          ? `${name}, of client B, which close() has ended`
          : `${name}, of client A, which has failed`
      ).join("; "),
      // The first one is the reset of A's connection.
      ...means(
        t.reported.length > 1
          ? "detach-fails"
          : server.threads.join() === ofB
          ? "ended-by-close-stays"
          : "never-removed",
      ),
    }));
    t.holds(wasFree, {
      expected:
        "client B is removed when its thread has ended, while A's thread runs on",
      got: "it was removed only when A's thread had ended, too",
      ...means("removed-in-turn"),
    });
  }),
);

lessonTest(
  "7.2.5 threadServer() keeps a client that close() has ended until its thread has ended",
  trial(async (t: Trial) => {
    const { onError } = t;
    await using hold = await Hold.create();
    const server = t.serve(
      threadServer({ handler: PUPPET, stopTime: 60_000, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    const [ofA = ""] = server.threads;
    await ask(t, a, `hold ${hold.path}`, "holding");
    t.did("A's handler keeps its thread from its event loop");
    let finished = false;
    server.finished.then(() => finished = true, () => {});
    server.close().catch(() => {});
    t.did("close() was called");
    await closed(t, a);
    const free = t.serve(threadServer({ handler: PUPPET, onError }));
    await connectPuppet(t, free, "B");
    t.did("client B of another server was served meanwhile");
    t.holds(server.threads.includes(ofA) && !finished, {
      expected:
        "while A's thread runs on, `threads` holds its name, and `finished` is pending",
      got: `\`threads\` holds ${Deno.inspect(server.threads)}${
        finished ? ", and `finished` has resolved" : ""
      }`,
      ...means("forgets-whom-close-has-ended"),
    });
  }),
);
