import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import { type Stoppable, type Trial, trialsOf } from "../harness/net/trial.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { quietTime } from "../harness/story/quiet_time.ts";
import { soon } from "../harness/story/soon.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { Flood } from "./flood.ts";
import { graceIs } from "./grace_is.ts";
import { type Id, means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  ECHO,
  hears,
  PUPPET,
  unreported,
  type Why,
} from "./puppets.ts";
import { timerSpy, type Untimed, untimed } from "../harness/timer_spy.ts";
import { lightChildren } from "./light_children.ts";

const trial = trialsOf("7.1.7");

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;
const LONG = 60_000;
const withoutSigterm = Deno.build.os === "windows" &&
  "Windows has no SIGTERM that a program can handle";

/** Milliseconds that SIGTERM has to work, and some more. */
const TERM_TIME = 600;

/** What it shows when a client within its grace is cut off. */
const cut = (shows: Id): Why => (came) =>
  came === "the end" || typeof came === "object" && came.line === "end of input"
    ? shows
    : undefined;

/**
 * Waits for the end of `shutdown()`; then nothing may be left.
 *
 * @param pending What it shows if it does not resolve.
 */
async function ended(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
  pending?: Id,
): Promise<void> {
  let finished = false;
  server.finished.then(() => finished = true, () => {});
  const run = () => `children that run: ${t.children().join(", ") || "none"}`;
  await t.within(shutdown, () => ({
    expected: "`shutdown()` resolves",
    got: `it has not; ${run()}`,
    ...means(pending),
  }), PATIENCE + TERM_TIME);
  t.holds(finished, {
    expected: "`finished` has resolved when `shutdown()` resolves",
    got: `it has not; ${run()}`,
    ...means("resolves-too-early"),
  });
  t.equal(t.children(), [], {
    what: "the list of child processes once `shutdown()` has resolved",
  });
}

/** Whether a server soon refuses clients: not many, as each has a child. */
async function refuses({ addr }: Stoppable): Promise<boolean> {
  for (const pause of [0, 20, 50, 100, 200]) {
    await quietTime(pause);
    const refused = await Client.connect(addr).then(
      (client) => client[Symbol.dispose](),
      () => true,
    );
    if (refused) return true;
  }
  return false;
}

/** Of timers that are shorter than the grace. */
const noOtherTimer: Untimed = {
  when: "but for the grace",
  needless(all) {
    const short = all.filter(({ ms }) => ms < LONG / 2);
    // Whose accept() fails, as nobody listens, may rest before he looks why.
    const rests = short.length === 1 && short.every(({ ms }) => ms <= 20);
    // A grace that is far too short is over before this is looked at.
    const isGrace = short.length === all.length && short.length < 3 &&
      short.every(({ ms }) => ms <= 500);
    return rests || isGrace ? [] : short;
  },
  means: ({ length }, all) =>
    means(
      length > 2
        ? "asks-again-and-again"
        : all.some(({ ms }) => ms > LONG / 2)
        ? "delays-by-timer"
        : "takes-another-grace",
    ),
};

lessonTest(
  "7.1.7 shutdown() lets clients finish within their grace and accepts no more",
  trial(untimed(noOtherTimer, async (t: Trial) => {
    await using _children = await lightChildren();
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
    t.holds(await refuses(server), {
      expected: "new connections are refused",
      got: "they are accepted",
      ...means("goes-on-accepting"),
    });
    const early = cut("gives-no-grace");
    for (const word of ["one", "two", "three"]) {
      await ask(t, a.client, "A", word, word, early);
      await ask(t, b.client, "B", word, word, early);
    }
    await b.client.end();
    await hears(t, b.client, "B", "end of input", early);
    await closed(t, b.client, "B");
    await ask(t, a.client, "A", "still here?", "still here?", early);
    t.holds(!over, {
      expected:
        "neither `shutdown()` nor `finished` resolves before client A has gone",
      got: "one of them has resolved, and client A is still served",
      ...means("resolves-too-early"),
    });
    await a.client.end();
    t.did("client A closed its writing side");
    await ended(t, server, shutdown, "waits-out-the-grace");
    const { active, exited, failed } = server.stats();
    t.equal({ active, exited, failed }, { active: 0, exited: 2, failed: 0 }, {
      what: "what `stats()` counts",
    });
    unreported(t);
  })),
);

lessonTest(
  "7.1.7 shutdown() asks children to end with SIGTERM after the grace",
  trial(async (t: Trial) => {
    await using _children = await lightChildren();
    const { onError } = t;
    const grace = 150;
    const server = t.serve(forkServer({ child: PUPPET, grace, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "polite", "polite");
    await ask(t, b.client, "B", "polite", "polite");
    using timers = timerSpy();
    const begin = performance.now();
    const shutdown = server.shutdown();
    t.did(`shutdown() was called, with a grace of ${grace} ms`);
    await graceIs(
      t,
      grace,
      begin,
      timers,
      a.client.comes(),
      "takes-another-grace",
    );
    for (const [name, { client }] of Object.entries({ A: a, B: b })) {
      const why: Why = async (came) => {
        // Client A's child was asked.
        if (name === "B") return "ends-one-child-only";
        if (typeof came === "object" && came.line === "end of input") {
          return "never-asks-the-child-to-end";
        }
        if (typeof came === "object" && came.line === "interrupted") {
          return "sends-another-signal";
        }
        if (came !== "the end") return undefined;
        const ended = () => server.stats().exited + server.stats().failed > 0;
        if (!await soon(ended)) return undefined;
        // A child that was asked ends well.
        return server.stats().exited > 0
          ? "drops-last-words"
          : "kills-after-the-grace";
      };
      await hears(t, client, name, "asked to stop", why);
      await closed(t, client, name);
    }
    await ended(t, server, shutdown);
  }),
  { skip: withoutSigterm },
);

lessonTest(
  "7.1.7 shutdown() kills children that ignore SIGTERM and drops clients that never read",
  trial(async (t: Trial) => {
    const { onError } = t;
    const stubborn = t.serve(forkServer({ child: PUPPET, grace: 0, onError }));
    const s = await connectPuppet(t, stubborn, "S");
    const s2 = await connectPuppet(t, stubborn, "S2");
    await ask(t, s.client, "S", "stubborn", "stubborn");
    await ask(t, s2.client, "S2", "stubborn", "stubborn");
    const dying = stubborn.shutdown();
    t.did(
      "shutdown() was called, with a grace of 0 ms; the children of clients S and S2 ignore SIGTERM",
    );
    const full = t.serve(forkServer({ child: ECHO, grace: 0, onError }));
    const deaf = await t.connect(full, "A");
    await t.eventually(() => full.children.length === 1, {
      expected: "client A is given a child",
      got: "it is not",
    });
    const [pid = 0] = full.children;
    const other = await t.connect(full, "B");
    const flood = new Flood(deaf, new Uint8Array(64 * 1024 * 1024));
    const run = () => stubborn.children.join(", ") || "none";
    // Side by side, as each takes its time.
    await Promise.all([
      t.within(dying, () => ({
        expected: "`shutdown()` of the server of S and S2 resolves",
        got: `it has not; children that run: ${run()}`,
        ...means(
          stubborn.children.length === 1
            ? "ends-one-child-only"
            : "never-kills",
        ),
      }), PATIENCE + TERM_TIME),
      flood.heldUp(t, other, "it does not read what comes back"),
    ]);
    for (const [name, { client }] of Object.entries({ S: s, S2: s2 })) {
      await closed(t, client, name);
    }
    Deno.kill(pid, "SIGKILL");
    await t.eventually(() => full.children.length === 1, {
      expected: "client A's child has ended when it was killed",
      got: "it still runs",
    });
    t.did("client A's child was killed; its connection lives on");
    const shutdown = full.shutdown();
    t.did("shutdown() of client A's server was called, too");
    const held = () =>
      socketsOf(full.addr.port, [Deno.pid]).some(({ peer }) => peer !== 0);
    await t.within(shutdown, () => ({
      expected:
        "`shutdown()` of client A's server resolves, although A never reads",
      got: `it has not; its children: ${full.children.join(", ") || "none"}; ` +
        (held() ? "it still holds client A's socket" : "no socket is left"),
      ...means(
        held() && full.children.length === 0 ? "keeps-the-socket" : undefined,
      ),
    }), PATIENCE + TERM_TIME);
    await ended(t, full, shutdown);
  }),
  { skip: withoutSigterm, timeout: LIMIT },
);

lessonTest(
  "7.1.7 shutdown() may be called twice, and again after the end",
  trial(async (t: Trial) => {
    await using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, grace: LONG, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    let over = false;
    const first = server.shutdown();
    let error: unknown;
    const second = server.shutdown().catch((thrown) => error = thrown)
      .finally(() => over = true);
    t.did(`shutdown() was called twice, with a grace of ${LONG} ms`);
    const early = cut("cuts-at-the-second-call");
    await ask(t, a.client, "A", "still here?", "still here?", early);
    const refuse = () =>
      t.holds(error === undefined, {
        expected: "a second call of shutdown() waits for the same end",
        got: `it rejects: ${error}`,
        ...means("closes-twice"),
      });
    refuse();
    t.holds(!over, {
      expected: "the second call waits for the same end as the first",
      got: "it resolved at once",
      ...means("resolves-too-early"),
    });
    await a.client.end();
    t.did("client A closed its writing side");
    await ended(t, server, Promise.all([first, second]).then(() => {}));
    const third = server.shutdown().catch((thrown) => error = thrown);
    await ended(t, server, third);
    refuse();
    await t.within(Promise.resolve(server[Symbol.asyncDispose]()), {
      expected: "disposing of a server that has ended does nothing",
      got: "it never resolves",
    });
    const idle = t.serve(forkServer({ child: PUPPET, grace: LONG, onError }));
    t.did("shutdown() was called of a server that has had no client");
    await ended(t, idle, idle.shutdown(), "waits-out-the-grace");
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
      });
    }
  }),
);
