import { delay } from "@std/async";
import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { type Stoppable, type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { soon } from "../harness/story/soon.ts";
import { Flood } from "./flood.ts";
import { Dismissals, othersHurt, reaped } from "./isolation.ts";
import { GAVE_BACK, means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  hears,
  PUPPET,
  unreported,
} from "./puppets.ts";
import { Script } from "./script.ts";
import { firstLine } from "./script_server.ts";
import { untimedTrialsOf } from "./untimed.ts";
import { lightChildren } from "./light_children.ts";

const trial = untimedTrialsOf("7.1.5", "to end one side when the other has", {
  // Whoever goes on to SIGKILL sets one that is longer; none hangs up.
  needless: (all) =>
    all.filter(({ ms, by }) => ms <= 2_000 || /#hangUp/.test(by)),
});

/** What is told of a socket that is closed, or was while it was read. */
const CLOSED = /^(BadResource|Interrupted)/;

/** Whether the server holds a client's socket. */
function holds({ addr }: Stoppable, { port }: Client): boolean {
  return !withoutProc &&
    socketsOf(addr.port, [Deno.pid]).some(({ peer }) => peer === port);
}

/**
 * Expects that the server closes client A's socket, which A itself keeps, and
 * whose child has ended in one of two ways.
 */
async function letGo(
  t: Trial,
  server: Stoppable,
  client: Client,
  how: "crash" | "leave",
): Promise<void> {
  await closed(t, client, "A");
  const ended = (name: string, how: string) =>
    `client ${name}'s child ended with exit code ${how === "crash" ? 70 : 0}`;
  t.did(ended("A", how));
  await t.eventually(() => !holds(server, client), async () => {
    // A child that ends in the other way tells whether that matters.
    const other = how === "crash" ? "leave" : "crash";
    const next = await t.connect(server, "Z");
    await next.send(`${other}\n`);
    await t.within(next.rest().catch(() => {}), {
      expected: "client Z's child ends",
      got: "it does not",
    });
    const letGoOf = await soon(() => !holds(server, next));
    if (letGoOf) t.did(`${ended("Z", other)}, and Z's socket was closed`);
    return {
      expected: "the server closes its socket, though client A keeps its own",
      got: "client A has heard the end, and the server still holds A's socket",
      ...means(
        letGoOf ? "asks-how-the-child-ended" : "leaves-the-socket-half-open",
      ),
    };
  });
}

lessonTest(
  "7.1.5 forkServer() closes the connection of a child that crashed, and no other",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    using dismissals = new Dismissals();
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
    await letGo(t, server, a.client, "crash");
    if (dismissals.gaveBackInput(a.pid)) t.did(GAVE_BACK);
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
    const script = await Script.create(`
      read line
      [ "$line" = leave ] && exit 0
      ( trap 'echo last words; exit 0' TERM
        # It says who it is when it is ready for the signal.
        read -r pid rest </proc/self/stat
        echo $pid
        while kill -0 ${Deno.pid}; do sleep 0.02; done 2>/dev/null ) &
    `);
    using _script = script.inPlaceOfDeno();
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await t.connect(server, "A");
    await a.send("start\n");
    const started = Number(
      await firstLine(t, a),
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
      t.did("client B's child ended with exit code 0, and B heard the end");
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
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const { client } = await connectPuppet(t, server, "A");
    await ask(t, client, "A", "leave", "goodbye");
    await letGo(t, server, client, "leave");
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
    const script = await Script.create(`
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
      await firstLine(t, a),
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
      await t.eventually(() => server.children.length === 0, () => {
        const left = server.children.filter(isRunning);
        return {
          expected: "the children end, and `children` is empty",
          got: left.length > 0
            ? `these still run: ${left.join(", ")}`
            : `they have ended, and \`children\` still has ${
              server.children.join(", ")
            }`,
        };
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
