import { delay } from "@std/async";
import type { ThreadServer } from "../../lessons/7.2-thread-server/given/options.ts";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PUPPET } from "./handlers/mod.ts";
import { type Id, means } from "./misconceptions.ts";
import { ask, closed, greeted, leave, tell } from "./puppets.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");

lessonTest(
  "7.2.8 threadServer() runs maxThreads threads, and clients wait in order",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 2, onError }),
    );
    t.did("its maxThreads is 2");
    using timers = timerSpy("thread_server.ts");
    const [a, b, c, d] = [
      await t.connect(server, "A"),
      await t.connect(server, "B"),
      await t.connect(server, "C"),
      await t.connect(server, "D"),
    ];
    const first = await greeted(t, a, "A");
    const second = await greeted(t, b, "B", {
      pending: serving(t, server, "one-thread-too-few"),
    });
    for (let turn = 0; turn < 20; turn++) await ask(t, first, "still here?");
    noTimers(t, timers, "to learn of room", means("polls-for-vacancy"));
    const { started } = workers;
    t.equal(started, 2, {
      what: "the number of workers while A and B are served and C and D wait",
      ...means(
        started === 4
          ? "no-limit"
          : started === 3
          ? "one-thread-too-many"
          : undefined,
      ),
    });
    await leave(t, first);
    const third = await greeted(t, c, "C", {
      ended: "turns-clients-away",
      async pending() {
        second.client[Symbol.dispose]();
        t.did("client B closed its connection, too");
        await soon(() => server.stats().accepted > 2);
        const { accepted } = server.stats();
        t.did(`then, accepted: ${accepted}`);
        if (accepted > 2) return "waits-for-all-to-go";
        return await servesThreeInTurn(t)
          ? "vacancy-never-told"
          : "limit-counts-all-ever";
      },
    });
    for (let turn = 0; turn < 20; turn++) await ask(t, third, "still here?");
    t.equal(workers.started, 3, {
      what: "the number of workers when B and C are served",
    });
    await tell(t, second, "throw");
    await closed(t, second);
    await greeted(t, d, "D");
    t.holds(workers.most === 2, {
      expected: "at most two workers live at a time",
      got: `${workers.most} did`,
    });
  }),
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

/** What it shows when a client waits although only one is served. */
function serving(t: Trial, server: ThreadServer, id: Id) {
  return () => {
    const { active } = server.stats();
    t.did(`then, active clients: ${active}`);
    return active === 1 ? id : undefined;
  };
}
