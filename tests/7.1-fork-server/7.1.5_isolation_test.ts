import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
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
import { startServerProgram } from "./server_program.ts";

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
    const hello = await t.within(resetAfterReply(server.addr, "hello\n"), {
      expected: "client A gets an answer",
      got: "nothing came",
      cause: OTHERS,
    });
    const pid = parseInt(hello);
    t.did(`client A was served by process ${pid} and reset its connection`);
    await t.eventually(
      () => withoutProc ? server.stats().active === 1 : !isRunning(pid),
      {
        expected: "client A's child ends",
        got: `process ${pid} still runs`,
        cause:
          "`conn.read()` failed with ConnectionReset, and nobody ended the child",
      },
    );
    await ask(t, b.client, "B", "still here?", "still here?", OTHERS);
    await connectPuppet(t, server, "C");
  }),
);

lessonTest(
  "7.1.5 forkServer() does not stall when a child floods stderr",
  trial(async (t: Trial) => {
    const { program, addr } = await startServerProgram(t, 5_000);
    await using _program = program;
    using a = await Client.connect(addr);
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
    using b = await Client.connect(addr);
    await greeted(t, b, "B");
    program.kill("SIGKILL");
    await program.lastWords();
  }),
);
