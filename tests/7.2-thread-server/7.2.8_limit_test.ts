import { delay } from "@std/async";
import type { ThreadServer } from "../../lessons/7.2-thread-server/given/options.ts";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PUPPET } from "./handlers/mod.ts";
import { type Id, means } from "./misconceptions.ts";
import { ask, closed, greeted, leave, tell } from "./puppets.ts";
import type { WorkerWatch } from "../harness/workers/watch.ts";
import { inThreadServer, untimed } from "./untimed.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");

/** More timers than there are places that become free. */
const MANY = 4;
const forRoom = inThreadServer(
  "to learn of room",
  ({ length }) => length > MANY ? "polls-for-vacancy" : "delays-by-timer",
);

lessonTest(
  "7.2.8 threadServer() runs maxThreads threads, and clients wait in order",
  trial(untimed(forRoom, async (t: Trial, workers: WorkerWatch) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 3, onError }),
    );
    t.did("its maxThreads is 3");
    const [a, b, c, d, e] = [
      await t.connect(server, "A"),
      await t.connect(server, "B"),
      await t.connect(server, "C"),
      await t.connect(server, "D"),
      await t.connect(server, "E"),
    ];
    const first = await greeted(t, a, "A");
    const second = await greeted(t, b, "B", { pending: serving(t, server, 1) });
    const third = await greeted(t, c, "C", { pending: serving(t, server, 2) });
    for (let turn = 0; turn < 20; turn++) await ask(t, first, "still here?");
    const { started } = workers;
    t.equal(started, 3, {
      what: "the number of workers while A, B and C are served, D and E wait",
      ...means(
        started === 5
          ? "no-limit"
          : started === 4
          ? "one-thread-too-many"
          : undefined,
      ),
    });
    // Neither the one that came first nor the one that came last.
    await leave(t, second);
    const fourth = await greeted(t, d, "D", {
      ended: "turns-clients-away",
      async pending() {
        first.client[Symbol.dispose]();
        third.client[Symbol.dispose]();
        t.did("clients A and C closed their connections, too");
        await soon(() => server.stats().accepted > 3);
        const { accepted } = server.stats();
        t.did(`then, accepted: ${accepted}`);
        if (accepted > 3) return "waits-for-all-to-go";
        return await servesThreeInTurn(t)
          ? "vacancy-never-told"
          : "limit-counts-all-ever";
      },
    });
    for (let turn = 0; turn < 20; turn++) await ask(t, fourth, "still here?");
    t.equal(workers.started, 4, {
      what: "the number of workers when A, C and D are served",
    });
    await tell(t, first, "throw");
    await closed(t, first);
    await greeted(t, e, "E", { pending: "failed-keep-their-place" });
    t.holds(workers.most === 3, {
      expected: "at most three workers live at a time",
      got: `${workers.most} did`,
    });
  })),
);

/** Waits until this is so, or half a second. */
async function soon(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 50 && !isSo(); turn++) await delay(10);
}

/** Whether with `maxThreads: 2` a third client comes when two have gone. */
async function servesThreeInTurn(t: Trial): Promise<boolean> {
  const { onError } = t;
  const server = t.serve(
    threadServer({ handler: PUPPET, maxThreads: 2, onError }),
  );
  for (const count of [1, 2, 3]) {
    const client = await Client.connect(server.addr);
    await soon(() => server.stats().accepted === count);
    client[Symbol.dispose]();
    await soon(() => server.stats().active === 0);
  }
  const { accepted } = server.stats();
  t.did(
    `of another server, three clients came and went in turn; accepted: ${accepted}`,
  );
  return accepted === 3;
}

/** What it shows when a client waits although only so many are served. */
function serving(t: Trial, server: ThreadServer, count: number) {
  return (): Id | undefined => {
    const { active } = server.stats();
    t.did(`then, active clients: ${active}`);
    return active === count ? "one-thread-too-few" : undefined;
  };
}
