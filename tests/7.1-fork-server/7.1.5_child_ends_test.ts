import { delay } from "@std/async";
import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { type Stoppable, type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { Flood } from "./flood.ts";
import { othersHurt, reaped } from "./isolation.ts";
import { means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  hears,
  PUPPET,
  unreported,
} from "./puppets.ts";
import { Script } from "./script.ts";
import { untimedTrialsOf } from "./untimed.ts";
import { lightChildren } from "./light_children.ts";

const trial = untimedTrialsOf("7.1.5", "to end one side when the other has", {
  // Whoever goes on to SIGKILL sets one that is longer.
  needless: (all) => all.filter(({ ms }) => ms <= 2_000),
});

/** What is told of a socket that is closed, or was while it was read. */
const CLOSED = /^(BadResource|Interrupted)/;

/** Expects that the server closes client A's socket, which A itself keeps. */
async function letGo(
  t: Trial,
  { addr }: Stoppable,
  client: Client,
): Promise<void> {
  await closed(t, client, "A");
  const held = () =>
    !withoutProc &&
    socketsOf(addr.port, [Deno.pid]).some(({ peer }) => peer === client.port);
  await t.eventually(() => !held(), {
    expected: "the server closes its socket, though client A keeps its own",
    got: "it has closed the writing side only, and still holds the socket",
    ...means("leaves-the-socket-half-open"),
  });
}

lessonTest(
  "7.1.5 forkServer() closes the connection of a child that crashed, and no other",
  trial(async (t: Trial) => {
    await using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const before = await connectPuppet(t, server, "B");
    const a = await connectPuppet(t, server, "A");
    const after = await connectPuppet(t, server, "C");
    await ask(t, a.client, "A", "crash", "last words");
    const others = { B: before, C: after };
    await closed(t, a.client, "A");
    await reaped(t, server);
    for (const [name, { client }] of Object.entries(others)) {
      await ask(t, client, name, "still here?", "still here?", othersHurt);
    }
    await letGo(t, server, a.client);
    const stopped = "one-crash-stops-the-server";
    const next = await connectPuppet(t, server, "D", stopped);
    await ask(t, next.client, "D", "hello", "hello");
  }),
);

lessonTest(
  "7.1.5 forkServer() lets a client hear what comes after its child's end, whoever else's child ends",
  trial(async (t: Trial) => {
    const { onError } = t;
    // What it starts keeps its stdout open.
    await using script = await Script.create(`
      read line
      [ "$line" = leave ] && exit 0
      ( trap 'echo last words; exit 0' TERM
        while kill -0 ${Deno.pid}; do sleep 0.02; done 2>/dev/null ) &
      echo $!
    `);
    using _script = script.inPlaceOfDeno();
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await t.connect(server, "A");
    await a.send("start\n");
    const started = Number(
      await t.within(a.line(), {
        expected: "client A hears what its child writes",
        got: "nothing came",
      }),
    );
    if (!(started > 1)) return; // Deno was found in another way.
    try {
      await t.eventually(() => server.children.length === 0, {
        expected: "client A's child, a shell script, ends",
        got: "it still runs",
      });
      t.did(
        `client A's child, a shell script, ended, and process ${started}, which it started, holds its stdout open`,
      );
      const b = await t.connect(server, "B");
      await b.send("leave\n");
      await closed(t, b, "B");
      t.did("client B's child ended, too, and B's connection was closed");
      Deno.kill(started, "SIGTERM");
      t.did(`process ${started} was asked to end`, `kill ${started}`);
      await hears(t, a, "A", "last words", othersHurt);
    } finally {
      if (isRunning(started)) Deno.kill(started, "SIGKILL");
    }
    await closed(t, a, "A");
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.1.5 forkServer() closes its socket when a child leaves before its client",
  trial(async (t: Trial) => {
    await using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const { client } = await connectPuppet(t, server, "A");
    await ask(t, client, "A", "leave", "goodbye");
    await letGo(t, server, client);
    // Whatever its reading has failed with was told before another is served.
    await connectPuppet(t, server, "B");
    unreported(t, "reports-its-own-hanging-up", CLOSED);
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.1.5 forkServer() reports nothing when a child ends whose socket was closed before",
  trialsOf("7.1.5")(async (t: Trial) => {
    const { onError } = t;
    // What it starts keeps its stdin open, so that a write to it never ends.
    await using script = await Script.create(`
      read line
      if [ "$line" = echo ]; then exec cat; fi
      # Of what runs in the background, a shell takes stdin away.
      exec 3<&0
      sleep 60 <&3 >&- 2>&- &
      echo $!
      exec sleep 60
    `);
    using _script = script.inPlaceOfDeno();
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await t.connect(server, "A");
    await a.send("sleep\n");
    const asleep = Number(
      await t.within(a.line(), {
        expected: "client A hears what its child writes",
        got: "nothing came",
      }),
    );
    if (!(asleep > 1)) return; // Deno was found in another way.
    try {
      const b = await t.connect(server, "B");
      await b.send("echo\n");
      const flood = new Flood(a, new Uint8Array(64 * 1024 * 1024));
      await flood.heldUp(
        t,
        b,
        "its child, a shell script, reads nothing",
        "upstream",
      );
      const closing = server.close();
      t.did("close() was called, which closes sockets and kills children");
      await t.eventually(() => server.children.length === 0, {
        expected: "the children end",
        got: "they still run",
      });
      Deno.kill(asleep, "SIGKILL");
      // Nobody's child by now: no patience counts that it waits for its turn.
      while (isRunning(asleep)) await delay(5);
      await t.within(closing, {
        expected: "`close()` resolves",
        got: "it does not",
      });
      unreported(t, "closes-what-is-closed", CLOSED);
    } finally {
      if (isRunning(asleep)) Deno.kill(asleep, "SIGKILL");
    }
  }),
  { skip: withoutProc },
);
