import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { LOST, startPrefork, withoutSharedPorts } from "./prefork.ts";
import { ask, closed, unreported } from "./puppets.ts";

const trial = trialsOf("7.1.8");

lessonTest(
  "7.1.8 shutdown() of a prefork server serves those who wait in the queue",
  trial(async (t: Trial) => {
    const server = await startPrefork(t, { children: 2, grace: 60_000 });
    const early = await t.connect(server, "early");
    await ask(t, early, "early", "hello", "hello", LOST);
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
    const cause =
      "a child closed its listening socket, or was ended, with clients in its queue: let it drain first";
    for (const [i, client] of waiting.entries()) {
      const name = names[i] ?? "";
      await ask(t, client, name, "hello", "hello", cause);
      await client.end();
      await closed(t, client, name, cause);
    }
    await ask(
      t,
      early,
      "early",
      "bye",
      "bye",
      "a client within its grace was cut off",
    );
    await early.end();
    await t.within(Promise.all([shutdown, server.finished]), () => ({
      expected:
        "`shutdown()` and `finished` resolve when the clients have gone",
      got: `they have not; children: ${t.children().join(", ")}`,
      cause:
        "a child was not asked to stop, or was replaced when it had stopped",
    }));
    t.equal([t.children(), server.children], [[], []], {
      what: "what is left of the children",
      cause: "shutdown() resolves before the children have ended",
    });
    const { accepted, active, exited, failed } = server.stats();
    t.equal([accepted, active, exited, failed], [9, 0, 2, 0], {
      what: "what `stats()` counts as accepted, active, exited and failed",
      cause: "a child was killed that would have ended by itself",
    });
    unreported(t, "the end of a child is no news when the server stops");
  }),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 shutdown() of a prefork server ends clients after the grace",
  trial(async (t: Trial) => {
    // Side by side, as each takes its time.
    await Promise.all([
      endsClients(t),
      endsChild(t, "polite", [1, 0]),
      endsChild(t, "stubborn", [0, 1]),
    ]);
    t.equal(t.children(), [], {
      what: "the list of children",
      cause: "shutdown() resolves before the children have ended",
    });
    unreported(t, "the end of a child is no news when the server stops");
  }),
  { skip: withoutSharedPorts },
);

async function endsClients(t: Trial): Promise<void> {
  const server = await startPrefork(t, { children: 2, grace: 0 });
  const client = await t.connect(server, "A");
  await ask(t, client, "A", "hello", "hello", LOST);
  const shutdown = Promise.all([server.shutdown(), server.shutdown()]);
  t.did("shutdown() was called twice, with a grace of 0 ms");
  await t.within(shutdown, {
    expected: "the children end, although client A stays",
    got: "they still run",
    cause: "children that do not end within the grace get no signal",
  });
  await closed(t, client, "A", "its child still runs");
}

/** A child that ends at SIGTERM only, or not even then. */
async function endsChild(
  t: Trial,
  kind: "polite" | "stubborn",
  counts: [exited: number, failed: number],
): Promise<void> {
  const child = new URL(`./programs/prefork_busy.ts?${kind}`, import.meta.url);
  const server = await startPrefork(t, { children: 1, child, grace: 0 });
  const shutdown = server.shutdown();
  t.did(
    `shutdown() was called of a server whose child ${
      kind === "polite" ? "waits for" : "ignores"
    } SIGTERM`,
  );
  await t.within(shutdown, {
    expected: "the child ends",
    got: "it still runs",
    cause: "no SIGKILL follows on SIGTERM",
  });
  const { exited, failed } = server.stats();
  t.equal([exited, failed], counts, {
    what: "what `stats()` counts as exited and as failed",
    cause:
      "SIGTERM comes first, so that a child can end well, and SIGKILL half a second later",
  });
}
