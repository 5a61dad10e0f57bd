import { getAvailablePort } from "@std/net";
import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { childrenOf, withoutProc } from "../harness/processes/proc.ts";
import { ECHO, PUPPET } from "./puppets.ts";
import { connectTo, startServerProgram } from "./server_program.ts";

const trial = trialsOf("7.1.2");
const skip = withoutProc;
const WITNESS = new URL("./programs/witness.ts", import.meta.url);

/** Waits until the servers of this test run `count` children. */
async function countChildren(
  t: Trial,
  count: number,
  cause: string,
): Promise<number[]> {
  await t.eventually(() => t.children().length >= count, () => ({
    expected: `the server runs ${count} child processes`,
    got: `it runs ${t.children().length}`,
    cause,
  }));
  return t.children();
}

lessonTest(
  "7.1.2 forkServer() starts a process of its own for each connection",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    t.equal(t.children(), [], {
      what: "the list of children before the first client",
      cause: "children are started before there is a client to serve",
    });
    await t.connect(server, "A");
    const [first] = await countChildren(
      t,
      1,
      "no process is started when a client connects",
    );
    await t.connect(server, "B");
    const both = await countChildren(
      t,
      2,
      "the second client waits for the first one to end, or shares its child: accept on, while the first is served",
    );
    t.holds(both.length === 2 && first !== undefined && both.includes(first), {
      expected: "one more child, next to the first client's",
      got: `children ${both.join(" and ")} after ${first}`,
      cause: "the first client's child was ended, or too many were started",
    });
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() accepts many clients while all of them are silent",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    for (const name of ["A", "B", "C", "D", "E"]) await t.connect(server, name);
    const pids = await countChildren(
      t,
      5,
      "the accept loop waits for something a silent client never does: its first bytes, or its end",
    );
    t.equal(pids.length, 5, {
      what: "the number of children for five clients",
      cause: "more than one process is started for a connection",
    });
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() waits for a vacancy before it takes the next client",
  trial(async (t: Trial) => {
    const { onError } = t;
    const full = t.serve(forkServer({ child: ECHO, maxChildren: 1, onError }));
    await t.connect(full, "A");
    await countChildren(t, 1, "no process is started for a client");
    // Where 7.1.6 is not written, the server has stopped: that is all right.
    const b = await Client.connect(full.addr).catch(() => undefined);
    t.did("with maxChildren: 1, client B connected, too");
    const free = t.serve(forkServer({ child: ECHO, onError }));
    for (const [nth, name] of ["C", "D"].entries()) {
      await t.connect(free, name);
      await countChildren(t, 2 + nth, "no process is started for a client");
    }
    const children = t.children().length;
    b?.[Symbol.dispose]();
    t.equal(children, 3, {
      what: "the number of children for A, and for C and D of another server",
      cause:
        "the accept loop does not wait for `#vacancy()` before it takes the next client",
    });
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() runs the program of the `child` option, without permissions and with stderr inherited",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir({ prefix: "course 7.1 " });
    try {
      await Deno.copyFile(WITNESS, `${folder}/my child.ts`);
      const child = new URL(`file://${encodeURI(folder)}/my%20child.ts`);
      const server = await startServerProgram(t, { child });
      await using program = server.program;
      t.did(`its child is the program ${child.href}`);
      const said = () => program.errors.match(/^process \d+ may: .*$/gm) ?? [];
      using _a = await connectTo(t, server, "A");
      await t.eventually(() => said().length === 1, () => ({
        expected:
          "the child runs and says its permissions on the stderr that it shares with the server",
        got: program.errors.trim() || "nothing",
        cause:
          "another program than `options.child` is started (an address is not a path: think of spaces), or its stderr is not inherited",
      }));
      using _b = await connectTo(t, server, "B");
      await t.eventually(() => said().length === 2, () => ({
        expected: "so does the second child, while the first one runs",
        got: program.errors.trim(),
        cause:
          "what the second child writes to stderr is not passed on: let children inherit it",
      }));
      for (const line of said()) {
        t.holds(line.endsWith("may: nothing."), {
          expected: "the child has no permission at all",
          got: line,
          cause:
            "`deno run` is called with permissions: the child serves strangers",
        });
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
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
    t.did("its process may open 64 descriptors, and all of them are in use");
    using _client = await connectTo(t, server, "A");
    const SILENT =
      "an error of `accept()` is swallowed: let it through, or report it and accept on";
    const said = await t.within(program.line(), {
      expected: "onError is told that `accept()` failed: too many open files",
      got: "nothing",
      cause: SILENT,
    });
    t.holds(said?.includes("os error 24"), {
      expected: "onError is told that `accept()` failed: too many open files",
      got: said ?? "the server has stopped",
      cause: SILENT,
    });
    program.kill("SIGUSR2");
    t.did("the descriptors were free again");
    await t.eventually(() => childrenOf(program.pid).length === 1, () => ({
      expected: "client A, who has waited, is given a child",
      got: `the server runs ${childrenOf(program.pid).length} children`,
      cause: SILENT,
    }));
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() listens on the hostname and port it is given",
  trial(async (t: Trial) => {
    const { onError } = t;
    const port = getAvailablePort();
    const hostname = "127.0.0.2";
    const server = t.serve(
      forkServer({ child: ECHO, hostname, port, onError }),
    );
    t.equal([server.addr.hostname, server.addr.port], [hostname, port], {
      what: "`addr`",
      cause: "`hostname` or `port` of the options is not used",
    });
    await t.connect(server, "A");
    await countChildren(t, 1, "no process is started for a client");
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() says what is wrong with its options at once",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    await t.connect(server, "A");
    await countChildren(t, 1, "no process is started for a client");
    const { port } = server.addr;
    refuses(
      t,
      `port ${port}, which is in use`,
      /port \d+ .*in use/,
      () => forkServer({ child: ECHO, port, onError }),
    );
    const child = new URL("./programs/nobody.ts", import.meta.url);
    refuses(
      t,
      "a `child` that does not exist",
      /'child'.*nobody\.ts/,
      () => forkServer({ child, onError }),
    );
  }),
  { skip },
);

/** Expects that a server cannot be started, for a reason that is named. */
function refuses(
  t: Trial,
  what: string,
  pattern: RegExp,
  start: () => ReturnType<typeof forkServer>,
): void {
  const expected = `forkServer() with ${what} throws an error that says so`;
  let error: unknown;
  try {
    t.serve(start());
  } catch (thrown) {
    error = thrown;
  }
  t.holds(error instanceof Error && pattern.test(error.message), {
    expected,
    got: error === undefined ? "it started" : String(error),
    cause: "the option is not checked before the server starts",
  });
}
