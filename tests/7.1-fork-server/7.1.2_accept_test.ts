import { delay } from "@std/async";
import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { ListeningServer } from "../../lessons/given/listening.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { vacancySpy } from "../harness/net/vacancy_spy.ts";
import { childrenOf, withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { soon } from "../harness/story/soon.ts";
import { timerSpy } from "../harness/timer_spy.ts";
import { countChildren, whyNone, whyOne } from "./count_children.ts";
import { means } from "./misconceptions.ts";
import { ECHO, PUPPET } from "./puppets.ts";
import { connectTo, startServerProgram } from "./server_program.ts";
import { untimedTrialsOf } from "./untimed.ts";
import { vacancyLooks } from "./vacancy_looks.ts";
import { lightChildren } from "./light_children.ts";

const SERVER = new URL(
  "../../lessons/7.1-fork-server/fork_server.ts",
  import.meta.url,
);
const trial = untimedTrialsOf(
  "7.1.2",
  "to accept clients and to start their children",
  // The wait for room is another step's.
  { needless: (all) => all.filter(({ by }) => !by.endsWith("#vacancy")) },
);
const skip = withoutProc;

lessonTest(
  "7.1.2 forkServer() starts a process of its own for each connection",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    t.equal(t.children(), [], {
      what: "the list of children before the first client",
    });
    const a = await t.connect(server, "A");
    const first = await countChildren(
      t,
      server,
      1,
      () => whyNone(t, server, a),
    );
    const b = await t.connect(server, "B", means("accepts-once"));
    const both = await countChildren(t, server, 2, () => whyOne(t, server, b));
    t.holds(both.includes(first[0] ?? 0), {
      expected: "one more child, next to the first client's",
      got: `children ${both.join(" and ")} after ${first}`,
    });
    // That is how each trial ends.
    t.did("close() was called, which closes the listener");
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() accepts many clients while all of them are silent",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    for (const name of ["A", "B", "C", "D", "E"]) await t.connect(server, name);
    await countChildren(t, server, 5);
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() waits for a vacancy before it takes the next client",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    using timers = timerSpy("fork_server.ts");
    // Deno fails a test that leaves a timer, and one that the wait for room has
    // set is another step's mistake: it may run out. Right code sets none.
    await using _timers = {
      async [Symbol.asyncDispose]() {
        const most = Math.max(0, ...timers.timers.map(({ ms }) => ms));
        if (most > 0) await delay(Math.min(most, 1_000));
      },
    };
    using vacancy = vacancySpy(ListeningServer, "7.1.6", SERVER);
    const full = t.serve(forkServer({ child: ECHO, maxChildren: 1, onError }));
    await using _end = vacancy.endOf(full);
    // Whoever looks for a vacancy before the first client has looked by then.
    await delay(0);
    using looks = vacancyLooks(() => t.children().length);
    await t.connect(full, "A");
    await countChildren(t, full, 1);
    const { waited } = vacancy;
    const { tooEarly } = looks;
    looks[Symbol.dispose]();
    // Where 7.1.6 is not written, the server has stopped: that is all right.
    const b = await Client.connect(full.addr).catch(() => undefined);
    t.did("with maxChildren: 1, client B connected, too");
    const free = t.serve(forkServer({ child: ECHO, onError }));
    t.did("another server, for clients C and D, has no maxChildren");
    for (const [nth, name] of ["C", "D"].entries()) {
      await t.connect(free, name);
      await t.eventually(() => t.children().length >= 2 + nth, () => ({
        expected: `client ${name}, of another server, is given a child`,
        got: `${t.children().length} children run`,
      }));
    }
    const children = t.children().length;
    const accepted = socketsOf(full.addr.port, [Deno.pid])
      .filter(({ peer }) => peer !== 0).length;
    b?.[Symbol.dispose]();
    t.holds(children <= 3 || !tooEarly, {
      expected:
        "client A's child is started before `#vacancy()` counts the children",
      got:
        "`#vacancy()` counted 0, and then it was started; so B was given a child, too",
      ...means("serves-after-the-vacancy"),
    });
    t.holds(children <= 3 || !await vacancy.isToBlame(waited), {
      expected:
        "client B, who is one too many for maxChildren: 1, is given no child",
      got:
        `it is given one: ${children} children run, of which C and D have 2; \`#vacancy()\` still waits`,
      ...means("passes-by-the-vacancy"),
    });
    t.holds(children > 3 || accepted <= 1, {
      expected:
        "client B stays in the backlog: it is accepted when there is a vacancy",
      got: "the server has accepted it, and has no child to give it",
      ...means("accepts-before-the-vacancy"),
    });
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() goes on when accept() has failed for want of descriptors",
  trial(async (t: Trial) => {
    const server = await startServerProgram(t, {
      child: ECHO,
      descriptors: 64,
    });
    await using program = server.program;
    using b = await connectTo(t, server, "B");
    using c = await connectTo(t, server, "C");
    const count = () => childrenOf(program.pid).length;
    // Whether each is given one is asked in other tests.
    const served = await soon(() => count() === 2, 1_000) ? 2 : count();
    program.kill("SIGHUP");
    await t.within(program.line(), {
      expected: "the server's process opens all the files that it may open",
      got: "it does not",
    });
    t.did(
      "its process may open 64 descriptors, and all of them are in use from now on",
    );
    const silent = means("swallows-accept-errors");
    const closes = means("closes-the-listener");
    const told = /os error 24.*closed already/;
    using _client = await connectTo(
      t,
      server,
      "A",
      (said) => said.some((line) => told.test(line)) ? closes : silent,
    );
    const expected =
      "`onError` is told that `accept()` failed: too many open files";
    const times: number[] = [];
    for (const nth of ["first", "second", "third"]) {
      const line = program.line();
      const said = await t.within(line, async () => {
        const got = `it is not told a ${nth} time, and client A is not served`;
        let late = "";
        line.then((said) => late = `${said}`);
        for (const client of [b, c]) await client.end();
        const told = await soon(() => late.includes("os error 24"));
        return told && served === 2
          ? {
            expected,
            got: `${got}; it is told when clients B and C have left`,
            ...means("keeps-accept-errors-until-all-have-gone"),
          }
          : { expected, got, ...(served === 2 ? silent : {}) };
      });
      const wasClosed = told.test(`${said}`);
      t.holds(said?.includes("os error 24") && !wasClosed, {
        expected,
        got: said === undefined
          ? `the server ends, and has not told it a ${nth} time`
          : `it is told ${said}`,
        ...(said === undefined ? silent : wasClosed ? closes : {}),
      });
      t.holds(!said?.includes("told before"), {
        expected: "`onError` is told each error of `accept()` once",
        got: "it is told the same error twice",
        ...means("reports-what-it-throws"),
      });
      times.push(parseFloat(`${`${said}`.split(" after ").at(-1)}`));
    }
    const [first = 0, second = 0, third = 0] = times;
    const pause = Math.min(second - first, third - second);
    t.holds(pause > 5, {
      expected:
        "`acceptAll()` lets that error through, and is called again some time later",
      got: `\`accept()\` was called again at once: it failed ${
        pause.toFixed(1)
      } ms later, and so on`,
      ...means("tries-again-at-once"),
    });
    program.kill("SIGUSR2");
    t.did("the descriptors were free again");
    await t.eventually(() => count() > served, () => ({
      expected: "client A, who has waited, is given a child",
      got: `the server runs ${count()} children, as many as before`,
    }));
  }),
  { skip },
);
