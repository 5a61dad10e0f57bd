import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { firstDifference } from "../harness/net/random_bytes.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ended, endOf } from "./ended.ts";
import { REPLY } from "./handlers/mod.ts";
import { LENGTH, replyBytes } from "./handlers/reply.ts";
import { closed } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");
const LONG = 60_000;

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
      cause: "bytes were lost",
    });
    t.did(`client A read ${begin.length} byte of ${LENGTH}, then no more`);
    const shutdown = server.shutdown();
    const end = endOf(t, server, shutdown);
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    t.did("client A read on");
    const cause =
      "the thread may be done while its reply is still on the way: end it when all has gone to the client";
    const rest = await t.within(client.bytes(LENGTH - 1), {
      expected: "the whole reply arrives",
      got: "some of it is missing, and no more comes",
      cause,
    }, 10_000);
    const at = firstDifference(rest, replyBytes().subarray(1));
    t.holds(at === -1, {
      expected: `the ${LENGTH} bytes of the reply arrive`,
      got: `${rest.length + 1} came, which are right up to byte ${at + 1}`,
      cause,
    });
    t.holds(!end.over || server.stats().failed === 0, {
      expected: "no thread has failed",
      got: Deno.inspect(server.stats()),
      cause,
    });
    await closed(t, { client, name: "A" }, "the handler has returned");
    client[Symbol.dispose]();
    await ended(t, server, shutdown, "all clients have gone");
    t.equal(server.stats(), { accepted: 1, active: 0, exited: 1, failed: 0 }, {
      what: "what `stats()` counts",
      cause: "a client that was done within its grace did not fail",
    });
  }),
);
