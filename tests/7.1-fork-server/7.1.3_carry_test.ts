import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { descriptors, withoutProc } from "../harness/processes/proc.ts";
import {
  ask,
  closed,
  connectPuppet,
  ECHO,
  fillUp,
  greeted,
  hears,
  PUPPET,
  unreported,
} from "./puppets.ts";
import { Script } from "./script.ts";
import { connectTo, startServerProgram } from "./server_program.ts";

const trial = trialsOf("7.1.3");
const MB = 1024 * 1024;

lessonTest(
  "7.1.3 forkServer() lets each client talk with a process of its own",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    t.holds(new Set([a.pid, b.pid, Deno.pid]).size === 3, {
      expected: "two children, and neither is the server's own process",
      got:
        `client A is served by ${a.pid}, B by ${b.pid}, the server is ${Deno.pid}`,
      cause: "clients share a child, or the server answers by itself",
    });
    const cause = "bytes are carried to the wrong side, or once only";
    for (const word of ["one", "two"]) {
      await ask(t, b.client, "B", `${word} of B`, `${word} of B`, cause);
      await ask(t, a.client, "A", `${word} of A`, `${word} of A`, cause);
    }
    unreported(t, "nothing has failed");
  }),
);

lessonTest(
  "7.1.3 forkServer() carries the child's answer after the client's half-close",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const { client } = await connectPuppet(t, server, "A");
    await t.within(client.send("last line\n"), {
      expected: "client A can send a line",
      got: "its connection takes no bytes",
      cause: "the socket is never read",
    });
    await client.end();
    t.did('client A sent "last line\\n" and closed its writing side');
    const cause =
      "the end of what a client sends is the end of the child's stdin, and nothing else: closing the whole connection loses the answer, closing nothing leaves the child waiting";
    await hears(t, client, "A", "last line", cause);
    await hears(t, client, "A", "end of input", cause);
    await closed(t, client, "A", "the socket is not closed after the child");
    unreported(t, "the end of what a client sends is no error");
  }),
);

lessonTest(
  "7.1.3 forkServer() closes the socket's writing side after the child's stdout, and only that",
  trial(async (t: Trial) => {
    await using script = await Script.create(`
      echo script
      exec 1>&-
      read line
      echo "The child got $line." >&2
    `);
    const server = await startServerProgram(t, { script: script.path });
    await using program = server.program;
    using client = await connectTo(t, server, "A");
    const first = await t.within(client.line(), {
      expected: "client A hears what its child writes",
      got: "nothing came",
      cause: "the child's stdout is not carried to the client",
    });
    if (first !== "script") return; // Deno was not found by Deno.execPath().
    t.did("client A's child, a shell script, closed its stdout and lives on");
    await t.within(client.rest(), {
      expected: "client A learns that no more will come",
      got: "the connection stays open and silent",
      cause:
        "the end of the child's stdout is the end of what its client gets: close the writing side of the socket then",
    });
    await client.send("one more line\n").catch(() => {});
    t.did('client A sent "one more line\\n"');
    await t.eventually(
      () => program.errors.includes("The child got one more line."),
      {
        expected: "the child, which still reads, gets it",
        got: "it does not",
        cause:
          "the end of the child's stdout is not the end of what the client sends: close only the writing side of the socket",
      },
    );
  }),
  { skip: withoutProc },
);

lessonTest(
  "7.1.3 forkServer() carries 8 MB both ways, byte for byte",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    const client = await t.connect(server, "A");
    const sent = randomBytes(8 * MB + 5, 713);
    t.did(
      "client A sends 8 MB and 5 bytes (random, seed 713), closes its writing side, and reads meanwhile",
      `head -c 8388613 /dev/urandom | tee sent | deno task talk ${server.addr.port} --half-close | cmp - sent`,
    );
    const sending = client.send(sent).then(() => client.end());
    sending.catch(() => {});
    await sameBytes(t, client, sent);
    await closed(t, client, "A", "the socket is not closed after the child");
  }),
);

lessonTest(
  "7.1.3 forkServer() stops reading from a client that does not read",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    const a = await t.connect(server, "A");
    const b = await t.connect(server, "B");
    const all = randomBytes(64 * MB, 7130);
    const sent = await fillUp(t, a, b, all);
    await sameBytes(t, a, all.subarray(0, sent));
  }),
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
      await hears(
        t,
        client,
        name,
        "end of input",
        "the child never learns of the end",
      );
      await closed(t, client, name, "the socket is not closed after the child");
    };
    // The first connection opens what Deno opens only once.
    await serveOne("A");
    await t.eventually(() => t.children().length === 0, () => ({
      expected: "client A's child ends after its client",
      got: "it still runs",
      cause: "the child's stdin is not closed when the client has ended",
    }));
    const before = descriptors();
    for (const name of ["B", "C", "D"]) await serveOne(name);
    await t.eventually(() => descriptors() <= before, () => ({
      expected: `the server holds ${before} descriptors, as before`,
      got: `it holds ${descriptors()} after three more clients came and went`,
      cause:
        "a socket or a pipe of a finished connection is not closed; a server that runs for days runs out of descriptors",
    }));
  }),
  { skip: withoutProc },
);

async function sameBytes(
  t: Trial,
  client: Client,
  sent: Uint8Array,
): Promise<void> {
  const got = await t.within(client.bytes(sent.length), {
    expected: `all ${sent.length} bytes come back`,
    got: "some are still missing, and no more come",
    cause:
      "bytes were lost: `conn.write()` may take fewer than it was given, and the rest must be written again",
  }, 3_000);
  const at = firstDifference(got, sent);
  t.holds(at === -1, {
    expected: `all ${sent.length} bytes come back as they were sent`,
    got: `${got.length} bytes came back, which differ from byte ${at} on`,
    cause: got.length < sent.length
      ? "the connection was closed before all was carried: the end of what the client sends must not end what it gets"
      : "bytes were lost or came out of order: each write must be complete before the next, and `conn.write()` may take fewer bytes than it was given",
  });
}
