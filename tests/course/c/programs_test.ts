import { assert, assertEquals, assertMatch } from "@std/assert";
import { readFiles } from "../../../scripts/lesson/files.ts";
import {
  compile,
  COMPILERS,
  needsCompiler,
  output,
  programFolder,
  SOLUTIONS,
} from "./compile.ts";

/** What each program prints, with arguments that end it soon. */
const PRINTS: Record<string, [args: string, prints: string | RegExp]> = {
  "7.1-fork-server/c/fork_twice.c": [
    "",
    `child:  fork() returned 0, number is 2
parent: fork() returned the id of the child, which ended with 7
parent: number is still 1
`,
  ],
  "7.1-fork-server/c/zombie.c": [
    "",
    `It has ended, and its state is Z.
After SIGKILL, its state is Z.
After waitpid(), its state is -.
`,
  ],
  "7.2-thread-server/c/share.c": [
    "",
    `thread 1: global is 2, local was 2, same process, other task
thread 2: global is 3, local was 2, same process, other task
`,
  ],
  "7.2-thread-server/c/start.c": [
    "50",
    /^a process: \d+ µs, a thread: \d+ µs\n$/,
  ],
  "7.3-thread-pool/c/hand_over.c": [
    "1000",
    /^a thread each: [\d.]+ µs and [\d.]+ context switches a task\nfour for all: {2}[\d.]+ µs and [\d.]+ context switches a task\n$/,
  ],
  "7.4-locks/c/race.c": ["100000", /^wanted 200000, counted \d+\n$/],
  "7.4-locks/c/mutex.c": ["100000", "wanted 200000, counted 200000\n"],
  "7.4-locks/c/trylock.c": [
    "",
    `thread 1: the mutex is taken, and I do something else
thread 2: I have the mutex
`,
  ],
  "7.4-locks/c/semaphore.c": ["100000", "wanted 200000, counted 200000\n"],
  "7.4-locks/c/permits.c": [
    "1000",
    "8 threads, never more than 3 at a time, 3 permits left\n",
  ],
  "7.4-locks/c/producer_consumer.c": [
    "1000",
    "1000 items in order, their sum is 500500\n",
  ],
  "7.4-locks/c/lock_order.c": [
    "100000",
    "100000 transfers each way, balances 1000 and 1000\n",
  ],
  "7.4-locks/c/rwlock.c": [
    "10000",
    "4 readers saw 0 torn pairs, and at last 10000 and 20000\n",
  ],
  "7.5-ipc/c/pipe.c": [
    "",
    `child got: Hello 1 from the parent
child got: Hello 2 from the parent
child got: Hello 3 from the parent
parent: the child has ended with 0
`,
  ],
  "7.5-ipc/c/socketpair.c": [
    "",
    `parent: ping, child: pong
parent: ping, child: pong
parent: the child has closed its end and is reaped
`,
  ],
  "7.5-ipc/c/message_queue.c": [
    "",
    `job: first job
any: a line for the log
any: second job
`,
  ],
  "7.5-ipc/c/shared_memory.c": ["100000", "wanted 200000, counted 200000\n"],
  "7.5-ipc/c/shared_variable.c": ["3", "got 100\ngot 200\ngot 300\n"],
};

/** Those that run until they are ended: servers_test.ts has their tests. */
const SERVERS = [
  "7.1-fork-server/c/fork.c",
  "7.2-thread-server/c/thread.c",
  "7.3-thread-pool/c/epoll.c",
  "7.3-thread-pool/c/pool.c",
];

const sources = [...await readFiles(SOLUTIONS)]
  .filter(([path]) => path.endsWith(".c"));

Deno.test("each program in C has a test, says how it is run, and is short", () => {
  assertEquals(
    sources.map(([path]) => path),
    [...Object.keys(PRINTS), ...SERVERS].sort(),
  );
  for (const [path, text] of sources) {
    const name = /(\w+)\.c$/.exec(path)?.[1];
    const head = text.slice(0, text.indexOf("*/"));
    const compiles =
      ` *   cc -std=c11 -pthread -o /tmp/${name} lessons/${path}\n *   /tmp/${name}`;
    assert(head.includes(compiles), `${path} must say:\n${compiles}`);
    const lines = text.split("\n").filter((line) => line !== "").length;
    assert(lines > 20 && lines <= 80, `${path} has ${lines} lines.`);
    const notes = [...text.matchAll(/(?:\/\*| \*) {0,5}\((\d)\)/g)].map((n) =>
      Number(n[1])
    );
    assertEquals(notes, notes.map((_, index) => index + 1), path);
  }
});

for (const compiler of COMPILERS.length > 0 ? COMPILERS : ["gcc"]) {
  for (const [source, [args, prints]] of Object.entries(PRINTS)) {
    Deno.test({
      ...needsCompiler(`${source} prints what its text quotes (${compiler})`),
      async fn() {
        await using folder = await programFolder();
        const program = await compile(source, folder.path, { compiler });
        const { code, stdout, stderr } = await output(
          program,
          args === "" ? [] : [args],
        );
        assertEquals(stderr, "");
        if (typeof prints === "string") assertEquals(stdout, prints);
        else assertMatch(stdout, prints);
        assertEquals(code, 0);
      },
    });
  }
}

Deno.test({
  ...needsCompiler("programs in C refuse an argument that is no number"),
  async fn() {
    await using folder = await programFolder();
    const program = await compile("7.4-locks/c/mutex.c", folder.path);
    for (const argument of ["x", "", "0", "1x", "99999999999999999999"]) {
      assertEquals(await output(program, [argument]), {
        code: 1,
        stdout: "",
        stderr:
          `Cannot use '${argument}': it must be a number from 1 to 100000000.\n`,
      });
    }
  },
});
