import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { resetAfterReply } from "../harness/net/reset.ts";
import type { Trial } from "../harness/net/trial.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { timerSpy } from "../harness/timer_spy.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import { ask, connectPuppet, PUPPET, type Why } from "./puppets.ts";
import { untimedTrialsOf } from "./untimed.ts";
import { lightChildren } from "./light_children.ts";
import { Dismissals, endsOf } from "./isolation.ts";
import { brokenInputs, callersOf, signalSpy } from "./spawn_spy.ts";

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
    using timers = timerSpy("fork_server.ts");
    using dismissals = new Dismissals();
    using releases = callersOf(
      WritableStreamDefaultWriter.prototype,
      "releaseLock",
    );
    const gaveBack = (pid: number) =>
      dismissals.gaveBackInput(pid)
        ? releases.include("#dismiss") ? "`#dismiss()`" : "your code"
        : undefined;
    // Whether it ends a child depends on how the tests were started.
    const another = () =>
      signals.sent.find((one) => one !== "SIGTERM" && one !== "SIGKILL");
    const sent = (pid: number) => signals.sentTo(pid).join(", ") || "no signal";
    const later = () => timers.timers.find(({ by }) => /#dismiss/.test(by));
    const onError = (error: unknown) => {
      dismissals.look(server);
      t.onError(error);
      const pid = dismissals.writtenTo(error);
      if (pid !== undefined) {
        t.did(`it came of a write to the client of process ${pid}`);
      }
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
        }, still runs, and was sent ${sent(pid)} so far`
      ).concat(later() ? `your code has called ${later()?.call}` : []).concat(
        gaveBack(deaf) === undefined
          ? []
          : `${
            gaveBack(deaf)
          } has called \`releaseLock()\`, so that \`input\` no longer has the pipe of C's child's stdin, which is still open`,
      ).join("; "),
      ...means(
        !told
          ? "hides-a-broken-connection"
          : another()
          ? "sends-another-signal"
          : later() && runs(blocked)
          ? "dismisses-by-timer"
          : gaveBack(deaf) === "your code"
          ? "gives-a-pipe-back"
          : stillRun(runs(blocked), runs(deaf), signals.sentTo(deaf)),
      ),
      ...(told && gaveBack(deaf) === "your code"
        ? { method: "ForkingServer.upstream()" }
        : {}),
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
    // Both have ended; the one that reads nothing was asked.
    const asked = (pid: number) => signals.sentTo(pid).includes("SIGTERM");
    const once = asked(blocked) && !asked(deaf);
    await t.eventually(() => !runs(spouting), () => ({
      expected: "client E's child ends, too",
      got: `it still runs, and has got ${another() ?? "no signal"}${
        once ? "; SIGTERM was not sent to client C's child, either" : ""
      }${t.reported.length <= 2 ? "; `onError` was told nothing of E" : ""}`,
      ...means(
        t.reported.length <= 2
          ? "hides-a-failed-answer"
          : another()
          ? "sends-another-signal"
          : broken.count > 0 && once
          ? "dismisses-once"
          : broken.count > 0
          ? "waits-for-the-pipe-before-it-asks"
          : "leaves-the-child-running",
      ),
    }));
    t.holds(!await dismissals.gaveBackOutput(spouting), {
      expected:
        "the pipe of the stdout of client E's child can be closed by its reader `output`",
      got: "that pipe is open, and `output` no longer has it",
      ...means("gives-a-pipe-back"),
      method: "ForkingServer.downstream()",
    });
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
    t.holds(dismissals.unlisted === 0, {
      expected: "a child is in `children` until its `status` has come",
      got: dismissals.struckOff > 0
        ? "`#dismiss()` took one off whose `status` had not come"
        : "one was not there whose `status` had not come",
      ...means("leaves-a-child-out"),
      method: dismissals.struckOff > 0
        ? "ForkingServer.dismiss()"
        : ["ForkingServer.upstream()", "ForkingServer.downstream()"],
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
