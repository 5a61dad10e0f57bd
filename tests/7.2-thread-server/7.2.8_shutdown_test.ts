import { delay } from "@std/async";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PUPPET, REPLY } from "./handlers/mod.ts";
import { difference } from "./difference.ts";
import { ended, endOf } from "./ended.ts";
import { LENGTH, replyBytes } from "./handlers/reply.ts";
import { means } from "./misconceptions.ts";
import { ask, closed, connectPuppets, leave } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");
const LONG = 60_000;

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
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: PUPPET, grace: LONG, onError }),
    );
    const [a, b] = await connectPuppets(t, server, ["A", "B"]);
    const shutdown = server.shutdown();
    const second = server.shutdown();
    const both = Promise.all([shutdown, second]).then(() => {});
    const end = endOf(t, server, Promise.race([shutdown, second]));
    t.did(`shutdown() was called twice, with a grace of ${LONG} ms`);
    await ask(t, b, "one", "one", { ended: "no-grace" });
    await t.eventually(() => refused(server), {
      expected: "new connections are refused after shutdown()",
      got: "the server still listens",
      ...means("shutdown-keeps-listening"),
    });
    await leave(t, b);
    await ask(t, a, "two", "two", { ended: "no-grace" });
    t.holds(!end.over, {
      expected:
        "neither `shutdown()` nor `finished` resolves before client A has gone",
      got: "one of them did",
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
  "7.2.8 shutdown() reports whom it cuts when the grace is over",
  trial(async (t: Trial) => {
    const errors: string[] = [];
    const server = t.serve(threadServer({
      handler: REPLY,
      grace: 0,
      onError(error) {
        errors.push(String(error));
        t.onError(error);
      },
    }));
    const client = await t.connect(server, "A");
    await t.within(client.bytes(1), {
      expected: "the reply begins",
      got: "nothing comes",
    });
    const [thread] = server.threads;
    const isTold = () =>
      errors.some((error) => thread !== undefined && error.includes(thread));
    t.did(`client A read 1 byte of ${LENGTH} from ${thread}, then no more`);
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 0 ms");
    await ended(t, server, shutdown, {
      pending() {
        const { active } = server.stats();
        t.did(`then, active clients: ${active}`);
        return isTold() ? "reports-but-does-not-cut" : "grace-has-no-end";
      },
    });
    t.holds(isTold(), {
      expected: `onError is told that ${thread} was cut off`,
      got: Deno.inspect(errors),
      ...means("cut-not-reported"),
    });
    t.equal(
      [server.stats(), [...server.threads]],
      [{ accepted: 1, active: 0, exited: 0, failed: 1 }, []],
      { what: "`stats()` and `threads` after shutdown()" },
    );
  }),
);

lessonTest(
  "7.2.8 shutdown() reports nobody who was done before the grace was over",
  trial(async (t: Trial) => {
    const wrong: string[] = [];
    const cut: string[] = [];
    const server = t.serve(threadServer({
      handler: PUPPET,
      grace: 300,
      onError(error) {
        cut.push(String(error));
        // Those that have ended are no more in `threads`.
        if (!server.threads.some((name) => String(error).includes(name))) {
          wrong.push(String(error));
        }
        t.onError(error);
      },
    }));
    const [a] = await connectPuppets(t, server, ["A", "B"]);
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 300 ms");
    await leave(t, a);
    t.did("client A left, and B stays");
    await ended(t, server, shutdown);
    t.equal(wrong, [], {
      what: "the list of errors about threads that had ended",
      ...means("reports-who-had-left"),
    });
    t.holds(cut.length > 0, {
      expected: "`onError` is told that client B was cut off",
      got: "it is told nothing",
      ...means("cut-not-reported"),
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
    const end = endOf(t, server, shutdown);
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
    t.holds(!end.over || server.stats().failed === 0, {
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
