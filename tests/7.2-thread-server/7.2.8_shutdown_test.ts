import { delay } from "@std/async";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PUPPET, REPLY } from "./handlers/mod.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { difference } from "./difference.ts";
import { ended, endOf } from "./ended.ts";
import { LENGTH, replyBytes } from "./handlers/reply.ts";
import { means } from "./misconceptions.ts";
import { ask, closed, connectPuppets, leave, tell } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");
const LONG = 60_000;

/** Any time that is no other, for the threads to end. */
const STOP = 4_321;

/** Whether nobody listens. Who does listen is not asked all the time. */
async function refused({ addr }: { addr: Deno.NetAddr }): Promise<boolean> {
  try {
    using _client = await Client.connect(addr);
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return true;
    throw error;
  }
  await delay(100);
  return false;
}

lessonTest(
  "7.2.8 shutdown() lets clients finish within their grace and accepts no more",
  trial(async (t: Trial) => {
    let tries = 0;
    const onError = (error: unknown) => {
      // Of who only tried to connect, and has gone, nothing need be told.
      const isOfTry = tries > 0 &&
        (error instanceof Deno.errors.BrokenPipe ||
          error instanceof Deno.errors.ConnectionReset);
      if (!isOfTry) t.onError(error);
    };
    const server = t.serve(
      threadServer({ handler: PUPPET, grace: LONG, stopTime: STOP, onError }),
    );
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    using timers = timerSpy("thread_server.ts");
    const shutdown = server.shutdown();
    const second = server.shutdown();
    const both = Promise.all([shutdown, second]).then(() => {});
    using end = endOf(t, server, Promise.race([shutdown, second]));
    t.did(
      `shutdown() was called twice, with a grace of ${LONG} ms and a stopTime of ${STOP} ms`,
    );
    await ask(t, b, "one", "one", { ended: "no-grace", other: "no-grace" });
    await t.eventually(async () => {
      tries++;
      return await refused(server);
    }, () => ({
      expected: "new connections are refused after shutdown()",
      got:
        `the server still listens: ${tries} times the test could connect to it`,
      ...means("shutdown-keeps-listening"),
    }));
    await leave(t, b);
    await ask(t, a, "two", "two", { ended: "no-grace" });
    const looks = timers.timers.filter(({ ms }) => ms < LONG / 2);
    const when = `but one, for the grace of ${LONG} ms`;
    const again = looks.length > 1 || looks[0]?.call.startsWith("setInterval");
    const shows = again ? "polls-for-the-end" : "another-time-than-grace";
    noTimers(t, { timers: looks }, when, means(shows));
    t.holds(end.over.length === 0, {
      expected:
        "neither `shutdown()` nor `finished` resolves before client A has gone",
      got: `${end.over.join(" and ")} resolved while client A was still served`,
      ...means("shutdown-resolves-too-early"),
    });
    await leave(t, a);
    await ended(t, server, both, { pending: "waits-whole-grace" });
    await ended(t, server, Promise.resolve(server[Symbol.asyncDispose]()));
    t.equal(
      [server.stats(), [...server.threads]],
      [{ accepted: 2, active: 0, exited: 2, failed: 0 }, []],
      { what: "`stats()` and `threads` after shutdown()" },
    );
  }),
);

lessonTest(
  "7.2.8 shutdown() takes nobody in who has waited, and may be called at any time",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 1, grace: LONG, onError }),
    );
    const [a] = await connectPuppets(t, server, ["A"]);
    const b = await t.connect(server, "B");
    t.did("with maxThreads: 1, client B waits for A's place");
    const shutdown = server.shutdown();
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    await leave(t, a);
    const rest = await t.within(b.rest(), {
      expected: "client B's connection ends",
      got: "it is still open",
    });
    t.equal(rest, "", { what: "what client B gets" });
    await ended(t, server, shutdown);
    const idle = t.serve(threadServer({ handler: PUPPET, onError }));
    t.did("shutdown() was called of a server that has had no client");
    await ended(t, idle, idle.shutdown(), { pending: "waits-whole-grace" });
    const closed = t.serve(threadServer({ handler: PUPPET, onError }));
    await closed.close();
    t.did("this last server has ended, by close()");
    const expected = "`shutdown()` of it resolves";
    const error = await t.within(closed.shutdown().then(() => "", String), {
      expected,
      got: "it is pending",
    });
    t.holds(error === "", {
      expected,
      got: `it rejects with ${error}`,
      ...means(/BadResource/.test(error) ? "stops-listening-twice" : undefined),
    });
  }),
);

lessonTest(
  "7.2.8 shutdown() waits no longer for clients whose threads fail",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: PUPPET, grace: LONG, onError }),
    );
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    const shutdown = server.shutdown();
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    for (
      const [client, says, pending] of [
        [a, "throw", "crash-fails-nobody"],
        [b, "close", "silent-end-unnoticed"],
      ] as const
    ) {
      await tell(t, client, says);
      await closed(t, client, { pending });
    }
    await ended(t, server, shutdown, { pending: "waits-whole-grace" });
    t.equal(t.reported.length, 2, {
      what: "the number of errors that `onError` is told of",
    });
  }),
);

lessonTest(
  "7.2.8 shutdown() lets a reply to a slow reader arrive whole",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: REPLY, grace: LONG, onError }),
    );
    const client = await t.connect(server, "A");
    const begin = await t.within(client.bytes(1), {
      expected: "the reply begins",
      got: "nothing comes",
    });
    t.did(`client A read ${begin.length} byte of ${LENGTH}, then no more`);
    const shutdown = server.shutdown();
    using end = endOf(t, server, shutdown);
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    t.did("client A read on");
    const rest = await t.within(client.bytes(LENGTH - 1), {
      expected: "the whole reply arrives",
      got: "some of it is missing, and no more comes",
    }, 3_000);
    const at = difference(rest, replyBytes().subarray(1));
    t.holds(at === -1, {
      expected: `the ${LENGTH} bytes of the reply arrive`,
      got: `${rest.length + 1} came, which are right up to byte ${at + 1}`,
    });
    t.holds(end.over.length === 0 || server.stats().failed === 0, {
      expected: "no thread has failed",
      got: Deno.inspect(server.stats()),
    });
    await closed(t, { client, name: "A" });
    client[Symbol.dispose]();
    await ended(t, server, shutdown);
    t.equal(server.stats(), { accepted: 1, active: 0, exited: 1, failed: 0 }, {
      what: "what `stats()` counts",
    });
  }),
);
