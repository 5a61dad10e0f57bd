import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import {
  descriptors,
  isRunning,
  withoutProc,
} from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import type { Client } from "../harness/net/client.ts";
import { howMany } from "../harness/story/how_many.ts";
import { soon } from "../harness/story/soon.ts";
import { means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  greeted,
  hears,
  PUPPET,
  unreported,
  type Why,
  zerosOf,
} from "./puppets.ts";
import { writesNothing } from "./short_writes.ts";
import { startScriptServer } from "./script_server.ts";
import { connectTo, type ServerProgram } from "./server_program.ts";
import { whatHelps } from "./what_helps.ts";
import { carryTrial as trial } from "./carry_trial.ts";

lessonTest(
  "7.1.3 forkServer() lets each client talk with a process of its own",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const first = await t.connect(server, "A");
    // The child speaks first: nothing that goes upstream can hold that up.
    const silent = whatItWaitsFor(first, "ForkingServer.downstream()");
    const a = { client: first, pid: await greeted(t, first, "A", silent) };
    const b = await connectPuppet(t, server, "B");
    t.holds(new Set([a.pid, b.pid, Deno.pid]).size === 3, {
      expected: "two children, and neither is the server's own process",
      got:
        `client A is served by ${a.pid}, B by ${b.pid}, the server is ${Deno.pid}`,
    });
    const why = (word: string): Why => async (came) => {
      if (came === "the end") {
        const method = "ForkingServer.downstream()";
        return t.reported.length > 0
          ? undefined
          : { shows: "carries-one-piece", method };
      }
      // Its greeting has come: nothing that goes downstream holds that up.
      const method = "ForkingServer.upstream()";
      if (came === "nothing") {
        // What follows on the greeting, the whole of which has come.
        if (await writesNothing()) {
          return {
            shows: "writes-nothing-for-ever",
            method: "ForkingServer.downstream()",
            got:
              "nothing comes: an empty array is written to a socket, again and again",
          };
        }
        return await whatItWaitsFor(b.client, method)(came);
      }
      if (came.line.includes("\0")) {
        return await stale(t, server, word, came.line);
      }
      if (came.line === "end of input") {
        return word === "two"
          ? { shows: "carries-one-piece", method }
          : undefined;
      }
      // What B has got before is its child's greeting.
      return came.line !== "" && came.line !== "one of B" &&
          "one of B".endsWith(came.line)
        ? "goes-on-where-the-last-ended"
        : undefined;
    };
    for (const word of ["one", "two"]) {
      await ask(t, b.client, "B", `${word} of B`, `${word} of B`, why(word));
      await ask(t, a.client, "A", `${word} of A`, `${word} of A`, why(word));
    }
    unreported(t);
  }),
);

/** Whether the server holds this client's socket. */
function isHeld({ program, addr }: ServerProgram, { port }: Client): boolean {
  return socketsOf(addr.port, [program.pid]).some(({ peer }) => peer === port);
}

/** Finds out who sends what nobody wrote. */
async function stale(
  t: Trial,
  server: Stoppable,
  word: string,
  line: string,
): Promise<Awaited<ReturnType<Why>>> {
  const many = howMany(zerosOf(line), "zero byte");
  if (word === "two") {
    return {
      shows: "sends-stale-bytes",
      method: "ForkingServer.upstream()",
      got:
        `behind its first line, its child is sent ${many}, and gives them back with the second`,
    };
  }
  const { client } = await connectPuppet(t, server, "C");
  void client.comes();
  // What comes to it without a line of its own, its child has not written.
  if (!await soon(() => client.untaken.length > 0)) return undefined;
  return {
    shows: "sends-more-than-the-piece",
    method: "ForkingServer.downstream()",
    got:
      `it gets ${many} first; such bytes also come to client C, who has sent nothing, behind its child's greeting`,
  };
}

/** Finds out what makes a child's word come to its client. */
function whatItWaitsFor(client: Client, method: string): Why {
  return async (came) => {
    if (came !== "nothing") return undefined;
    const before = client.received;
    const line = "the line that follows on it\n";
    const found = await whatHelps([
      ["a line follows", () => client.send(line), "is-a-piece-behind"],
      [
        "128 kB more have come",
        () => client.send(`${"x".repeat(128 * 1024)}\n`),
        "waits-for-a-full-buffer",
      ],
      ["its input ends", () => client.end(), "answers-at-the-end"],
    ], () => client.received > before);
    // Only what follows has come.
    if (client.received === before + line.length) return "drops-small-pieces";
    return found && { shows: found.shows, method };
  };
}

lessonTest(
  "7.1.3 forkServer() carries the child's answer after the client's half-close",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const { client, pid } = await connectPuppet(t, server, "A");
    await t.within(client.send("last line\n"), {
      expected: "client A can send a line",
      got: "its connection takes no bytes",
    });
    await client.end();
    t.did('client A sent "last line\\n" and closed its writing side');
    const ends = () => soon(() => !isRunning(pid));
    const why: Why = async (came) => {
      if (typeof came !== "string") return undefined;
      // The answer's own direction was closed, and writing it has failed.
      const broke = () => t.reported.some((e) => e.includes("BrokenPipe"));
      if (await soon(broke)) return "closes-the-way-back";
      if (!await ends()) return "keeps-the-end-of-input";
      // What its child has answered could not be written.
      return came === "the end" && t.reported.length > 0
        ? "closes-both-directions"
        : undefined;
    };
    await hears(t, client, "A", "last line", why);
    await hears(t, client, "A", "end of input", why);
    await closed(t, client, "A");
    unreported(t);
  }),
);

lessonTest(
  "7.1.3 forkServer() closes the socket's writing side after the child's stdout, and only that",
  trial(async (t: Trial) => {
    // Its first child writes a line, and the others nothing.
    await using started = await startScriptServer(
      t,
      `
      mkdir "$0.first" 2>/dev/null && echo script
      exec 1>&-
      # If its stdin has ended, it lives as long as the server does.
      if ! read line; then
        echo "Its stdin has ended." >&2
        while kill -0 $PPID 2>/dev/null; do sleep 0.05; done
      fi
      echo "The child got $line." >&2
    `,
    );
    const { server, client, first } = started;
    const { program } = server;
    if (first !== "script") return; // Deno was not found by Deno.execPath().
    t.did("client A's child, a shell script, closed its stdout and lives on");
    await t.within(client.rest(), {
      expected: "client A gets the end of what its child writes",
      got: "the connection stays open and silent",
      ...means("keeps-the-end-of-stdout"),
    });
    const held = isHeld(server, client);
    const signalled = () =>
      program.errors.includes("#downstream() sends a signal");
    const ended = () => program.errors.includes("Its stdin has ended.");
    await client.send("one more line\n").catch(() => {});
    t.did('client A sent "one more line\\n"');
    await t.eventually(
      () => program.errors.includes("The child got one more line."),
      () => ({
        expected: "its child, which still reads, gets that line",
        got: signalled()
          ? "it does not: `#downstream()` has called `kill()`"
          : !held
          ? "it does not: when client A got that end, the server no longer held its socket"
          : ended()
          ? "that child's stdin has ended, and the server still holds the client's socket"
          : "it does not",
        ...means(
          signalled()
            ? "signals-the-child"
            : !held
            ? program.errors.includes("TypeError")
              ? undefined
              : "closes-what-the-client-sends"
            : ended()
            ? "ends-the-input-with-the-output"
            : undefined,
        ),
        ...(signalled() ? { method: "ForkingServer.downstream()" } : {}),
      }),
    );
    using silent = await connectTo(t, server, "B");
    t.did("client B's child closed its stdout, and had written nothing");
    await t.within(silent.rest(), {
      expected:
        "client B gets the end of what its child writes, which is empty",
      got: "the connection stays open and silent",
      ...means("keeps-the-end-of-stdout"),
    });
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.1.3 forkServer() keeps no descriptor of a finished connection",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const serveOne = async (name: string) => {
      using client = await t.connect(server, name);
      await greeted(t, client, name);
      await client.end();
      t.did(`client ${name} sent nothing and closed its writing side`);
      await hears(t, client, name, "end of input", (came) => {
        const method = "ForkingServer.upstream()";
        return came === "nothing"
          ? { shows: "keeps-the-end-of-input", method }
          : undefined;
      });
      await closed(t, client, name);
    };
    // The first connection opens what Deno opens only once.
    await serveOne("A");
    await t.eventually(() => t.children().length === 0, () => ({
      expected: "client A's child ends after its client",
      got: `it still runs: process ${t.children().join()}`,
    }));
    const before = descriptors();
    for (const name of ["B", "C", "D"]) await serveOne(name);
    await t.eventually(() => descriptors() <= before, () => ({
      expected: `the server holds ${before} descriptors, as before`,
      got: `it holds ${descriptors()} after three more clients came and went`,
    }));
  }),
  { skip: withoutProc },
);
