import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { soon } from "../harness/story/soon.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { timerSpy } from "../harness/timer_spy.ts";
import { Flood } from "./flood.ts";
import { graceIs, TERM_TIME } from "./grace_is.ts";
import { lightChildren } from "./light_children.ts";
import { signalSpy } from "./spawn_spy.ts";
import { means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  ECHO,
  hears,
  PUPPET,
  type Why,
} from "./puppets.ts";
import { ended } from "./shutdown.ts";

const trial = trialsOf("7.1.7");

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;
const withoutSigterm = Deno.build.os === "windows" &&
  "Windows has no SIGTERM that a program can handle";

lessonTest(
  "7.1.7 shutdown() asks children to end with SIGTERM after the grace",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const grace = 150;
    const server = t.serve(forkServer({ child: PUPPET, grace, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "polite", "polite");
    await ask(t, b.client, "B", "polite", "polite");
    using timers = timerSpy();
    using signals = signalSpy();
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
      "waits-without-limit",
      { method: "ForkingServer.shutdown()", signals },
    );
    for (const [name, { client, pid }] of Object.entries({ A: a, B: b })) {
      const why: Why = async (came) => {
        const isEnd = typeof came === "object" && came.line === "end of input";
        if (isEnd && signals.sentTo(pid).includes("SIGTERM")) {
          return "breaks-the-input-off";
        }
        // Client A's child was asked.
        if (name === "B") return "ends-one-child-only";
        // SIGKILL follows at the end of each connection.
        const first = signals.sent.find((signal) =>
          !["SIGKILL", ""].includes(`${signal}`)
        );
        if (first !== undefined) t.did(`a child was sent ${first}`);
        if (isEnd) {
          return first === undefined ? "stops-without-sigterm" : undefined;
        }
        if (came === "nothing") return undefined;
        if (first !== undefined && first !== "SIGTERM") {
          return "stops-by-another-signal";
        }
        if (came !== "the end") return undefined;
        const ends = () => server.stats().exited + server.stats().failed;
        await soon(() => ends() > 1);
        const { exited, failed } = server.stats();
        // A child that was asked ends well.
        if (exited > 0 && failed === 0) return "stops-before-the-last-words";
        if (exited > 0 || failed === 0) return undefined;
        return first === undefined
          ? "kills-after-the-grace"
          : "gives-no-time-to-end";
      };
      await hears(t, client, name, "asked to stop", why);
      await closed(t, client, name);
    }
    await ended(t, server, shutdown);
  }),
  { skip: withoutSigterm },
);

lessonTest(
  "7.1.7 shutdown() asks who still runs, where some have ended within the grace",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const grace = 100;
    const server = t.serve(forkServer({ child: PUPPET, grace, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, b.client, "B", "polite", "polite");
    const ending = a.client.end();
    const shutdown = server.shutdown();
    t.did(
      `client A closed its writing side, and shutdown() was called, with a grace of ${grace} ms`,
    );
    await ending;
    const failed = shutdown.then(() => {}, (error: unknown) => error);
    const error = await t.within(
      Promise.race([b.client.comes(), failed]),
      {
        expected: "client B's child is asked to end after the grace",
        got: "it is not",
      },
      grace + PATIENCE,
    );
    t.holds(error === undefined, {
      expected: "`shutdown()` does not reject",
      got: `it rejects with ${error}`,
      ...means(
        signalsNobody(error) && !t.children().includes(a.pid)
          ? "signals-the-ended"
          : undefined,
      ),
    });
    await ended(t, server, shutdown);
  }),
  { skip: withoutSigterm },
);

/** Whether this is what a signal throws that nobody is there for. */
function signalsNobody(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof TypeError;
}

lessonTest(
  "7.1.7 shutdown() kills children that ignore SIGTERM and drops clients that never read",
  trial(async (t: Trial) => {
    const { onError } = t;
    const stubborn = t.serve(forkServer({ child: PUPPET, grace: 0, onError }));
    const s = await connectPuppet(t, stubborn, "S");
    const s2 = await connectPuppet(t, stubborn, "S2");
    // Of a shutdown() that kills one child, two calls leave this one.
    const s3 = await connectPuppet(t, stubborn, "S3");
    await ask(t, s.client, "S", "stubborn", "stubborn");
    await ask(t, s2.client, "S2", "ignore", "ignoring");
    await ask(t, s3.client, "S3", "stubborn", "stubborn");
    using signals = signalSpy();
    const left = { first: 0, second: 0 };
    const call = (which: keyof typeof left) =>
      stubborn.shutdown()
        .then(() => void (left[which] = stubborn.children.length));
    const dying = call("first");
    const again = call("second");
    // Whether it may be called twice is asked in a test of its own.
    again.catch(() => {});
    t.did(
      "shutdown() was called twice, with a grace of 0 ms; the children of clients S, S2 and S3 ignore SIGTERM",
    );
    const run = () => stubborn.children.join(", ") || "none";
    await t.within(dying, () => ({
      expected: "`shutdown()` of the server of S, S2 and S3 resolves",
      got: `it has not; children that run, by their ids: ${run()}`,
      ...means(
        stubborn.children.length === 3
          ? "never-kills"
          : stubborn.children.length > 0
          ? "ends-one-child-only"
          : undefined,
      ),
    }), PATIENCE + TERM_TIME);
    t.holds(left.first === 0 && left.second === 0, {
      expected:
        "both calls of `shutdown()` last until the children of S, S2 and S3 have ended",
      got: `when the ${
        left.first > 0 ? "first" : "second"
      } call resolved, they had not yet`,
      ...means(
        left.first > 0 ? "resolves-too-early" : "second-call-returns-at-once",
      ),
    });
    const [first = "no signal", second = "no signal"] = [s, s2]
      .map((one) => signals.sentTo(one.pid)[0]);
    t.holds(first === second || first !== "SIGTERM" && second !== "SIGTERM", {
      expected:
        "the children of S and S2 are both sent SIGTERM, whatever comes of the other",
      got:
        `the first that S's child was sent is ${first}, and S2's child ${second}`,
      ...means("stops-one-after-the-other"),
      method: "ForkingServer.shutdown()",
    });
    const said = await t.within(s2.client.line(), {
      expected: "the server closes client S2's connection",
      got: "the connection stays open and silent",
    });
    t.holds(said === undefined, {
      expected:
        "client S2's child, which would end at the end of its input, runs until SIGKILL ends it",
      got: `it says ${JSON.stringify(said)} before`,
      ...means(said === "end of input" ? "breaks-the-input-off" : undefined),
    });
    for (const [name, { client }] of Object.entries({ S: s, S3: s3 })) {
      await closed(t, client, name);
    }
    const full = t.serve(forkServer({ child: ECHO, grace: 0, onError }));
    const deaf = await t.connect(full, "A");
    const own = [s.pid, s2.pid, s3.pid];
    let pid: number | undefined;
    await t.eventually(() => {
      pid = t.children().find((it) => !own.includes(it));
      return full.children.length === 1 && pid !== undefined;
    }, { expected: "client A is given a child", got: "it is not" });
    // Until its child reads, a flood is held up, and the server writes nothing.
    await ask(t, deaf, "A", "hello", "hello");
    const other = await t.connect(full, "B");
    const flood = new Flood(deaf, new Uint8Array(64 * 1024 * 1024));
    await flood.heldUp(t, other, "it does not read what comes back");
    if (pid !== undefined) Deno.kill(pid, "SIGKILL");
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
