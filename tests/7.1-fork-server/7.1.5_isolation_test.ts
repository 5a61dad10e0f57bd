import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import {
  ask,
  closed,
  connectPuppet,
  greeted,
  hears,
  PUPPET,
} from "./puppets.ts";
import { Script } from "./script.ts";
import { connectTo, startServerProgram } from "./server_program.ts";

const trial = trialsOf("7.1.5");
const NOT_TOLD =
  "a child has ended, but its client is not told: `conn.read()` still waits for a client that waits for the server";
const OTHERS = "what happens to one client or its child reaches another one";

/** Waits until the server knows that one of its children has failed. */
async function reaped(t: Trial, server: ProcessServer): Promise<void> {
  await t.eventually(() => server.stats().failed === 1, {
    expected: "`stats()` counts one failed child",
    got: Deno.inspect(server.stats(), { colors: false }),
    cause: "the end of the child is not noted while its client stays",
  });
}

lessonTest(
  "7.1.5 forkServer() closes the connection of a child that crashed, and no other",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    const words =
      "what a child wrote before it crashed still belongs to its client";
    await ask(t, a.client, "A", "crash", "last words", words);
    await closed(t, a.client, "A", NOT_TOLD);
    await reaped(t, server);
    await ask(t, b.client, "B", "still here?", "still here?", OTHERS);
    const c = await connectPuppet(t, server, "C");
    await ask(t, c.client, "C", "hello", "hello", OTHERS);
  }),
);

lessonTest(
  "7.1.5 forkServer() closes the connection of a child that was killed while it computed",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "burn", "burning", OTHERS);
    t.did("client A's child computes for ever");
    const stall =
      "a child that computes stalls another client: the clients do not have a process each";
    await ask(t, b.client, "B", "still here?", "still here?", stall);
    Deno.kill(a.pid, "SIGKILL");
    t.did("client A's child was killed", `kill -9 ${a.pid}`);
    await closed(t, a.client, "A", NOT_TOLD);
    await reaped(t, server);
    await ask(t, b.client, "B", "and now?", "and now?", OTHERS);
  }),
);

lessonTest(
  "7.1.5 forkServer() survives a child that is killed while its client sends",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "burn", "burning", OTHERS);
    // Until its connection breaks; nobody reads the child's stdin.
    const flood = a.client.send(new Uint8Array(64 * 1024 * 1024)).then(
      () => "everything was taken",
      () => "broken",
    );
    await ask(t, b.client, "B", "still here?", "still here?", OTHERS);
    Deno.kill(a.pid, "SIGKILL");
    t.did("client A's child was killed while A sent", `kill -9 ${a.pid}`);
    t.equal(
      await t.within(flood, {
        expected: "client A's connection breaks",
        got: "its sending neither fails nor gets on",
        cause: NOT_TOLD,
      }),
      "broken",
      { what: "client A's connection", cause: NOT_TOLD },
    );
    await ask(t, b.client, "B", "and now?", "and now?", OTHERS);
  }),
);

lessonTest(
  "7.1.5 forkServer() closes its socket when a child leaves before its client",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const { client } = await connectPuppet(t, server, "A");
    await ask(t, client, "A", "leave", "goodbye", "the answer was lost");
    await closed(t, client, "A", NOT_TOLD);
    const { port } = server.addr;
    const held = () =>
      socketsOf(port, [Deno.pid]).some(({ peer }) => peer === client.port);
    await t.eventually(() => !held(), {
      expected: "the server closes its socket, though client A keeps its own",
      got: "it still holds the socket",
      cause:
        "the socket is half open: when the child has ended, close both directions of it",
    });
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.1.5 forkServer() ends the child of a client that resets, and no other",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const b = await connectPuppet(t, server, "B");
    await endsChild(
      t,
      server,
      ["burn", "burning"],
      "computes for ever, and reads nothing",
      "`conn.read()` failed with ConnectionReset, and nobody asked the child to stop: SIGTERM",
    );
    await endsChild(
      t,
      server,
      ["ignore", "ignoring"],
      "ignores SIGTERM, and waits for its input",
      "the child's input is not ended when its client has reset",
    );
    await ask(t, b.client, "B", "still here?", "still here?", OTHERS);
    await connectPuppet(t, server, "C");
  }),
);

/** Has a client reset its connection, and waits for the end of its child. */
async function endsChild(
  t: Trial,
  server: ProcessServer,
  [say, hear]: [say: string, hear: string],
  what: string,
  cause: string,
): Promise<void> {
  const { failed, exited } = server.stats();
  const hello = await t.within(
    resetAfterReply(server.addr, `${say}\n`, hear),
    { expected: "client A gets an answer", got: "nothing came", cause: OTHERS },
  );
  const pid = parseInt(hello);
  t.did(
    `client A was served by process ${pid}, which ${what}, and reset its connection`,
  );
  const ended = () => {
    const now = server.stats();
    return withoutProc
      ? now.failed + now.exited > failed + exited
      : !isRunning(pid);
  };
  await t.eventually(ended, {
    expected: "client A's child ends",
    got: `process ${pid} still runs`,
    cause,
  });
}

lessonTest(
  "7.1.5 forkServer() asks a child to stop that takes no more input, and carries its last words",
  trial(async (t: Trial) => {
    await using script = await Script.create(`
      trap 'echo asked to stop; exit 0' TERM
      exec 0<&-
      echo deaf
      while kill -0 $PPID; do :; done 2>/dev/null
    `);
    const server = await startServerProgram(t, { script: script.path });
    await using _program = server.program;
    using client = await connectTo(t, server, "A");
    const first = await t.within(client.line(), {
      expected: "client A hears what its child writes",
      got: "nothing came",
      cause: "the child's stdout is not carried to the client",
    });
    if (first !== "deaf") return; // Deno was not found by Deno.execPath().
    t.did("client A's child, a shell script, closed its stdin and runs on");
    const cause =
      "a write to the child's stdin failed: ask the child to stop, and leave the connection open, as what it has written still goes to the client";
    await ask(t, client, "A", "hello?", "asked to stop", cause);
    await closed(t, client, "A", NOT_TOLD);
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.1.5 forkServer() does not stall when a child floods stderr",
  trial(async (t: Trial) => {
    const server = await startServerProgram(t);
    await using program = server.program;
    using a = await connectTo(t, server, "A");
    await greeted(t, a, "A");
    await t.within(a.send("flood\n"), () => ({
      expected: "client A can send",
      got: "its connection takes no bytes",
      cause: program.errors,
    }));
    await hears(
      t,
      a,
      "A",
      "flooded",
      "the child's stderr is a pipe that nobody reads: it holds 64 kB, then the child waits for ever. Let it inherit the server's stderr, or throw it away with \"null\"",
    );
    await ask(t, a, "A", "crash", "last words", OTHERS);
    await closed(t, a, "A", NOT_TOLD);
    using b = await connectTo(t, server, "B");
    await greeted(t, b, "B");
    program.kill("SIGKILL");
    await program.lastWords();
  }),
);
