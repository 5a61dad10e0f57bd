import { getAvailablePort } from "@std/net";
import {
  type PreforkServer,
  preforkServer,
  type PreforkServerOptions,
} from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { ask, closed } from "./puppets.ts";

const trial = trialsOf("7.1.8");
const skip = withoutProc &&
  "Several processes can share a port (SO_REUSEPORT) on Linux only";
const LOST = "a client is not served by the child that accepted it";

async function start(
  t: Trial,
  options: PreforkServerOptions,
): Promise<PreforkServer> {
  const { onError } = t;
  return t.serve(
    await t.within(preforkServer({ onError, ...options }), {
      expected: "preforkServer() resolves when its children listen",
      got: "it is still pending",
      cause:
        "it waits for something that does not come: a child says that it listens with a line on its stdout",
    }),
  );
}

/** The processes that listen on the server's port. */
function listeners({ addr }: PreforkServer): number[] {
  return socketsOf(addr.port).filter(({ peer }) => peer === 0)
    .map(({ pid }) => pid).toSorted((a, b) => a - b);
}

lessonTest(
  "7.1.8 preforkServer() has all its children listen on one port",
  trial(async (t: Trial) => {
    const port = getAvailablePort();
    const server = await start(t, { children: 3, port });
    t.equal(server.addr.port, port, {
      what: "the port in `addr`",
      cause: "the `port` option is not used",
    });
    t.equal(listeners(server), t.children().toSorted((a, b) => a - b), {
      what: "the list of processes that listen on it",
      cause:
        "preforkServer() resolved before every child listened, or a child has another port",
    });
    t.equal(server.children.toSorted((a, b) => a - b), listeners(server), {
      what: "`children`",
      cause: "it is not the list of the children that run",
    });
    t.equal(server.children.length, 3, {
      what: "the number of children",
      cause: "not as many children are started as `children` says",
    });
    const clients = await Promise.all(
      Array.from({ length: 30 }, (_, i) => t.connect(server, `${i + 1}`)),
    );
    for (const [i, client] of clients.entries()) {
      await ask(t, client, `${i + 1}`, "hello", "hello", LOST);
    }
    const holders = new Set(
      socketsOf(port).filter(({ peer }) => peer !== 0).map(({ pid }) => pid),
    );
    t.holds(holders.size > 1, {
      expected: "30 connections are spread over several children",
      got: `all are held by process ${[...holders].join()}`,
      cause: "one child alone accepts",
    });
    const { accepted, active, failed } = server.stats();
    t.equal([accepted, active, failed], [30, 30, 0], {
      what: "what `stats()` counts as accepted, active and failed",
      cause: "what the children tell is not counted",
    });
  }),
  { skip },
);

lessonTest(
  "7.1.8 preforkServer() replaces a child that was killed",
  trial(async (t: Trial) => {
    const server = await start(t, { children: 2 });
    const before = listeners(server);
    const [victim = 0, other = 0] = before;
    const client = await clientOf(t, server, other);
    Deno.kill(victim, "SIGKILL");
    t.did("one of two children was killed", `kill -9 ${victim}`);
    await t.eventually(
      () => listeners(server).filter((pid) => pid !== victim).length === 2,
      () => ({
        expected: "another child listens in its place",
        got: `these listen: ${listeners(server).join(", ")}`,
        cause: "nobody waits for the end of a child to start the next one",
      }),
    );
    t.holds(listeners(server).includes(other), {
      expected: `the other child, ${other}, goes on`,
      got: `these listen now: ${listeners(server).join(", ")}`,
      cause: "the end of one child ends all of them",
    });
    await ask(t, client, "A", "still here?", "still here?", LOST);
    await t.eventually(() => server.stats().failed === 1, () => ({
      expected: "`stats()` counts one child as failed",
      got: `it counts ${server.stats().failed}`,
      cause: "the end of a child is not counted, or more than once",
    }));
    t.equal(server.children.toSorted((a, b) => a - b), listeners(server), {
      what: "`children`",
      cause: "a child that has ended stays in the list",
    });
  }),
  { skip },
);

/** A client whose connection this child holds. */
async function clientOf(
  t: Trial,
  server: PreforkServer,
  pid: number,
): Promise<Client> {
  for (;;) {
    const client = await t.connect(server, "A");
    await ask(t, client, "A", "hello", "hello", LOST);
    const socket = socketsOf(server.addr.port)
      .find(({ peer }) => peer === client.port);
    if (socket?.pid === pid) return client;
    client[Symbol.dispose]();
  }
}

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
  { skip },
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
  );
  fatal(t, rejected);
}

/** A server whose program breaks after it was started. */
async function breaksLater(t: Trial, file: string): Promise<void> {
  const real = new URL(
    "../../lessons/7.1-fork-server/prefork_child.ts",
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
  server.finished.then(() => end = "it resolved", (error) => end = error);
  await t.eventually(() => {
    for (const child of server.children) born.add(child);
    return end !== undefined;
  }, () => ({
    expected: "`finished` rejects after some attempts",
    got: `it is still trying, after ${born.size - 1} attempts`,
    cause: "children that die at birth are replaced for ever",
  }));
  const time = Math.round(performance.now() - begin);
  fatal(t, end);
  t.holds(born.size > 2 && time >= 600, {
    expected: "it waits longer after each attempt, for over 600 ms in all",
    got: `it gave up after ${time} ms and ${born.size - 1} attempts`,
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
    const server = await start(t, { children: 2, grace: 60_000 });
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
  { skip },
);

lessonTest(
  "7.1.8 shutdown() of a prefork server ends clients after the grace",
  trial(async (t: Trial) => {
    const server = await start(t, { children: 2, grace: 0 });
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
  { skip },
);

lessonTest(
  "7.1.8 preforkServer() says what is wrong with its options",
  trial(async (t: Trial) => {
    const server = await start(t, { children: 1 });
    const { port } = server.addr;
    const wrong: [PreforkServerOptions, RegExp][] = [
      [{ children: 0 }, /'children'/],
      [{ children: 1.5 }, /'children'/],
      [{ children: 1, grace: -1 }, /'grace'/],
      [{ children: 1, port }, /port \d+ .*in use/],
      [
        { children: 1, child: new URL("./nobody.ts", import.meta.url) },
        /'child'/,
      ],
    ];
    for (const [options, pattern] of wrong) {
      const message = await t.within(
        preforkServer({ onError: t.onError, ...options })
          .then((server) => (t.serve(server), "it started"), String),
        { expected: "it rejects", got: "nothing", cause: "it waits" },
      );
      const { child: _, ...shown } = options;
      t.holds(pattern.test(message), {
        expected: `preforkServer() with ${
          Deno.inspect(shown, { colors: false })
        } rejects with an error that names what is wrong: ${pattern}`,
        got: message,
        cause: "the options are not checked before children are started",
      });
    }
  }),
  { skip },
);
