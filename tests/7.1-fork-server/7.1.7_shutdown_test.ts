import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import { type Stoppable, type Trial, trialsOf } from "../harness/net/trial.ts";
import {
  ask,
  closed,
  connectPuppet,
  ECHO,
  fillUp,
  hears,
  PUPPET,
  unreported,
} from "./puppets.ts";

const trial = trialsOf("7.1.7");
const LONG = 60_000;
const withoutSigterm = Deno.build.os === "windows" &&
  "Windows has no SIGTERM that a program can handle";

/** Waits for the end of `shutdown()`; then nothing may be left. */
async function ended(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
  cause: string,
): Promise<void> {
  let finished = false;
  server.finished.then(() => finished = true, () => {});
  await t.within(shutdown, () => ({
    expected: "`shutdown()` resolves",
    got: `it has not; children that run: ${t.children().join(", ") || "none"}`,
    cause,
  }));
  t.holds(finished, {
    expected: "`finished` has resolved when `shutdown()` resolves",
    got: `it has not; children that run: ${t.children().join(", ") || "none"}`,
    cause: "`shutdown()` does not wait until the server has finished",
  });
  t.equal(t.children(), [], {
    what: "the list of child processes once `shutdown()` has resolved",
    cause: "it resolves before the children have ended",
  });
}

lessonTest(
  "7.1.7 shutdown() lets clients finish within their grace and accepts no more",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, grace: LONG, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    let over = false;
    const shutdown = server.shutdown().finally(() => over = true);
    server.finished.finally(() => over = true).catch(() => {});
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    const refused = () =>
      Client.connect(server.addr).then(
        (client) => client[Symbol.dispose](),
        () => "refused",
      );
    await t.eventually(async () => await refused() === "refused", {
      expected: "new connections are refused",
      got: "one was accepted",
      cause: "the listener is not closed",
    });
    const cut = "a client that is within its grace was cut off";
    for (const word of ["one", "two", "three"]) {
      await ask(t, a.client, "A", word, word, cut);
      await ask(t, b.client, "B", word, word, cut);
    }
    await b.client.end();
    await hears(t, b.client, "B", "end of input", cut);
    await closed(t, b.client, "B", "the socket is not closed after the child");
    await ask(t, a.client, "A", "still here?", "still here?", cut);
    t.holds(!over, {
      expected:
        "neither `shutdown()` nor `finished` resolves before client A has gone",
      got: "one of them did",
      cause: "the server does not wait for its connections",
    });
    await a.client.end();
    t.did("client A closed its writing side");
    await ended(
      t,
      server,
      shutdown,
      "the whole grace is waited for, though all clients have gone",
    );
    const { active, exited, failed } = server.stats();
    t.equal({ active, exited, failed }, { active: 0, exited: 2, failed: 0 }, {
      what: "what `stats()` counts",
      cause: "children were signalled although their clients finished in time",
    });
    unreported(t, "all clients finished in time");
  }),
);

lessonTest(
  "7.1.7 shutdown() asks children to end with SIGTERM after the grace",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, grace: 0, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "polite", "polite", "bytes were lost");
    await ask(t, b.client, "B", "polite", "polite", "bytes were lost");
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 0 ms");
    for (const [name, { client }] of Object.entries({ A: a, B: b })) {
      await hears(
        t,
        client,
        name,
        "asked to stop",
        "not every child is sent SIGTERM when the grace is over: the first signal that it gets is one that it cannot handle, or none",
      );
      await closed(t, client, name, "the socket is not closed after the child");
    }
    await ended(
      t,
      server,
      shutdown,
      "not every child is sent SIGTERM when the grace is over",
    );
  }),
  { skip: withoutSigterm },
);

lessonTest(
  "7.1.7 shutdown() kills children that ignore SIGTERM and drops clients that never read",
  trial(async (t: Trial) => {
    const { onError } = t;
    const stubborn = t.serve(forkServer({ child: PUPPET, grace: 0, onError }));
    const a = await connectPuppet(t, stubborn, "A");
    await ask(t, a.client, "A", "stubborn", "stubborn", "bytes were lost");
    const full = t.serve(forkServer({ child: ECHO, grace: 0, onError }));
    const deaf = await t.connect(full, "A");
    const other = await t.connect(full, "B");
    await fillUp(t, deaf, other, new Uint8Array(64 * 1024 * 1024));
    t.did("another server's client A has a child that ignores SIGTERM");
    const ends = [stubborn.shutdown(), full.shutdown()];
    t.did("shutdown() was called, with a grace of 0 ms");
    const [first = Promise.resolve(), second = Promise.resolve()] = ends;
    await t.within(second, {
      expected: "`shutdown()` ends the connection of a client that never reads",
      got: "it still waits for that client",
      cause: "SIGKILL ends the child, but the socket must be closed as well",
    }, 3_000);
    await ended(t, stubborn, first, "no SIGKILL follows on the SIGTERM");
    await closed(t, a.client, "A", "the socket is not closed after the child");
  }),
  { skip: withoutSigterm },
);

lessonTest(
  "7.1.7 shutdown() may be called twice, and again after the end",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, grace: LONG, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    let over = false;
    const first = server.shutdown();
    const second = server.shutdown().finally(() => over = true);
    t.did("shutdown() was called twice");
    await ask(
      t,
      a.client,
      "A",
      "still here?",
      "still here?",
      "the second call cut the client off",
    );
    t.holds(!over, {
      expected: "the second call waits for the same end as the first",
      got: "it resolved at once",
      cause: "a second call returns before the server has finished",
    });
    await a.client.end();
    t.did("client A closed its writing side");
    const cause =
      "a listener that is closed already is closed again, or a second call waits for something that comes once";
    await ended(t, server, Promise.all([first, second]).then(() => {}), cause);
    await ended(t, server, server.shutdown(), cause);
    await t.within(Promise.resolve(server[Symbol.asyncDispose]()), {
      expected: "disposing of a server that has ended does nothing",
      got: "it never resolves",
      cause,
    });
    for (const grace of [-1, NaN]) {
      let message = "it started";
      try {
        t.serve(forkServer({ child: PUPPET, grace, onError }));
      } catch (error) {
        message = String(error);
      }
      t.holds(message.includes("'grace'"), {
        expected:
          `forkServer() with grace: ${grace} throws an error that names 'grace'`,
        got: message,
        cause: "the option is not checked before the server starts",
      });
    }
  }),
);
