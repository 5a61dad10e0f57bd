import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { connectPuppet, greeted, PUPPET, unreported } from "./puppets.ts";
import { connectTo, startServerProgram } from "./server_program.ts";

const trial = trialsOf("7.1.4");

/** Waits until `stats()` and `children` are as given. */
async function counts(
  t: Trial,
  server: ProcessServer,
  when: string,
  stats: { accepted: number; active: number; exited: number; failed: number },
  pids: number[],
): Promise<void> {
  const show = (stats: unknown, pids: readonly number[]) =>
    `${
      Deno.inspect(stats, { colors: false, breakLength: Infinity })
    } and the children [${pids.join(", ")}]`;
  const sorted = (pids: readonly number[]) => pids.toSorted((a, b) => a - b);
  const expected = show(stats, sorted(pids));
  const look = () => {
    const { accepted, active, exited, failed } = server.stats();
    return show({ accepted, active, exited, failed }, sorted(server.children));
  };
  await t.eventually(() => look() === expected, () => ({
    expected: `${when}: ${expected}`,
    got: look(),
    cause:
      "a child counts as a child from its start until its `status` has come; then, and only once, it counts as exited (it was a success) or as failed (another exit code, or a signal)",
  }));
}

lessonTest(
  "7.1.4 stats() and children follow a child from its start to its normal end",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const none = { accepted: 0, active: 0, exited: 0, failed: 0 };
    await counts(t, server, "before the first client", none, []);
    const a = await connectPuppet(t, server, "A");
    const one = { accepted: 1, active: 1, exited: 0, failed: 0 };
    await counts(t, server, "while client A is served", one, [a.pid]);
    const [statsThen, childrenThen] = [server.stats(), server.children];
    await a.client.end();
    t.did("client A closed its writing side");
    const gone = { accepted: 1, active: 0, exited: 1, failed: 0 };
    await counts(t, server, "after client A has gone", gone, []);
    t.equal([statsThen.active, childrenThen], [1, [a.pid]], {
      what: "what `stats()` and `children` returned before",
      cause: "they hand out the server's own object or list: return a copy",
    });
  }),
);

lessonTest(
  "7.1.4 stats() counts a child that crashes or is killed as failed",
  trial(async (t: Trial) => {
    const { onError } = t;
    const crashing = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, crashing, "A");
    await a.client.send("crash\n");
    t.did("client A's child exited with 70");
    const one = { accepted: 1, active: 0, exited: 0, failed: 1 };
    await counts(t, crashing, "after its child crashed", one, []);
    const killed = t.serve(forkServer({ child: PUPPET, onError }));
    const b = await connectPuppet(t, killed, "B");
    Deno.kill(b.pid, "SIGKILL");
    t.did("client B's child was killed", `kill -9 ${b.pid}`);
    await counts(t, killed, "after its child was killed", one, []);
  }),
);

lessonTest(
  "7.1.4 stats() and children are right for five children that end out of order",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const names = ["A", "B", "C", "D", "E"];
    const all = await Promise.all(
      names.map((name) => connectPuppet(t, server, name)),
    );
    const pids = (...left: number[]) =>
      left.flatMap((index) => all[index]?.pid ?? []);
    const five = { accepted: 5, active: 5, exited: 0, failed: 0 };
    const everyone = pids(0, 1, 2, 3, 4);
    await counts(t, server, "with five clients", five, everyone);
    await all[3]?.client.end();
    t.did("client D closed its writing side");
    const four = { accepted: 5, active: 4, exited: 1, failed: 0 };
    await counts(t, server, "without D", four, pids(0, 1, 2, 4));
    await all[1]?.client.end();
    await all[4]?.client.end();
    t.did("clients B and E closed their writing sides");
    const two = { accepted: 5, active: 2, exited: 3, failed: 0 };
    await counts(t, server, "without B and E", two, pids(0, 2));
    await all[2]?.client.end();
    t.did("client C closed its writing side");
    const one = { accepted: 5, active: 1, exited: 4, failed: 0 };
    await counts(t, server, "without C", one, pids(0));
    await all[0]?.client.send("crash\n");
    t.did("client A's child exited with 70");
    const none = { accepted: 5, active: 0, exited: 4, failed: 1 };
    await counts(t, server, "when all have gone", none, []);
    unreported(t, "that a child ends is no error of its connection");
  }),
);

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
        cause: "what a client does not read holds up what it sends",
      }));
      same = last() === before ? same + 1 : 0;
      before = last();
    }
    await client.send("exit\n");
    await t.eventually(() => !isRunning(pid), {
      expected: "client A's child exits when it is told to",
      got: `process ${pid} still runs`,
      cause: "it did not get the line that told it to",
    });
    const pieces = Number(last()?.split(" ")[1]);
    t.did(`its child exited after it had written ${pieces} pieces of 4 kB`);
    using other = await connectTo(t, server, "B");
    await greeted(t, other, "B");
    const got = await t.within(client.bytes(pieces * 4096), {
      expected: "client A, who reads now, gets all that its child wrote",
      got: "the connection stays open and silent",
      cause: "what the child has written is not carried to its end",
    });
    t.holds(got.length === pieces * 4096, {
      expected: `client A, who reads now, gets all ${pieces * 4096} bytes`,
      got: `${got.length} bytes, and then the end of the connection`,
      cause:
        "the socket is closed when the child has ended, but what it wrote is still in its stdout: the end of stdout comes later than the end of the process",
    });
  }),
  { skip: withoutProc },
);
