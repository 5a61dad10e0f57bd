import { getAvailablePort } from "@std/net";
import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { childrenOf, look, withoutProc } from "../harness/processes/proc.ts";
import type { Program } from "../harness/processes/program.ts";
import { countChildren } from "./count_children.ts";
import { type Id, means } from "./misconceptions.ts";
import { ECHO, PUPPET } from "./puppets.ts";
import { connectTo, startServerProgram } from "./server_program.ts";

const trial = trialsOf("7.1.2");
const skip = withoutProc;
const WITNESS = new URL("./programs/witness.ts", import.meta.url);

/** Flags of `deno run` by which a program may do more than compute. */
const GRANTS = /^(--allow-|--permission-set|-[A-Z]\b)/;

lessonTest(
  "7.1.2 forkServer() listens on the hostname and port it is given",
  trial(async (t: Trial) => {
    const { onError } = t;
    const port = getAvailablePort();
    const hostname = "127.0.0.2";
    const started = forkServer({ child: ECHO, hostname, port, onError });
    t.did(`forkServer() was called with hostname ${hostname} and port ${port}`);
    const server = t.serve(started);
    t.equal([server.addr.hostname, server.addr.port], [hostname, port], {
      what: "where it listens (`addr.hostname` and `addr.port`)",
      ...means("ignores-the-address"),
    });
    await t.connect(server, "A");
    await countChildren(t, server, 1);
  }),
  { skip },
);

lessonTest(
  "7.1.2 forkServer() says what is wrong with its options at once",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    await t.connect(server, "A");
    await countChildren(t, server, 1);
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

lessonTest(
  "7.1.2 forkServer() runs for each server the program of its own `child` option",
  trial(async (t: Trial) => {
    const { onError } = t;
    for (const [name, child] of Object.entries({ A: ECHO, B: PUPPET })) {
      const server = t.serve(forkServer({ child, onError }));
      const file = child.href.split("/").at(-1) ?? "";
      t.did(`it was given the child ${file}`);
      const before = t.children();
      const started = () =>
        commandOf(t.children().find((pid) => !before.includes(pid)));
      await t.connect(server, name);
      // Just before its program begins, a process has no words at all.
      await t.eventually(() => started().words.length > 0, {
        expected: `a child runs for client ${name}`,
        got: "none does",
      });
      const { words, program } = started();
      t.holds(program?.endsWith(file), {
        expected: `client ${name}'s child runs ${file}, as its server was told`,
        got: program === undefined ? words.join(" ") : `it runs ${program}`,
        ...means(whoseProgram(program)),
      });
    }
  }),
  { skip },
);

/** What it shows that a child runs this program, and not its server's. */
function whoseProgram(program?: string): Id | undefined {
  if (program === undefined) return undefined;
  // Nobody has it but from the tests, which start servers one by one.
  return program.includes("/tests/7.1-fork-server/programs/")
    ? "makes-the-command-once"
    : "runs-another-program";
}

lessonTest(
  "7.1.2 forkServer() runs the program of the `child` option, without permissions and with stderr inherited",
  trial(async (t: Trial) => {
    const made = await Deno.makeTempDir({ prefix: "course 7.1 " });
    const folder = await Deno.realPath(made);
    try {
      await Deno.copyFile(WITNESS, `${folder}/my child #1.ts`);
      const child = new URL(
        `file://${encodeURI(folder)}/my%20child%20%231.ts?part=of-its-url.ts`,
      );
      const server = await startServerProgram(t, { child });
      await using program = server.program;
      t.did(`its child is the program ${child.href}`);
      const said = () =>
        program.errors.match(/^process \d+ has these permissions: .*$/gm) ??
          [];
      const misread = () => /Module not found.*%25/.test(program.errors);
      const notFound = () => /NotFound.*'deno'/.test(program.errors);
      using _a = await connectTo(t, server, "A");
      await t.eventually(
        () => said().length === 1 || misread() || notFound(),
        () => {
          const { told, shows } = whyUnheard(program, child);
          return {
            expected:
              "the child runs, and what it writes to stderr comes out on the server's",
            got: `${told}; the server's stderr has ${
              program.errors.trim() || "nothing"
            }`,
            ...means(shows),
          };
        },
      );
      t.holds(!notFound(), {
        expected: "the child is started with this Deno, also without PATH",
        got: program.errors.trim().split("\n")[0] ?? "",
        ...means("deno-from-the-path"),
      });
      t.holds(!misread(), {
        expected: `the child runs the program ${child.href}`,
        got: program.errors.trim().split("\n")[0] ?? "",
        ...means("takes-a-url-for-a-path"),
      });
      t.holds(program.errors.includes(`${child.href} runs.`), {
        expected: `the child is started by the URL ${child.href}`,
        got: `it says that its URL is ${
          program.errors.match(/^(.*) runs\.$/m)?.[1]
        }`,
        ...means("takes-a-url-for-a-path"),
      });
      using _b = await connectTo(t, server, "B");
      const piped = () =>
        childrenOf(program.pid).every(({ pid }) => isPipe(pid));
      await t.eventually(() => said().length === 2, () => ({
        expected:
          "what the second child writes to stderr comes out, too, while the first one runs",
        got: `${
          piped() ? "each child's stderr is a pipe, and " : ""
        }only this has come out: ${program.errors.trim()}`,
        ...means(piped() ? "locks-stderr" : undefined),
      }));
      for (const line of said()) {
        t.holds(line.endsWith(": none"), {
          expected: "the child has no permission at all",
          got: `it says: ${line}`,
          ...means("grants-permissions"),
        });
      }
      for (const { pid } of childrenOf(program.pid)) {
        const read = (file: string) =>
          Deno.readTextFileSync(`/proc/${pid}/${file}`).split("\0");
        const words = read("cmdline");
        const program = words.findIndex((word) => word.endsWith(".ts"));
        const quiet = words.slice(0, program).includes("--no-prompt") ||
          read("environ").includes("DENO_NO_PROMPT=1");
        const granted = words.find((word) => GRANTS.test(word));
        t.holds(granted === undefined, {
          expected: `child ${pid} is started without any permission`,
          got: words.join(" "),
          ...means("grants-permissions"),
        });
        t.holds(quiet, {
          expected: `child ${pid} is started with --no-prompt`,
          got: words.join(" "),
          ...means(
            words.includes("--no-prompt")
              ? "flag-behind-the-program"
              : "lets-the-child-ask",
          ),
        });
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip },
);

/** Finds out why nothing is heard of a server's only child. */
function whyUnheard(
  { pid: server }: Program,
  child: URL,
): { told: string; shows?: Id } {
  const [first] = childrenOf(server);
  if (first === undefined) return { told: "no child runs" };
  const { pid } = first;
  const { program } = commandOf(pid);
  const name = child.href.split("/").at(-1) ?? "";
  if (program !== undefined && !decodeURI(program).endsWith(decodeURI(name))) {
    return {
      told: `its child ${pid} runs ${program}`,
      shows: "runs-another-program",
    };
  }
  if (isPipe(pid)) {
    return {
      told: `stderr of its child ${pid} is a pipe`,
      shows: "leaves-stderr-unread",
    };
  }
  return Deno.readLinkSync(`/proc/${pid}/fd/2`) === "/dev/null"
    ? {
      told: `stderr of its child ${pid} is /dev/null`,
      shows: "discards-stderr",
    }
    : { told: `its child ${pid} runs` };
}

/** How a process was started, and the program that Deno runs there. */
function commandOf(pid?: number): { words: string[]; program?: string } {
  const words = wordsOf(pid);
  const program = words.find((word) => word.includes("/") && /ts$/.test(word));
  return program === undefined ? { words } : { words, program };
}

function wordsOf(pid?: number): string[] {
  try {
    const words = Deno.readTextFileSync(`/proc/${pid}/cmdline`).split("\0");
    return words.filter((word) => word !== "");
  } catch {
    return []; // It has ended meanwhile.
  }
}

/** Whether a child's stderr is a pipe of its own, and not its server's. */
function isPipe(pid: number): boolean {
  const stderr = (pid: number) => Deno.readLinkSync(`/proc/${pid}/fd/2`);
  const { parent } = look(pid) ?? { parent: pid };
  return /^(pipe|socket):/.test(stderr(pid)) && stderr(pid) !== stderr(parent);
}

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
    got: error === undefined ? "it started" : `it threw ${error}`,
  });
}
