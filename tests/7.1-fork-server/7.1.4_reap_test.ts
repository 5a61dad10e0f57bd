import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { ListeningServer } from "../../lessons/given/listening.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import { soon } from "../harness/story/soon.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { type Counts, counts, misconceptionOf } from "./counts.ts";
import { lightChildren } from "./light_children.ts";
import { means } from "./misconceptions.ts";
import { connectPuppet, PUPPET, unreported } from "./puppets.ts";
import { Script } from "./script.ts";
import { firstLine } from "./script_server.ts";
import { spawnSpy } from "./spawn_spy.ts";
import { asking } from "./untimed.ts";

const trial = trialsOf("7.1.4");

/** As what a server has counted the ends of its children. */
function endsOf(server: ProcessServer): string[] {
  const { exited, failed } = server.stats();
  return [...Array(exited).fill("exited"), ...Array(failed).fill("failed")];
}

/** From now on, counts the waits for a child's end that are over. */
function waitsForEnds(): { over: number } & Disposable {
  const prototype = ListeningServer.prototype as unknown as {
    keep(served: Promise<void>): void;
  };
  const { keep } = prototype;
  const waits = {
    over: 0,
    [Symbol.dispose]: () => void (prototype.keep = keep),
  };
  prototype.keep = function (served) {
    // What is kept beside it is the connection.
    const isOver = () => void waits.over++;
    if (/#carry/.test(`${new Error().stack}`)) served.then(isOver, isOver);
    keep.call(this, served);
  };
  return waits;
}

lessonTest(
  "7.1.4 stats() and children follow a child from its start to its normal end",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const empty = "before the first client";
    await counts(t, server, empty, [0, 0, 0, 0], []);
    const other = t.serve(forkServer({ child: PUPPET, onError }));
    const { pid } = await connectPuppet(t, other, "Z");
    const beside = `${empty}, beside a server that has one`;
    const why = ({ accepted, children }: Counts) =>
      accepted > 0 || children.includes(pid)
        ? "servers-share-what-they-count"
        : undefined;
    await counts(t, server, beside, [0, 0, 0, 0], [], why);
    const late: number[] = [];
    using timers = timerSpy();
    using waits = waitsForEnds();
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
    t.holds(waits.over === 0, {
      expected: `\`#reap()\` lasts until process ${a.pid} has ended`,
      got: "it has returned, and the process runs",
      ...means("does-not-wait-for-the-end"),
    });
    const [statsThen, childrenThen] = [server.stats(), server.children];
    const before = { ...statsThen };
    // Who asks by a timer sets another while the child runs.
    if (timers.timers.length > 0) await soon(() => timers.timers.length > 1);
    await a.client.end();
    t.did("client A closed its writing side");
    const gone: [number, number, number, number] = [1, 0, 1, 0];
    await counts(
      t,
      server,
      "after client A has gone",
      gone,
      [],
      async (...it) => {
        const shows = misconceptionOf(...it);
        if (shows !== "takes-a-success-for-a-failure") return shows;
        // An end of the other kind tells whether both are exchanged.
        Deno.kill(pid, "SIGKILL");
        await soon(() => endsOf(other).length > 0);
        const as = endsOf(other).join();
        t.did(
          `client Z's child was killed; it is counted as ${as || "nothing"}`,
        );
        return as === "exited" ? "exchanges-success-and-failure" : shows;
      },
    );
    const again = timers.timers.length > 1;
    noTimers(
      t,
      timers,
      "to learn of an end",
      asking(timers.timers, again),
    );
    const earlier = "returned while client A was served";
    t.equal({ ...statsThen }, before, {
      what: `the object that \`stats()\` ${earlier}`,
      ...means("hands-out-its-own-counters"),
    });
    t.equal(childrenThen, [a.pid], { what: `what \`children\` ${earlier}` });
  }),
);

lessonTest(
  "7.1.4 stats() counts a child that crashes or is killed as failed",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const crashing = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, crashing, "A");
    await a.client.send("crash\n");
    t.did("client A's child exited with 70");
    const killing = t.serve(forkServer({ child: PUPPET, onError }));
    const b = await connectPuppet(t, killing, "B");
    Deno.kill(b.pid, "SIGTERM");
    t.did("client B's child was ended by SIGTERM", `kill ${b.pid}`);
    await soon(() =>
      [crashing, killing].every((one) => endsOf(one).length > 0)
    );
    const told = [crashing, killing].map(endsOf).join(" and ");
    t.holds(told !== "exited and failed", {
      expected: "each server counts one child that has failed",
      got: "exit code 70 is counted as `exited`, and SIGTERM as `failed`",
      ...means("looks-at-the-signal-alone"),
    });
    await counts(
      t,
      crashing,
      "after client A's child crashed",
      [1, 0, 0, 1],
      [],
      async (got, right) => {
        const shows = misconceptionOf(got, right);
        if (shows !== "never-reaps") return shows;
        const next = await connectPuppet(t, crashing, "C");
        await next.client.end();
        await soon(() => crashing.stats().exited === 1);
        if (crashing.children.includes(next.pid)) return shows;
        t.did("client C's child ended well, and left `children`");
        return "keeps-who-has-failed";
      },
    );
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
    await counts(
      t,
      killing,
      "after client B's child was killed",
      [1, 0, 0, 1],
      [],
    );
  }),
);

lessonTest(
  "7.1.4 stats() and children are right for five children that end out of order",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    using waits = waitsForEnds();
    const names = ["A", "B", "C", "D", "E"];
    const all = await Promise.all(
      names.map((name) => connectPuppet(t, server, name)),
    );
    const pids = (...left: number[]) =>
      left.flatMap((index) => all[index]?.pid ?? []);
    const everyone = pids(0, 1, 2, 3, 4);
    await counts(t, server, "with five clients", [5, 5, 0, 0], everyone);
    t.holds(waits.over === 0, {
      expected: "each call of `#reap()` lasts until its child has ended",
      got: `${waits.over} have returned, and all five children run`,
      ...means("does-not-wait-for-the-end"),
    });
    await all[3]?.client.end();
    t.did("client D closed its writing side, so that its child ends");
    await counts(
      t,
      server,
      "when client D has gone",
      [5, 4, 1, 0],
      pids(0, 1, 2, 4),
      async (got, right) => {
        if (waits.over > 1) return "waits-for-any-child";
        if (got.exited > 0) return misconceptionOf(got, right);
        for (const { client } of all.slice(0, 3)) await client.end();
        if (!await soon(() => server.stats().exited === 4)) {
          return misconceptionOf(got, right);
        }
        t.did(
          "only when A, B and C had closed their writing sides, too, were the ends of all four counted; client E stays",
        );
        return "waits-for-older-children";
      },
    );
    t.holds(waits.over <= 1, {
      expected:
        "one call of `#reap()` has returned, that for client D's child; the others last until theirs have ended",
      got: `${waits.over} have returned, and four children run`,
      ...means("waits-for-any-child"),
    });
    await all[1]?.client.end();
    await all[4]?.client.end();
    t.did("clients B and E closed their writing sides");
    await counts(t, server, "without B and E", [5, 2, 3, 0], pids(0, 2));
    await all[2]?.client.end();
    t.did("client C closed its writing side");
    await counts(t, server, "without C", [5, 1, 4, 0], pids(0));
    unreported(t); // What a crash leads to is asked in 7.1.5.
    await all[0]?.client.send("crash\n");
    t.did("client A's child exited with 70");
    await counts(t, server, "when all have gone", [5, 0, 4, 1], []);
  }),
);

lessonTest(
  "7.1.4 stats() and children tell of children, not of connections that last longer",
  trial(async (t: Trial) => {
    const { onError } = t;
    // Another process keeps the child's stdout open.
    const script = await Script.create(`
      sleep 60 &
      echo $! is asleep
    `);
    using _script = script.inPlaceOfDeno();
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const client = await t.connect(server, "A");
    const first = await firstLine(t, client);
    if (!first?.endsWith("asleep")) return; // Deno was found in another way.
    const asleep = parseInt(first);
    t.did(
      `client A's child, a shell script, ended, and process ${asleep}, which it started, holds its stdout open`,
    );
    try {
      await counts(t, server, "then", [1, 0, 1, 0], [], (got, right) => {
        if (got.accepted !== 1 || got.exited !== 1) {
          return misconceptionOf(got, right);
        }
        return got.children.length > 0
          ? "removes-a-child-late"
          : "takes-connections-for-children";
      });
    } finally {
      Deno.kill(asleep, "SIGKILL");
    }
  }),
  { skip: withoutProc },
);
