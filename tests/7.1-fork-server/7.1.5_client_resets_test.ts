import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import type { Trial } from "../harness/net/trial.ts";
import {
  childrenOf,
  isRunning,
  withoutProc,
} from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import { ask, closed, connectPuppet, PUPPET, type Why } from "./puppets.ts";
import { Script } from "./script.ts";
import { connectTo, startServerProgram } from "./server_program.ts";
import { untimedTrialsOf } from "./untimed.ts";
import { lightChildren } from "./light_children.ts";
import { Dismissals, endsOf } from "./isolation.ts";
import { brokenInputs, signalSpy } from "./spawn_spy.ts";

const trial = untimedTrialsOf("7.1.5", "to end one side when the other has", {
  // Whoever ends a child by `endWithin()` sets one there.
  only: undefined,
  // Whoever goes on to SIGKILL sets one that is longer.
  needless: (all) => all.filter(({ ms }) => ms <= 2_000),
  means: ([first]) =>
    means(
      /#dismiss|endWithin/.test(first?.by ?? "")
        ? "dismisses-by-timer"
        : "delays-by-timer",
    ),
});

lessonTest(
  "7.1.5 forkServer() ends the child of a client that resets, and no other",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    using signals = signalSpy();
    using dismissals = new Dismissals();
    // Whether it ends a child depends on how the tests were started.
    const another = () =>
      signals.sent.find((one) => one !== "SIGTERM" && one !== "SIGKILL");
    const sent = (pid: number) => signals.sentTo(pid).join(", ") || "no signal";
    const onError = (error: unknown) => {
      dismissals.look(server);
      t.onError(error);
    };
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const b = await connectPuppet(t, server, "B");
    const reset = async (
      name: string,
      say: string,
      hear: string,
      is: string,
      closed?: Id,
    ) => {
      const pid = await resetClient(t, server, name, say, hear, closed);
      t.did(
        `client ${name}, whose child (process ${pid}) ${is}, reset its connection`,
      );
      return pid;
    };
    const blocked = await reset(
      "A",
      "block",
      "blocked",
      "is blocked for ever and reads nothing",
    );
    const deaf = await reset(
      "C",
      "ignore",
      "ignoring",
      "ignores SIGTERM and reads its input",
      "a-reset-hurts-others",
    );
    const told = await soon(() => t.reported.length >= 2, 100);
    const runs = (pid: number) =>
      withoutProc ? server.children.includes(pid) : isRunning(pid);
    await t.eventually(() => !runs(blocked) && !runs(deaf), () => ({
      expected: "the children of clients A and C end",
      got: [blocked, deaf].filter(runs).map((pid) =>
        `client ${
          pid === blocked
            ? "A's child, which is blocked"
            : "C's child, which reads its input"
        }, still runs, and was sent ${sent(pid)}`
      ).join("; "),
      ...means(
        !told
          ? "hides-a-broken-connection"
          : another()
          ? "sends-another-signal"
          : stillRun(runs(blocked), runs(deaf), signals.sentTo(deaf)),
      ),
    }));
    const hurt: Why = (came) =>
      came === "the end" ? "a-reset-hurts-others" : undefined;
    await ask(t, b.client, "B", "still here?", "still here?", hurt);
    await connectPuppet(t, server, "D", "one-reset-stops-the-server");
    using broken = brokenInputs();
    const spouting = await reset(
      "E",
      `spout\n${"x".repeat(512 * 1024)}`,
      "spouting",
      "writes 1 MB and reads none of the 512 kB that it is sent",
      "a-reset-hurts-others",
    );
    await t.eventually(() => !runs(spouting), () => ({
      expected: "client E's child ends, too",
      got: `it still runs, and has got ${another() ?? "no signal"}${
        t.reported.length <= 2 ? "; `onError` was told nothing of E" : ""
      }`,
      ...means(
        t.reported.length <= 2
          ? "hides-a-failed-answer"
          : another()
          ? "sends-another-signal"
          : broken.count > 0
          ? "waits-for-the-pipe-before-it-asks"
          : "leaves-the-child-running",
      ),
    }));
    await ask(t, b.client, "B", "and now?", "and now?");
    const forgets = dismissals.forgotten > 0;
    t.holds(!forgets && dismissals.missing(server) === 0, {
      expected:
        "`connections` of the server has each connection until it has ended, so that `close()` and `shutdown()` find it",
      got: `one was taken off${
        forgets ? " when carrying its bytes had failed," : ""
      } before it had ended`,
      ...means("forgets-who-has-not-ended"),
      ...(forgets
        ? {}
        : { method: ["ForkingServer.hangUp()", "ForkingServer.dismiss()"] }),
    });
    await t.eventually(() => endsOf(server) >= 3, {
      expected: "the ends of three children are counted",
      got: `${endsOf(server)} are`,
    });
    t.holds(endsOf(server) === 3, {
      expected:
        "`stats()` counts three ends, those of the children of A, C and E",
      got: `it counts ${endsOf(server)}: ${
        Deno.inspect(server.stats(), { colors: false })
      }${dismissals.counted > 0 ? "" : ", and `#dismiss()` has counted none"}`,
      ...means("counts-a-reset-as-an-end"),
      ...(dismissals.counted > 0 ? {} : {
        method: ["ForkingServer.upstream()", "ForkingServer.downstream()"],
      }),
    });
  }),
);

function stillRun(
  blocked: boolean,
  deaf: boolean,
  sentToDeaf: readonly unknown[],
): Id {
  if (blocked && deaf) return "leaves-the-child-running";
  // The other one, who came first, was asked at least.
  if (deaf && sentToDeaf.length === 0) return "dismisses-once";
  return blocked ? "never-asks-the-child-to-end" : "leaves-the-child-its-input";
}

/**
 * Has a client reset its connection, and gives its child's process id.
 *
 * @param closed What it shows if the server closes the connection before.
 */
async function resetClient(
  t: Trial,
  server: ProcessServer,
  name: string,
  say: string,
  hear: string,
  closed?: Id,
): Promise<number> {
  const expected = `client ${name} hears ${
    JSON.stringify(hear)
  } from its child`;
  const hello = await t.within(
    resetAfterReply(server.addr, `${say}\n`, hear).catch((error) => ({
      error,
    })),
    { expected, got: "nothing comes" },
  );
  if (typeof hello === "string") return parseInt(hello);
  const refused = hello.error.code === "ECONNREFUSED";
  t.fail({
    expected,
    got: `its connection was ${refused ? "refused" : "closed"}`,
    ...means(refused && closed ? "one-reset-stops-the-server" : closed),
  });
}

lessonTest(
  "7.1.5 forkServer() reports nothing of a child that has gone when its client sends",
  trial(async (t: Trial) => {
    // Another process keeps the child's stdout open.
    const script = await Script.create(`
      sleep 60 &
      echo $!
    `);
    const server = await startServerProgram(t, { script: script.path });
    await using program = server.program;
    using client = await connectTo(t, server, "A");
    const first = await t.within(client.line(), {
      expected: "client A hears what its child writes",
      got: "nothing came",
    });
    const pid = Number(first);
    if (!(pid > 1)) return; // Deno was not found by Deno.execPath().
    try {
      await t.eventually(() => childrenOf(program.pid).length === 0, {
        expected: "client A's child, a shell script, ends",
        got: "it still runs",
      });
      t.did("client A's child, a shell script, ended");
      await client.send("anybody?\n");
      t.did('client A sent "anybody?\\n"');
      // Whether that is reported is the server's own affair.
      await soon(() => /BrokenPipe/.test(program.errors));
    } finally {
      Deno.kill(pid, "SIGKILL");
    }
    await closed(t, client, "A");
    program.kill("SIGKILL");
    const words = await program.lastWords();
    t.holds(!/TypeError|Uncaught|NotFound/.test(words), {
      expected: "`onError` is told of the broken pipe at most",
      got: words,
      ...(/Uncaught[^]*write\([^]*#upstream/.test(words)
        ? {
          ...means("writes-without-waiting"),
          method: "ForkingServer.upstream()",
        }
        : means(
          /TypeError(?![^]*#dismiss)[^]*#upstream/.test(words)
            ? "ends-a-broken-input"
            : "lets-an-error-escape",
        )),
      ...(/already terminated[^]*#dismiss/.test(words)
        ? { method: "ForkingServer.dismiss()" }
        : {}),
    });
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.1.5 forkServer() asks a child to stop that takes no more input, and carries its last words",
  trial(async (t: Trial) => {
    const script = await Script.create(`
      exec 3>&2
      # It goes on, so that one can look what came of it.
      trap '' PIPE
      trap 'echo It was asked to stop. >&3
        echo asked to stop || echo It cannot write. >&3' TERM
      trap 'echo It got another signal. >&3; exit 0' HUP INT QUIT USR1 USR2
      exec 0<&-
      echo deaf
      while kill -0 $PPID; do sleep 0.02; done 2>/dev/null
    `);
    const server = await startServerProgram(t, { script: script.path });
    await using program = server.program;
    using client = await connectTo(t, server, "A");
    const first = await t.within(client.line(), {
      expected: "client A hears what its child writes",
      got: "nothing came",
    });
    if (first !== "deaf") return; // Deno was not found by Deno.execPath().
    t.did("client A's child, a shell script, closed its stdin and runs on");
    const asked = () => program.errors.includes("It was asked to stop.");
    const why: Why = async (came) => {
      if (came === "the end") {
        if (await soon(asked)) {
          const { port } = server.addr;
          const held = socketsOf(port, [program.pid])
            .some(({ peer }) => peer === client.port);
          const broken = program.errors.includes("It cannot write.");
          // The one of its stdin is the first.
          const refused = await soon(() =>
            /BrokenPipe[^]*BrokenPipe/.test(program.errors)
          );
          if (broken) t.did("the child was asked to stop, and cannot write");
          else t.did("the child was asked to stop, and writes its last words");
          if (held) t.did("the server still holds client A's socket");
          if (refused && held) {
            t.did("`onError` was told that writing them to client A failed");
            return "closes-the-way-of-last-words";
          }
          return held || broken ? "gives-up-the-output" : "drops-last-words";
        }
        if (program.errors.includes("It got another signal.")) {
          return "sends-another-signal";
        }
        // Until its server has ended, its child runs on.
        return await soon(() => childrenOf(program.pid).length === 0)
          ? "kills-without-asking"
          : "drops-last-words";
      }
      if (came === "nothing" && !asked()) {
        if (/rror/.test(program.errors)) return undefined;
        t.did(
          "`onError` was told nothing, and the child was not asked to stop",
        );
        return "hides-a-refused-write";
      }
      return undefined;
    };
    await ask(t, client, "A", "hello?", "asked to stop", why);
    for (const { pid } of childrenOf(program.pid)) Deno.kill(pid, "SIGKILL");
    t.did("its child was killed");
    await closed(t, client, "A");
  }),
  { skip: withoutProc },
);
