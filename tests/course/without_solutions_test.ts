import { assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { fixtureCourse, SOLUTION } from "./fixture/course.ts";

const FILE = "lessons/7.9-doubling/double.ts";
const STARTER = SOLUTION.replace(
  /return number \* 2;/,
  'throw new Error("TODO(7.9.1)");',
);

Deno.test("a course without solutions is tested, graded and reset", async () => {
  await using course = await fixtureCourse({ [FILE]: STARTER });
  const cwd = fileURLToPath(course.root);
  await Deno.remove(new URL("solutions", course.root), { recursive: true });
  const run = async (command: string, ...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(command, {
      args,
      cwd,
      env: { NO_COLOR: "1" },
    }).output();
    const decoder = new TextDecoder();
    return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
  };
  const task = (...args: string[]) =>
    run(Deno.execPath(), "run", "-A", "scripts/course.ts", ...args);

  const without = await task("reset", "7.9", "--yes");
  assertEquals(without.code, 2);
  assertMatch(without.text, /neither solutions\/ nor a Git history/);
  const git = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  await run("git", "init", "--quiet");
  await run("git", "add", "lessons");
  await run("git", ...git, "commit", "--quiet", "--message", "The course");

  await Deno.writeTextFile(new URL(FILE, course.root), SOLUTION);
  assertEquals((await task("test:7.9")).code, 0);
  assertEquals((await task("hint", "7.9.1")).code, 0);
  const diff = await task("diff", "7.9");
  assertEquals(diff.code, 1);
  assertMatch(diff.text, /no solutions\//);
  const graded = await task("grade", "--json", "report.json");
  assertEquals(graded.code, 0, graded.text);
  assertMatch(graded.text, /100\/100/);
  for (const command of ["starters", "test", "ok"]) {
    const { code, text } = await task(command);
    assertEquals(code, 2, text);
    assertMatch(text, /no solutions\//);
  }
  assertEquals((await task("reset", "7.9", "--yes")).code, 0);
  assertEquals(await Deno.readTextFile(new URL(FILE, course.root)), STARTER);
});
