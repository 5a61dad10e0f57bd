import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  ECHO,
  greeted,
  hears,
  PUPPET,
  type Why,
} from "./puppets.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import {
  noTimers,
  othersTimers,
  type Timer,
  timerSpy,
} from "../harness/timer_spy.ts";
import { atMost, notServed, turnedAwayBy, whyTooFew } from "./room.ts";
import { Script } from "./script.ts";
import { spawnFails } from "./spawn_spy.ts";
import { asking, untimedTrialsOf } from "./untimed.ts";
import { lightChildren } from "./light_children.ts";

/** More timers than there are places that become free in a test. */
const MANY = 4;
const isDismissal = ({ by }: Timer) => /#dismiss|#hangUp/.test(by);
const trial = untimedTrialsOf("7.1.6", "to learn of room", {
  needless: (all) => all.filter((timer) => !isDismissal(timer)),
  means: (timers) => asking(timers, timers.length > MANY),
});

/** What it shows when a client that is served, or would wait, is cut off. */
const cut: Why = (came) =>
  came === "the end" ? "ends-clients-for-room" : undefined;
const away = means("turns-clients-away");

lessonTest(
  "7.1.6 maxChildren holds up nobody who is served while another one waits",
  trialsOf("7.1.6")(async (t: Trial) => {
    const { onError } = t;
    const script = await Script.create("exec cat");
    using _script = script.inPlaceOfDeno();
    using takers = turnedAwayBy();
    const server = t.serve(
      forkServer({ child: ECHO, maxChildren: 1, onError }),
    );
    t.did("forkServer() was called with maxChildren: 1");
    using timers = timerSpy();
    const a = await t.connect(server, "A");
    await ask(t, a, "A", "hello", "hello", cut);
    const b = await t.connect(server, "B", away);
    await ask(t, a, "A", "still here?", "still here?", cut);
    const asks = asking(timers.timers, true);
    noTimers(t, timers, "while no child has ended", asks);
    await a.end();
    t.did("client A closed its writing side, so that its child ends");
    await ask(t, b, "B", "hello", "hello", async (came) => {
      if (came === "the end") {
        return { shows: "turns-clients-away", method: takers.method(server) };
      }
      if (came !== "nothing") return undefined;
      return await whyTooFew(t, "does-not-look-again");
    });
    noTimers(t, timers, "to learn of room", means("delays-by-timer"));
    await b.end();
    // Children that are killed in the end are another test's affair.
    await t.eventually(() => server.stats().exited === 2, {
      expected:
        "client B's child ends, too, when B has closed its writing side",
      got: "it still runs",
    });
  }),
  // It takes a hundredth of that; a loop that never yields takes all.
  { timeout: 4_000, skip: withoutProc },
);

lessonTest(
  "7.1.6 maxChildren lets so many clients in at once and serves the next when one ends",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, maxChildren: 2, onError }),
    );
    t.did("forkServer() was called with maxChildren: 2");
    const a = await connectPuppet(t, server, "A");
    const tooFew: Why = async (came) =>
      came === "nothing" && t.children().length < 2
        ? await whyTooFew(t)
        : undefined;
    const second = await t.connect(server, "B");
    const b = { client: second, pid: await greeted(t, second, "B", tooFew) };
    t.did("two of two children run");
    const c = await t.connect(server, "C", away);
    const d = await t.connect(server, "D", away);
    for (let turn = 0; turn < 20; turn++) {
      for (const [name, { client }] of Object.entries({ A: a, B: b })) {
        await client.send("busy\n");
        await hears(t, client, name, "busy", cut);
      }
      await atMost(t, 2, 2);
    }
    t.did("A and B got 20 answers each, while C and D waited");
    await a.client.end();
    t.did("client A closed its writing side, so that its child ends");
    await greeted(t, c, "C", notServed(t, () => b.client.end()));
    await atMost(t, 2);
    // B keeps its side of the connection open.
    await b.client.send("crash\n");
    t.did("client B's child crashed");
    const pid = await greeted(
      t,
      d,
      "D",
      // It is among the children no more.
      (came) =>
        came === "nothing" && t.children().length < 2
          ? "a-crash-keeps-its-place"
          : undefined,
    );
    await atMost(t, 2);
    Deno.kill(pid, "SIGKILL");
    t.did("client D's child was killed", `kill -9 ${pid}`);
    await closed(t, d, "D");
    const e = await t.connect(server, "E");
    await greeted(t, e, "E", notServed(t, () => c.end()));
    await atMost(t, 2);
  }),
);

lessonTest(
  "7.1.6 maxChildren lets in the next client when one of three has gone",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: ECHO, maxChildren: 3, onError }),
    );
    t.did("forkServer() was called with maxChildren: 3");
    const a = await t.connect(server, "A");
    const b = await t.connect(server, "B");
    const c = await t.connect(server, "C");
    await ask(
      t,
      c,
      "C",
      "hello",
      "hello",
      async (came) =>
        came === "nothing" && t.children().length < 3
          ? await whyTooFew(t)
          : undefined,
    );
    const d = await t.connect(server, "D", away);
    await a.end();
    t.did("client A closed its writing side, so that its child ends");
    await ask(t, d, "D", "hello", "hello", notServed(t, () => b.end()));
  }),
);

lessonTest(
  "7.1.6 maxChildren loses none of the clients that wait, also when one of them leaves",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, maxChildren: 1, onError }),
    );
    t.did("forkServer() was called with maxChildren: 1");
    // What comes of one that leaves is another step's.
    using _dismissals = othersTimers(isDismissal);
    const a = await connectPuppet(t, server, "A");
    const names = ["B", "C", "D", "E"];
    const waiting = [];
    for (const name of names) waiting.push(await t.connect(server, name, away));
    waiting[1]?.[Symbol.dispose]();
    t.did("client C, who waited, went away");
    await a.client.end();
    t.did("client A closed its writing side");
    for (const [index, name] of names.entries()) {
      const client = waiting[index];
      if (client === undefined || name === "C") continue;
      await greeted(t, client, name, (came) => {
        const { active, failed } = server.stats();
        t.did(`children that run: ${active}; that have failed: ${failed}`);
        // Whom C had left may have been ended by SIGTERM; all others end well.
        return came === "nothing" && active === 0 && failed > 0
          ? "a-crash-keeps-its-place"
          : undefined;
      });
      await atMost(t, 1);
      await ask(t, client, name, "hello", "hello");
      await client.end();
      t.did(`client ${name} closed its writing side`);
    }
    const { accepted, active } = server.stats();
    t.holds(accepted >= 4 && active <= 1, {
      expected: "four or five clients accepted, and at most one active",
      got: `${accepted} accepted, ${active} active`,
    });
  }),
);

lessonTest(
  "7.1.6 maxChildren keeps no place for a child that could not be started",
  // Where none can be started, one may rest for a while.
  trialsOf("7.1.6")(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: ECHO, maxChildren: 2, onError }),
    );
    t.did("forkServer() was called with maxChildren: 2");
    for (const name of ["A", "B"]) {
      using _full = spawnFails();
      const client = await t.connect(server, name);
      let over = false;
      client.rest().finally(() => over = true).catch(() => {});
      await t.eventually(() => over || server.children.length > 0, {
        expected:
          `the connection of client ${name}, for whom no child could be started, is closed`,
        got: "it stays open and silent",
      });
      if (!over) return; // It was started in another way.
      t.did(`client ${name}'s connection was closed, as there was no child`);
    }
    const c = await t.connect(server, "C");
    await ask(
      t,
      c,
      "C",
      "hello",
      "hello",
      (came) =>
        came === "nothing" && server.children.length === 0
          ? "keeps-a-place-for-nobody"
          : undefined,
    );
  }),
);

lessonTest(
  "7.1.6 maxChildren must be a whole number of at least 1",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
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
      });
    }
  }),
);
