import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { childrenOf, withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { soon } from "../harness/story/soon.ts";
import { means } from "./misconceptions.ts";
import { ask, closed, type Why } from "./puppets.ts";
import { startScriptServer } from "./script_server.ts";

const trial = trialsOf("7.1.5");

lessonTest(
  "7.1.5 forkServer() reports the broken pipe at most when a client sends whose child has gone",
  trial(async (t: Trial) => {
    // Another process keeps the child's stdout open.
    await using started = await startScriptServer(
      t,
      `
      sleep 60 &
      echo $!
    `,
    );
    const { server, client, first } = started;
    const { program } = server;
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
    // Unless it had ended by itself before.
    const words = (await program.lastWords()).replace(/ \(SIGKILL\)$/, "");
    const threw = /already terminated[^]*#dismiss/.test(words)
      ? "`#dismiss()` called its child's `kill()`, which threw a TypeError"
      : /NotFound[^]*#dismiss/.test(words)
      ? "`#dismiss()` called `Deno.kill()`, which threw"
      : /Uncaught \(in promise\)/.test(words)
      ? "the server's process ended by an error that nobody caught"
      : undefined;
    if (threw !== undefined) t.did(threw);
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
    await using started = await startScriptServer(
      t,
      `
      exec 3>&2
      # It goes on, so that one can look what came of it.
      trap '' PIPE
      trap 'echo It was asked to stop. >&3
        echo asked to stop || echo It cannot write. >&3' TERM
      trap 'echo It got another signal. >&3; exit 0' HUP INT QUIT USR1 USR2
      exec 0<&-
      echo deaf
      while kill -0 $PPID; do sleep 0.02; done 2>/dev/null
    `,
    );
    const { server, client, first } = started;
    const { program } = server;
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
        const error = program.errors.match(/^BrokenPipe: .*$/m)?.[0];
        if (error !== undefined) {
          t.did(
            `\`onError\` was told ${error}, and the child was sent no SIGTERM`,
          );
          return {
            shows: "takes-a-broken-pipe-for-an-end",
            method: ["ForkingServer.dismiss()", "ForkingServer.upstream()"],
          };
        }
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
