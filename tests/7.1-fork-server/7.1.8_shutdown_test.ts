import { setImmediate } from "node:timers/promises";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning } from "../harness/processes/proc.ts";
import { soon } from "../harness/story/soon.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { type Crashing, crashing } from "./breakable.ts";
import { graceIs, TERM_TIME } from "./grace_is.ts";
import { means } from "./misconceptions.ts";
import { startPrefork, withoutSharedPorts } from "./prefork.ts";
import { ask, closed, unreported, type Why } from "./puppets.ts";
import { signalSpy } from "./spawn_spy.ts";
import { timerSpy, type Untimed, untimed } from "../harness/timer_spy.ts";
import { lightChildren } from "./light_children.ts";

const trial = trialsOf("7.1.8");

/** In this file, no time is waited for but the grace. */
const noTimer: Untimed = {
  when: "but for the grace",
  only: "prefork_server.ts",
  needless: (all) => all.filter(({ ms }) => ms <= 5_000),
  means: ([first]) =>
    means(first?.by.endsWith("#keep") ? "delays-by-timer" : "drains-by-timer"),
};

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;

lessonTest(
  "7.1.8 shutdown() of a prefork server serves those who wait in the queue",
  trial(untimed(noTimer, async (t: Trial) => {
    const server = await startPrefork(t, { children: 2, grace: 60_000 });
    const early = await t.connect(server, "early");
    await ask(t, early, "early", "hello", "hello");
    const pids = t.children();
    for (const pid of pids) Deno.kill(pid, "SIGSTOP");
    t.did("the children were stopped", `kill -STOP ${pids.join(" ")}`);
    const names = ["A", "B", "C", "D", "E", "F", "G", "H"];
    const waiting: Client[] = [];
    for (const name of names) waiting.push(await t.connect(server, name));
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 60 s");
    for (const pid of pids) Deno.kill(pid, "SIGCONT");
    t.did("the children were continued", `kill -CONT ${pids.join(" ")}`);
    const why: Why = async (came) => {
      const ended = () => {
        const { exited, failed } = server.stats();
        return exited + failed > 0;
      };
      if (came !== "the end") return undefined;
      // Nobody ends as long as each child has a client.
      if (!await soon(ended) && server.stats().accepted > names.length) {
        return undefined;
      }
      return server.stats().failed > 0
        ? "ends-without-draining"
        : "closes-with-clients-waiting";
    };
    for (const [i, client] of waiting.entries()) {
      const name = names[i] ?? "";
      await ask(t, client, name, "hello", "hello", why);
      await client.end();
      await closed(t, client, name);
    }
    await ask(t, early, "early", "bye", "bye");
    await early.end();
    const others = () => t.children().filter((pid) => !pids.includes(pid));
    let finished = false;
    server.finished.then(() => finished = true, () => {});
    await t.within(Promise.all([shutdown, server.finished]), () => ({
      expected:
        "`shutdown()` and `finished` resolve when the clients have gone",
      got: `they have not; ${
        others().length > 0
          ? `there are other children now: ${others().join(", ")}`
          : `children that run, by their ids: ${
            t.children().join(", ") || "none"
          }${finished ? "; `finished` has resolved, and `#drain()` waits" : ""}`
      }`,
      ...means(
        others().length > 0
          ? "replaces-what-it-stopped"
          : t.children().length === pids.length
          ? "never-asks-to-stop"
          : t.children().length > 0
          ? "ends-one-child-only"
          : finished
          ? "waits-out-the-grace"
          : undefined,
      ),
      ...(finished ? { method: "PreforkingServer.drain()" } : {}),
    }));
    const left = t.children();
    t.equal([left, server.children], [[], []], {
      what: "what is left of the children",
      ...means(left.length > 0 ? "leaves-running-children" : undefined),
    });
    const { accepted, active, exited, failed } = server.stats();
    t.equal([accepted, active, exited, failed], [9, 0, 2, 0], {
      what: "what `stats()` counts as accepted, active, exited and failed",
    });
    unreported(t, "reports-planned-ends");
  })),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 shutdown() of a prefork server ends clients after the grace",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    using signals = signalSpy();
    // Side by side, as each takes its time.
    const [stubborn] = await Promise.all([
      endsChildren(t, "prefork_stubborn.ts", { exited: 0, failed: 2 }),
      endsChildren(t, "prefork_polite.sh", { exited: 2, failed: 0 }),
      endsClients(t),
      endsUnborn(t),
      endsLate(t),
    ]);
    const first = stubborn.map((pid) => signals.sentTo(pid)[0] ?? "no signal");
    t.holds(
      first.every((one) => one === first[0]) || !first.includes("SIGTERM"),
      {
        expected:
          "the two children that ignore SIGTERM are both sent it, whatever comes of the other",
        got: `the first that they were sent: ${first.join(" and ")}`,
        ...means("stops-one-after-the-other"),
        method: "PreforkingServer.drain()",
      },
    );
    t.equal(t.children(), [], {
      what: "the list of children",
    });
    const { length } = t.reported;
    t.holds(length === 2, {
      expected: "`onError` is told of the two children that were killed first",
      got: t.reported.join("; "),
      ...means(length > 2 ? "reports-planned-ends" : undefined),
    });
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);

async function endsClients(t: Trial): Promise<void> {
  const grace = 150;
  const server = await startPrefork(t, { children: 1, grace });
  const client = await t.connect(server, "A");
  await ask(t, client, "A", "hello", "hello");
  using timers = timerSpy();
  const begin = performance.now();
  const shutdown = Promise.all([server.shutdown(), server.shutdown()]);
  t.did(
    `shutdown() of client A's server was called twice, with a grace of ${grace} ms`,
  );
  await graceIs(
    t,
    grace,
    begin,
    timers,
    shutdown,
    "drains-with-another-grace",
    "drains-without-limit",
  );
  await closed(t, client, "A");
}

/** Two children that end at SIGTERM only, or not even then; gives their ids. */
async function endsChildren(
  t: Trial,
  program: "prefork_polite.sh" | "prefork_stubborn.ts",
  counts: { exited: number; failed: number },
): Promise<readonly number[]> {
  const child = new URL(`./programs/${program}`, import.meta.url);
  const isPolite = program === "prefork_polite.sh";
  const server = await startPrefork(t, { children: 2, child, grace: 0 });
  const pids = server.children;
  const shutdown = server.shutdown();
  const whose = `the two children on port ${server.addr.port}`;
  t.did(
    `shutdown() of the server on port ${server.addr.port} was called, with a grace of 0 ms; its two children ${
      isPolite ? "end at SIGTERM only" : "ignore SIGTERM"
    }`,
  );
  await t.within(shutdown, () => {
    const asked = server.stats().accepted > 0;
    const { length } = server.children;
    return {
      expected: `${whose} end`,
      got: `${length} of them still run${length === 1 ? "s" : ""}; ${
        asked ? "SIGTERM has come to them" : "no signal has come to them"
      }`,
      ...means(
        length === 1
          ? "ends-one-child-only"
          : length === 0
          ? undefined
          : asked
          ? "never-kills"
          : "drains-without-limit",
      ),
    };
  }, PATIENCE / 2 + TERM_TIME);
  const { exited, failed } = server.stats();
  t.equal({ exited, failed }, counts, {
    what: `what \`stats()\` counts when ${whose} have ended`,
    ...means(
      !isPolite
        ? undefined
        : failed === 2
        ? "kills-what-it-drains"
        : failed === 1
        ? "ends-one-child-only"
        : undefined,
    ),
  });
  return pids;
}

/** Starts a server whose next child is this one, and waits for its start. */
async function withUnborn(
  t: Trial,
  kind: "hang" | "wake",
  grace: number,
  fn: (crashing: Crashing, next: number) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const one = await crashing(
      t,
      `${folder}/child.ts`,
      (program, report) => report === 1 && program[kind](),
      grace,
    );
    const next = () => one.server.children.find((pid) => pid !== one.killed);
    await t.eventually(() => next() !== undefined, {
      expected: "another child is started in the place of the killed one",
      got: "none is",
    });
    const before = one.errors.length;
    await fn(one, next() ?? 0);
    const told = one.errors.slice(before);
    t.holds(told.length === 0, {
      expected:
        "`onError` is told nothing of a child that the server has ended",
      got: `it was told ${told.join("; ")}`,
      ...means("reports-planned-ends"),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A child that does not listen yet when its server stops. */
async function endsUnborn(t: Trial): Promise<void> {
  await withUnborn(t, "hang", 0, async ({ server }) => {
    t.did("another one was started, which does not come to listen");
    await t.within(server.shutdown(), {
      expected:
        "`shutdown()` of the server of the killed child, with a grace of 0 ms, resolves",
      got: "it does not",
    }, PATIENCE / 2 + TERM_TIME);
  });
}

/** A child that comes to listen only when its server stops, and runs on. */
async function endsLate(t: Trial): Promise<void> {
  await withUnborn(t, "wake", LIMIT, async ({ server }, next) => {
    let over = false;
    const shutdown = server.shutdown().finally(() => over = true);
    t.did(
      `another one, process ${next}, comes to listen when it is asked to stop, and runs on; shutdown() was called, with a grace of ${LIMIT} ms`,
    );
    // It says that it has accepted in the same breath.
    const asked = () => server.stats().accepted > 0;
    await t.eventually(() => asked() || over || !isRunning(next), {
      expected: `process ${next} is asked to stop`,
      got: "it is not",
      ...means("never-asks-to-stop"),
    });
    await setImmediate();
    t.holds(isRunning(next), {
      expected: `process ${next} is asked to stop, and has its grace then`,
      got: "a signal has ended it",
      ...means(asked() ? undefined : "ends-without-draining"),
    });
    t.holds(!over, {
      expected: "`shutdown()` is pending until that child has ended",
      got: `it has resolved, and process ${next} runs on`,
      ...means("leaves-a-late-child"),
    });
    Deno.kill(next, "SIGKILL");
    t.did("that child was killed", `kill -9 ${next}`);
    await t.within(shutdown, {
      expected: "`shutdown()` of its server resolves",
      got: "it does not",
    });
  });
}
