import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { means } from "./misconceptions.ts";
import { greeted } from "./puppets.ts";
import { connectTo, startServerProgram } from "./server_program.ts";

const trial = trialsOf("7.1.4");

lessonTest(
  "7.1.4 forkServer() loses nothing that a child wrote before its end when the client reads late",
  trial(async (t: Trial) => {
    const server = await startServerProgram(t);
    await using program = server.program;
    using client = await connectTo(t, server, "A");
    const pid = await greeted(t, client, "A");
    await client.send("pour\n");
    t.did("client A's child writes without end, and A does not read");
    const poured = () => program.errors.match(/poured \d+/g) ?? [];
    const last = () => poured().at(-1);
    for (let same = 0, before: string | undefined; same < 20;) {
      const answers = poured().length;
      await client.send("how much?\n");
      await t.eventually(() => poured().length > answers, () => ({
        expected: "the child gets what client A sends",
        got: `nothing; the server's stderr says: ${program.errors.trim()}`,
      }));
      same = last() === before ? same + 1 : 0;
      before = last();
    }
    await client.send("exit\n");
    await t.eventually(() => !isRunning(pid), {
      expected: "client A's child exits when it is told to",
      got: `process ${pid} still runs`,
    });
    const pieces = Number(last()?.split(" ")[1]);
    t.did(`its child exited after it had written ${pieces} pieces of 4 kB`);
    using other = await connectTo(t, server, "B");
    await greeted(t, other, "B");
    const got = await t.within(client.bytes(pieces * 4096), {
      expected: "client A, who reads now, gets all that its child wrote",
      got: "the connection stays open and silent",
    });
    t.holds(got.length === pieces * 4096, {
      expected: `client A, who reads now, gets all ${
        pieces * 4096
      } bytes that its child wrote`,
      got: `${got.length} bytes, and then the end of the connection`,
      ...means("takes-the-exit-for-the-end-of-output"),
    });
  }),
  { skip: withoutProc },
);
