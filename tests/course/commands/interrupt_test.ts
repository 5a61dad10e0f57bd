import { assertEquals, assertMatch } from "@std/assert";
import { retry } from "@std/async";
import { fixtureCourse } from "../fixture/course.ts";
import { Session } from "../fixture/user.ts";

/** It waits for a few milliseconds, and for ten seconds at most. */
const SOON = { minTimeout: 5, maxTimeout: 50, maxAttempts: 200 };

/** Whether a process has this argument; Linux alone tells. */
async function runs(argument: string): Promise<boolean> {
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const line = await Deno.readTextFile(`/proc/${name}/cmdline`);
      if (line.split("\0").includes(argument)) return true;
    } catch {
      // It ended meanwhile.
    }
  }
  return false;
}

/** A test that starts a program, says so on a connection, and never ends. */
function hangingTest(argument: string, port: number): string {
  return `import { lessonTest } from "../harness/lesson_test.ts";
lessonTest("7.9.1 thing never ends", async () => {
  const child = new Deno.Command("sleep", { args: ["${argument}"] }).spawn();
  using ready = await Deno.connect({ port: ${port} });
  await child.status;
});
`;
}

for (const line of ["test:7.9", "test:7.9 --json", "test:7.9 --watch"]) {
  Deno.test({
    name: `${line} leaves no process and ends with code 130 when Ctrl-C comes`,
    // Only Linux lists what runs, in /proc.
    ignore: Deno.build.os !== "linux",
    fn: async () => {
      using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const { port } = listener.addr;
      const argument = `600.${port}${Math.floor(Math.random() * 1e6)}`;
      await using course = await fixtureCourse({
        "tests/7.9-doubling/double_test.ts": hangingTest(argument, port),
      });
      await using session = new Session(course.root, line);
      using _ready = await listener.accept();
      // When spawn() returns, execve(2) may not be over.
      await retry(async () => assertEquals(await runs(argument), true), SOON);
      session.interrupt();
      const { code, stderr } = await session.ended();
      assertEquals(code, 130);
      assertMatch(stderr, /^Interrupted: nothing is left running\.\n$/);
      // A killed process may take a moment to be gone.
      await retry(async () => assertEquals(await runs(argument), false), SOON);
    },
  });
}
