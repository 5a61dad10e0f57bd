import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { means } from "./misconceptions.ts";
import { ask, closed, connectPuppet, PUPPET } from "./puppets.ts";
import { othersHurt, reaped } from "./isolation.ts";

const trial = trialsOf("7.1.5");

lessonTest(
  "7.1.5 forkServer() closes the connection of a child that crashed, and no other",
  trial(async (t: Trial) => {
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
    const stopped = "one-crash-stops-the-server";
    const next = await connectPuppet(t, server, "D", stopped);
    await ask(t, next.client, "D", "hello", "hello");
  }),
);

lessonTest(
  "7.1.5 forkServer() closes its socket when a child leaves before its client",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const { client } = await connectPuppet(t, server, "A");
    await ask(t, client, "A", "leave", "goodbye");
    await closed(t, client, "A");
    const { port } = server.addr;
    const held = () =>
      socketsOf(port, [Deno.pid]).some(({ peer }) => peer === client.port);
    await t.eventually(() => !held(), {
      expected: "the server closes its socket, though client A keeps its own",
      got: "it has closed the writing side only, and still holds the socket",
      ...means("leaves-the-socket-half-open"),
    });
  }),
  { skip: withoutProc },
);
