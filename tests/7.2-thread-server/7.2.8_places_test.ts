import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import type { Trial } from "../harness/net/trial.ts";
import { Hold } from "./handlers/hold.ts";
import { MISSING, PUPPET } from "./handlers/mod.ts";
import { means } from "./misconceptions.ts";
import { ask, closed, greeted, leave } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");

lessonTest(
  "7.2.8 threadServer() gives away the place of a thread that has ended, and no other",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    await using hold = await Hold.create();
    const server = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 2, onError }),
    );
    t.did("its maxThreads is 2");
    const b = await greeted(t, await t.connect(server, "B"), "B");
    await t.within(
      resetAfterReply(server.addr, `hold ${hold.path}\n`, "holding"),
      {
        expected: "client A hears its handler",
        got: "nothing came",
      },
    );
    t.did(
      "client A connected and was served, then it reset its connection; its handler keeps its thread",
    );
    await t.eventually(() => server.stats().failed === 1, {
      expected: "client A has failed",
      got: "it has not",
    });
    const [c, d] = [
      await t.connect(server, "C"),
      await t.connect(server, "D"),
    ];
    await leave(t, b);
    const third = await greeted(t, c, "C");
    for (let turn = 0; turn < 20; turn++) await ask(t, third, "still here?");
    t.equal(workers.started, 3, {
      what:
        "how many workers were started, for B, which has gone, for A, whose thread runs on, and for C in B's place",
      ...means("place-of-running-thread"),
    });
    await hold.letGo();
    t.did("client A's handler was allowed to go on");
    await greeted(t, d, "D");
  }),
);

lessonTest(
  "7.2.8 threadServer() has room again when a thread could not be loaded",
  trial(async (t: Trial) => {
    for (
      const [what, options] of [
        ["its handler", { handler: MISSING }],
        ["its program", { handler: PUPPET, thread: MISSING }],
      ] as const
    ) {
      const { onError } = t;
      const server = t.serve(
        threadServer({ ...options, maxThreads: 1, onError }),
      );
      t.did(`with maxThreads: 1, a thread fails as ${what} is missing`);
      for (const name of ["A", "B", "C"]) {
        const client = await t.connect(server, name);
        await closed(t, { client, name }, {
          ...name === "A" ? {} : { pending: "failed-start-keeps-place" },
        });
      }
    }
  }),
);

lessonTest(
  "7.2.8 threadServer() takes a limit of at least 1 and times from 0 up",
  trial(async (t: Trial) => {
    const { onError } = t;
    for (
      const wrong of [
        { maxThreads: 0 },
        { maxThreads: 1.5 },
        { maxThreads: NaN },
        { grace: -1 },
        { grace: NaN },
        { stopTime: -1 },
      ]
    ) {
      const [name] = Object.keys(wrong);
      let message = "it started";
      try {
        t.serve(threadServer({ handler: PUPPET, ...wrong, onError }));
      } catch (error) {
        message = String(error);
      }
      t.holds(message.includes(`'${name}'`), {
        expected: `threadServer() with ${
          Deno.inspect(wrong)
        } throws an error that names '${name}'`,
        got: message,
      });
    }
    const server = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 1, onError }),
    );
    for (const name of ["A", "B"]) {
      const client = await t.connect(server, name);
      await leave(t, await greeted(t, client, name));
    }
  }),
);
