import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { MISSING, PUPPET } from "./handlers/mod.ts";
import { ask, closed, greeted, leave, lost, tell } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.8");

/** Connects a client that may have to wait, which it must not notice. */
async function arrives(
  t: Trial,
  server: Stoppable,
  name: string,
): Promise<Client> {
  for (;;) {
    try {
      return await t.connect(server, name);
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await lost(t, {
        expected: `client ${name} can connect`,
        got: "its connection was refused",
        cause: "the server has stopped listening: clients wait in its queue",
      });
    }
  }
}

lessonTest(
  "7.2.8 threadServer() runs maxThreads threads, and clients wait in order",
  trial(async (t: Trial, workers) => {
    const { onError } = t;
    const server = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 2, onError }),
    );
    const [a, b, c, d] = [
      await arrives(t, server, "A"),
      await arrives(t, server, "B"),
      await arrives(t, server, "C"),
      await arrives(t, server, "D"),
    ];
    const first = await greeted(
      t,
      a,
      "A",
      "there is room for two threads: start them",
    );
    const second = await greeted(
      t,
      b,
      "B",
      "there is room for two threads: start them",
    );
    for (let turn = 0; turn < 20; turn++) {
      await ask(t, first, "still here?", "still here?", "bytes were lost");
    }
    const tooMany =
      "a thread was started beyond the limit: look at the number of clients before each accept()";
    t.equal(workers.started, 2, {
      what: "the number of workers while A and B are served",
      cause: tooMany,
    });
    await leave(t, first);
    const third = await greeted(
      t,
      c,
      "C",
      "client A has gone: the client that waits longest is next",
    );
    for (let turn = 0; turn < 20; turn++) {
      await ask(t, third, "still here?", "still here?", "bytes were lost");
    }
    t.equal(workers.started, 3, {
      what: "the number of workers when B and C are served",
      cause: tooMany,
    });
    await tell(t, second, "throw", "bytes were lost");
    await closed(t, second, "its thread has failed");
    await greeted(
      t,
      d,
      "D",
      "client B's thread has failed: that makes room as well",
    );
    t.holds(workers.most === 2, {
      expected: "at most two workers live at a time",
      got: `${workers.most} did`,
      cause: `${tooMany}; a thread counts until it has ended`,
    });
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
        const client = await arrives(t, server, name);
        await closed(
          t,
          { client, name },
          "a thread that failed before it was ready keeps its place: every end must make room",
        );
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
        cause: "the option is not checked before the server starts",
      });
    }
    const server = t.serve(
      threadServer({ handler: PUPPET, maxThreads: 1, onError }),
    );
    for (const name of ["A", "B"]) {
      const client = await arrives(t, server, name);
      await leave(t, await greeted(t, client, name));
    }
  }),
);
