import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { crashing } from "./breakable.ts";
import { graceIs } from "./grace_is.ts";
import { means } from "./misconceptions.ts";
import { startPrefork, withoutSharedPorts } from "./prefork.ts";
import { ask, closed, unreported, type Why } from "./puppets.ts";
import { timerSpy } from "../harness/timer_spy.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;

/** Milliseconds that SIGTERM has to work, and some more. */
const TERM_TIME = 600;

lessonTest(
  "7.1.8 shutdown() of a prefork server serves those who wait in the queue",
  trial(async (t: Trial) => {
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
      if (came !== "the end" || !await soon(ended)) return undefined;
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
    await t.within(Promise.all([shutdown, server.finished]), () => ({
      expected:
        "`shutdown()` and `finished` resolve when the clients have gone",
      got: `they have not; ${
        others().length > 0
          ? `there are other children now: ${others().join(", ")}`
          : `children that run: ${t.children().join(", ") || "none"}`
      }`,
      ...means(
        others().length > 0
          ? "replaces-what-it-stopped"
          : t.children().length === pids.length
          ? "never-asks-to-stop"
          : "ends-one-child-only",
      ),
    }));
    t.equal([t.children(), server.children], [[], []], {
      what: "what is left of the children",
    });
    const { accepted, active, exited, failed } = server.stats();
    t.equal([accepted, active, exited, failed], [9, 0, 2, 0], {
      what: "what `stats()` counts as accepted, active, exited and failed",
    });
    unreported(t, "reports-planned-ends");
  }),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 shutdown() of a prefork server ends clients after the grace",
  trial(async (t: Trial) => {
    // Side by side, as each takes its time.
    await Promise.all([
      endsClients(t),
      endsChildren(t, "polite", { exited: 2, failed: 0 }),
      endsChildren(t, "stubborn", { exited: 0, failed: 2 }),
      endsUnborn(t),
    ]);
    t.equal(t.children(), [], {
      what: "the list of children",
    });
    const { length } = t.reported;
    t.holds(length === 1, {
      expected: "`onError` is told of the one child that was killed",
      got: t.reported.join("; "),
      ...means(length > 1 ? "reports-planned-ends" : undefined),
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
  await graceIs(t, grace, begin, timers, shutdown, "drains-with-another-grace");
  await closed(t, client, "A");
}

/** Two children that end at SIGTERM only, or not even then. */
async function endsChildren(
  t: Trial,
  kind: "polite" | "stubborn",
  counts: { exited: number; failed: number },
): Promise<void> {
  const child = new URL(`./programs/prefork_busy.ts?${kind}`, import.meta.url);
  const server = await startPrefork(t, { children: 2, child, grace: 0 });
  const shutdown = server.shutdown();
  const whose = `the two children on port ${server.addr.port}`;
  t.did(
    `shutdown() of the server on port ${server.addr.port} was called, with a grace of 0 ms; its two children ${
      kind === "polite" ? "end at SIGTERM only" : "ignore SIGTERM"
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
          : asked
          ? "never-kills"
          : "waits-without-limit",
      ),
    };
  }, PATIENCE + TERM_TIME);
  const { exited, failed } = server.stats();
  t.equal({ exited, failed }, counts, {
    what: `what \`stats()\` counts when ${whose} have ended`,
    ...means(
      kind === "stubborn"
        ? undefined
        : failed === 2
        ? "kills-after-the-grace"
        : failed === 1
        ? "ends-one-child-only"
        : undefined,
    ),
  });
}

/** A child that does not listen yet when its server stops. */
async function endsUnborn(t: Trial): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const { server, killed, reports } = await crashing(
      t,
      `${folder}/child.ts`,
      (program, report) => report === 1 && program.hang(),
      0,
    );
    const next = () => server.children.some((pid) => pid !== killed);
    await t.eventually(next, {
      expected: "another child is started in the place of the killed one",
      got: "none is",
    });
    t.did("another one was started, which does not come to listen");
    const before = reports();
    await t.within(server.shutdown(), {
      expected:
        "`shutdown()` of the server of the killed child, with a grace of 0 ms, resolves",
      got: "it does not",
    }, PATIENCE + TERM_TIME);
    t.equal(reports() - before, 0, {
      what: "how often `onError` was told of a child that the server has ended",
      ...means("reports-planned-ends"),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
