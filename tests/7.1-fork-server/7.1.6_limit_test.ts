import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { ask, closed, connectPuppet, greeted, PUPPET } from "./puppets.ts";

const trial = trialsOf("7.1.6");

/** Expects that no more than `limit` children run now. */
function atMost(t: Trial, limit: number): void {
  const pids = t.children();
  t.holds(pids.length <= limit, {
    expected: `at most ${limit} child processes with maxChildren: ${limit}`,
    got: `${pids.length}: ${pids.join(", ")}`,
    cause:
      "a child is started before there is room for it: the wait must come before the next child, and look again after each end",
  });
}

lessonTest(
  "7.1.6 maxChildren lets so many clients in at once and serves the next when one ends",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, maxChildren: 2, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    t.did("two of two children run");
    const c = await t.connect(server, "C");
    const d = await t.connect(server, "D");
    for (let turn = 0; turn < 20; turn++) {
      await ask(
        t,
        a.client,
        "A",
        "busy",
        "busy",
        "who waits stalls the others",
      );
      await ask(
        t,
        b.client,
        "B",
        "busy",
        "busy",
        "who waits stalls the others",
      );
      atMost(t, 2);
    }
    await a.client.end();
    t.did("client A closed its writing side, so that its child ends");
    await greeted(t, c, "C");
    atMost(t, 2);
    // B keeps its side of the connection open.
    await b.client.send("crash\n");
    t.did("client B's child crashed");
    const pid = await greeted(t, d, "D");
    atMost(t, 2);
    Deno.kill(pid, "SIGKILL");
    t.did("client D's child was killed", `kill -9 ${pid}`);
    await closed(t, d, "D", "its child was killed, and it is not told");
    await connectPuppet(t, server, "E");
    atMost(t, 2);
  }),
);

lessonTest(
  "7.1.6 maxChildren loses none of the clients that wait, also when one of them leaves",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, maxChildren: 1, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    const names = ["B", "C", "D", "E"];
    const waiting = [];
    for (const name of names) waiting.push(await t.connect(server, name));
    waiting[1]?.[Symbol.dispose]();
    t.did("client C, who waited, went away");
    await a.client.end();
    t.did("client A closed its writing side");
    for (const [index, name] of names.entries()) {
      const client = waiting[index];
      if (client === undefined || name === "C") continue;
      await greeted(t, client, name);
      atMost(t, 1);
      await ask(
        t,
        client,
        name,
        "hello",
        "hello",
        "a client that waited is not served like the others",
      );
      await client.end();
      t.did(`client ${name} closed its writing side`);
    }
    const { accepted, active } = server.stats();
    t.holds(accepted >= 4 && active <= 1, {
      expected: "four or five clients accepted, and at most one active",
      got: `${accepted} accepted, ${active} active`,
      cause: "a client was turned away, or counted wrongly",
    });
  }),
);

lessonTest(
  "7.1.6 maxChildren must be a whole number of at least 1",
  trial(async (t: Trial) => {
    const { onError } = t;
    const good = t.serve(
      forkServer({ child: PUPPET, maxChildren: 1, onError }),
    );
    await connectPuppet(t, good, "A");
    await t.connect(good, "B");
    for (const maxChildren of [0, -1, 1.5, NaN]) {
      let error: unknown;
      try {
        t.serve(forkServer({ child: PUPPET, maxChildren, onError }));
      } catch (thrown) {
        error = thrown;
      }
      const message = error instanceof Error ? error.message : "it started";
      t.holds(message.includes("'maxChildren'"), {
        expected:
          `forkServer() with maxChildren: ${maxChildren} throws an error that names 'maxChildren'`,
        got: message,
        cause: "the option is not checked before the server starts",
      });
    }
  }),
);
