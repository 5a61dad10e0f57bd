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
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    await ask(t, a.client, "A", "crash", "last words");
    await closed(t, a.client, "A");
    await reaped(t, server);
    await ask(t, b.client, "B", "still here?", "still here?", othersHurt);
    const stopped = "one-crash-stops-the-server";
    const c = await connectPuppet(t, server, "C", stopped);
    await ask(t, c.client, "C", "hello", "hello");
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
