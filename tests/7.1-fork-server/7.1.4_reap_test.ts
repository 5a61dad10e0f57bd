import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import type { Stats } from "../../lessons/given/server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import { connectPuppet, greeted, PUPPET, unreported } from "./puppets.ts";
import { Script } from "./script.ts";
import { connectTo, startServerProgram } from "./server_program.ts";
import { spawnSpy } from "./spawn_spy.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { lightChildren } from "./light_children.ts";

const trial = trialsOf("7.1.4");

/** What a server says of its children. */
type Counts = Stats & { children: number[] };

function countsOf(server: ProcessServer): Counts {
  const { accepted, active, exited, failed } = server.stats();
  const children = server.children.toSorted((a, b) => a - b);
  return { accepted, active, exited, failed, children };
}

/** How many connections each server has said that it has accepted. */
const accepts = new WeakMap<ProcessServer, number>();

/** Waits until `stats()` and `children` are as given. */
async function counts(
  t: Trial,
  server: ProcessServer,
  when: string,
  [accepted, active, exited, failed]: [number, number, number, number],
  pids: number[],
  why: (got: Counts, right: Counts) => Id | undefined = misconceptionOf,
): Promise<void> {
  const children = pids.toSorted((a, b) => a - b);
  const right: Counts = { accepted, active, exited, failed, children };
  const show = ({ children, ...stats }: Counts) =>
    `${
      Deno.inspect(stats, { colors: false, breakLength: Infinity })
    } and the children [${children.join(", ")}]`;
  const isRight = () => show(countsOf(server)) === show(right);
  const verdict = () => {
    const got = countsOf(server);
    const fell = got.accepted < (accepts.get(server) ?? 0);
    return {
      expected: `${when}: ${show(right)}`,
      got: show(got),
      ...means(fell ? "accepted-falls" : why(got, right)),
    };
  };
  // An end that was counted is not counted otherwise later.
  const ended = () => {
    const { exited, failed } = server.stats();
    return exited + failed;
  };
  await t.eventually(() => ended() >= exited + failed, verdict);
  if (isRight()) return void accepts.set(server, accepted);
  const { got, ...wrong } = verdict();
  t.fail(
    await soon(isRight)
      ? {
        ...wrong,
        got,
        ...means(ended() > 0 ? "removes-a-child-late" : "notes-a-child-late"),
      }
      : verdict(),
  );
}

/** What it shows that the one is counted and not the other. */
function misconceptionOf(got: Counts, right: Counts): Id | undefined {
  const ends = got.exited + got.failed;
  if (got.accepted < right.accepted) {
    if (got.accepted > 0 || ends > 0) {
      return got.accepted === ends ? "counts-a-client-late" : "accepted-falls";
    }
    const { length } = got.children;
    if (length !== right.children.length) return undefined;
    return got.active === length
      ? "counts-a-client-late"
      : "keeps-old-counters";
  }
  const [more, less] = [
    got.exited - right.exited,
    right.failed - got.failed,
  ];
  if (more > 0 && less === 0) {
    return got.active < right.active ? "reaps-at-once" : "counts-an-end-twice";
  }
  if (more > 0 && less === more) {
    return "takes-every-end-for-a-success";
  }
  if (more < 0 && less === more) return "takes-a-success-for-a-failure";
  if (more !== 0 || less !== 0) {
    const isOut = got.children.length === right.children.length;
    return isOut && more <= 0 && less >= 0
      ? "leaves-an-end-uncounted"
      : undefined;
  }
  if (got.children.length > right.children.length) return "never-reaps";
  const others = got.children.some((pid) => !right.children.includes(pid));
  if (others || got.children.length < right.children.length) {
    if (right.exited > 0) return "removes-another-child";
    return others ? undefined : "leaves-a-child-out";
  }
  return got.active > right.active ? "active-never-falls" : undefined;
}

lessonTest(
  "7.1.4 stats() and children follow a child from its start to its normal end",
  trial(async (t: Trial) => {
    await using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const before = "before the first client";
    await counts(t, server, before, [0, 0, 0, 0], []);
    const other = t.serve(forkServer({ child: PUPPET, onError }));
    const { pid } = await connectPuppet(t, other, "Z");
    const beside = `${before}, beside a server that has one`;
    const why = ({ accepted, children }: Counts) =>
      accepted > 0 || children.includes(pid)
        ? "servers-share-what-they-count"
        : undefined;
    await counts(t, server, beside, [0, 0, 0, 0], [], why);
    const late: number[] = [];
    using timers = timerSpy();
    using _spy = spawnSpy((pid) => {
      if (!server.children.includes(pid)) late.push(pid);
    });
    const a = await connectPuppet(t, server, "A");
    await counts(t, server, "while client A is served", [1, 1, 0, 0], [a.pid]);
    t.holds(late.length === 0, {
      expected:
        `process ${a.pid} is among the \`children\` before anything is awaited after its start`,
      got: "it is not yet",
      ...means("notes-a-child-late"),
    });
    const [statsThen, childrenThen] = [server.stats(), server.children];
    // Who asks by a timer sets another while the child runs.
    if (timers.timers.length > 0) await soon(() => timers.timers.length > 1);
    await a.client.end();
    t.did("client A closed its writing side");
    await counts(t, server, "after client A has gone", [1, 0, 1, 0], []);
    const again = timers.timers.length > 1;
    noTimers(
      t,
      timers,
      "to learn of an end",
      means(again ? "asks-again-and-again" : "delays-by-timer"),
    );
    t.equal([statsThen.active, childrenThen], [1, [a.pid]], {
      what: "what `stats()` and `children` returned before",
      ...means("hands-out-its-own-counters"),
    });
  }),
);

lessonTest(
  "7.1.4 stats() counts a child that crashes or is killed as failed",
  trial(async (t: Trial) => {
    await using _children = await lightChildren();
    const { onError } = t;
    const crashing = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, crashing, "A");
    await a.client.send("crash\n");
    t.did("client A's child exited with 70");
    await counts(t, crashing, "after its child crashed", [1, 0, 0, 1], []);
    const killing = t.serve(forkServer({ child: PUPPET, onError }));
    const b = await connectPuppet(t, killing, "B");
    Deno.kill(b.pid, "SIGTERM");
    t.did("client B's child was ended by SIGTERM", `kill ${b.pid}`);
    await t.eventually(
      () => killing.stats().exited + killing.stats().failed > 0,
      {
        expected: "the end of a child that was killed is counted",
        got: "it is counted nowhere",
        ...means("leaves-an-end-uncounted"),
      },
    );
    const { exited, failed } = killing.stats();
    t.equal({ exited, failed }, { exited: 0, failed: 1 }, {
      what: "what `stats()` counts after its only child was killed",
      ...means(
        exited === 1 && failed === 0 ? "overlooks-signals" : undefined,
      ),
    });
    await counts(t, killing, "after its child was killed", [1, 0, 0, 1], []);
  }),
);

lessonTest(
  "7.1.4 stats() and children are right for five children that end out of order",
  trial(async (t: Trial) => {
    await using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const names = ["A", "B", "C", "D", "E"];
    const all = await Promise.all(
      names.map((name) => connectPuppet(t, server, name)),
    );
    const pids = (...left: number[]) =>
      left.flatMap((index) => all[index]?.pid ?? []);
    const everyone = pids(0, 1, 2, 3, 4);
    await counts(t, server, "with five clients", [5, 5, 0, 0], everyone);
    await all[3]?.client.end();
    t.did("client D closed its writing side");
    await counts(
      t,
      server,
      "when client D has gone",
      [5, 4, 1, 0],
      pids(0, 1, 2, 4),
    );
    await all[1]?.client.end();
    await all[4]?.client.end();
    t.did("clients B and E closed their writing sides");
    await counts(t, server, "without B and E", [5, 2, 3, 0], pids(0, 2));
    await all[2]?.client.end();
    t.did("client C closed its writing side");
    await counts(t, server, "without C", [5, 1, 4, 0], pids(0));
    await all[0]?.client.send("crash\n");
    t.did("client A's child exited with 70");
    await counts(t, server, "when all have gone", [5, 0, 4, 1], []);
    unreported(t);
  }),
);

lessonTest(
  "7.1.4 stats() and children tell of children, not of connections that last longer",
  trial(async (t: Trial) => {
    const { onError } = t;
    // Another process keeps the child's stdout open.
    await using script = await Script.create(`
      sleep 60 &
      echo $! is asleep
    `);
    using _script = script.inPlaceOfDeno();
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const client = await t.connect(server, "A");
    const first = await t.within(client.line(), {
      expected: "client A hears what its child writes",
      got: "nothing came",
    });
    if (!first?.endsWith("asleep")) return; // Deno was found in another way.
    const asleep = parseInt(first);
    t.did(
      `client A's child, a shell script, ended, and process ${asleep}, which it started, holds its stdout open`,
    );
    try {
      await counts(t, server, "then", [1, 0, 1, 0], [], (got) => {
        if (got.exited !== 1) return undefined;
        return got.children.length > 0
          ? "removes-a-child-late"
          : "counts-connections";
      });
    } finally {
      Deno.kill(asleep, "SIGKILL");
    }
  }),
  { skip: withoutProc },
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
      got:
        `${got.length} bytes, and then the end of the connection: it was closed as the child had exited`,
      ...means("takes-the-exit-for-the-end-of-output"),
    });
  }),
  { skip: withoutProc },
);
