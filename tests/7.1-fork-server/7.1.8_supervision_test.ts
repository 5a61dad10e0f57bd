import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { LOST, startPrefork, withoutSharedPorts } from "./prefork.ts";
import { ask, closed } from "./puppets.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; to give up takes five children, one after the other. */
const LONG_PATIENCE = 12_000;

lessonTest(
  "7.1.8 preforkServer() gives up on children that end before they listen",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    try {
      // Side by side, as each waits through the same back-off.
      await Promise.all([
        neverStarts(t, `${folder}/never.ts`),
        breaksLater(t, `${folder}/later.ts`),
      ]);
      t.equal(t.children(), [], {
        what: "the list of children once the server has given up",
        cause: "the children of the other places are not ended",
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts },
);

/** A server whose program never worked. */
async function neverStarts(t: Trial, file: string): Promise<void> {
  await Deno.writeTextFile(file, "Deno.exit(7);");
  const child = new URL(`file://${file}`);
  const rejected = await t.within(
    preforkServer({ children: 2, child, onError: t.onError })
      .then((server) => t.serve(server)).catch((error) => error),
    {
      expected: "preforkServer() rejects after some attempts",
      got: "it is still trying",
      cause: "children that die at birth are replaced for ever",
    },
    LONG_PATIENCE,
  );
  fatal(t, rejected);
}

/** A server whose program breaks after it was started. */
async function breaksLater(t: Trial, file: string): Promise<void> {
  const real = new URL(
    "../../lessons/7.1-fork-server/given/prefork_child.ts",
    import.meta.url,
  );
  await Deno.writeTextFile(file, `import ${JSON.stringify(real.href)};`);
  const { onError } = t;
  const child = new URL(`file://${file}`);
  const starting = preforkServer({ children: 1, child, onError });
  const server = await t.within(starting, {
    expected: "preforkServer() resolves when its child listens",
    got: "it is still pending",
    cause: "a child says that it listens with a line on its stdout",
  });
  await Deno.writeTextFile(file, "Deno.exit(7);");
  const [pid = 0] = server.children;
  const born = new Set<number>();
  const begin = performance.now();
  Deno.kill(pid, "SIGKILL");
  t.did("its program was broken and its child killed", `kill -9 ${pid}`);
  let end: unknown;
  let pauses = 0;
  let pausing = false;
  server.finished.then(() => end = "it resolved", (error) => end = error);
  await t.eventually(() => {
    for (const child of server.children) born.add(child);
    if (server.children.length > 0) pausing = false;
    else if (!pausing) {
      pausing = true;
      pauses++;
    }
    return end !== undefined;
  }, () => ({
    expected: "`finished` rejects after some attempts",
    got: `it is still trying, after ${born.size - 1} attempts`,
    cause: "children that die at birth are replaced for ever",
  }), LONG_PATIENCE);
  const time = Math.round(performance.now() - begin);
  fatal(t, end);
  t.holds(born.size > 2 && pauses > 2 && time >= 600, {
    expected: "it waits longer after each attempt, for over 600 ms in all",
    got: `it gave up after ${time} ms, ${
      born.size - 1
    } attempts and ${pauses} pauses between them`,
    cause: "it tries again without a pause, or gives up at the first failure",
  });
}

function fatal(t: Trial, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("TODO(")) throw error;
  t.holds(error instanceof Error && /Cannot .*before/.test(message), {
    expected:
      'an error says that children ended before they came to listen: "Cannot keep prefork server running as …"',
    got: message,
    cause: "the error is swallowed, or another one takes its place",
  });
}

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
  }),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 shutdown() of a prefork server ends clients after the grace",
  trial(async (t: Trial) => {
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
    t.equal(t.children(), [], {
      what: "the list of children",
      cause: "shutdown() resolves before the children have ended",
    });
  }),
  { skip: withoutSharedPorts },
);
