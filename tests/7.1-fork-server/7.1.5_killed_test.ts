import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { othersHurt, reaped } from "./isolation.ts";
import {
  ask,
  closed,
  connectPuppet,
  greeted,
  hears,
  PUPPET,
} from "./puppets.ts";
import { connectTo, startServerProgram } from "./server_program.ts";
import { untimedTrialsOf } from "./untimed.ts";
import { lightChildren } from "./light_children.ts";

const trial = untimedTrialsOf("7.1.5", "to end one side when the other has", {
  // Whoever goes on to SIGKILL sets one that is longer.
  needless: (all) => all.filter(({ ms }) => ms <= 2_000),
});

lessonTest(
  "7.1.5 forkServer() survives a child that is killed while its client sends",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "block", "blocked");
    // Until its connection breaks; nobody reads the child's stdin.
    const flood = a.client.send(new Uint8Array(64 * 1024 * 1024)).then(
      () => "it took everything",
      () => "it broke",
    );
    await ask(t, b.client, "B", "still here?", "still here?");
    Deno.kill(a.pid, "SIGKILL");
    t.did("client A's child was killed while A sent", `kill -9 ${a.pid}`);
    const end = await t.within(flood, {
      expected: "client A's connection breaks",
      got: "its sending neither fails nor gets on",
    });
    t.equal(end, "it broke", { what: "what came of client A's connection" });
    await ask(t, b.client, "B", "and now?", "and now?");
  }),
);

lessonTest(
  "7.1.5 forkServer() closes the connection of a child that was killed while it computed",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "burn", "burning");
    t.did("client A's child computes for ever");
    await ask(t, b.client, "B", "still here?", "still here?");
    Deno.kill(a.pid, "SIGKILL");
    t.did("client A's child was killed", `kill -9 ${a.pid}`);
    await closed(t, a.client, "A");
    await reaped(t, server);
    await ask(t, b.client, "B", "and now?", "and now?", othersHurt);
  }),
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
      got: `its connection takes no bytes; the server says: ${program.errors}`,
    }));
    await hears(t, a, "A", "flooded");
    await ask(t, a, "A", "crash", "last words");
    await closed(t, a, "A");
    using b = await connectTo(t, server, "B");
    await greeted(t, b, "B");
    program.kill("SIGKILL");
    await program.lastWords();
  }),
);
